"""Opens what requests will need before the first one comes, and says whether it is there."""

from __future__ import annotations

import gc

from fastapi import FastAPI

from app.health import add_check


def install_readiness(app: FastAPI) -> None:
    """Has /readyz look at the release and the index."""

    def vocabulary() -> None:
        from app.vocabulary.access import application_vocabulary

        application_vocabulary(app).registry.index()

    add_check(app, "vocabulary", vocabulary)


def warm_up(app: FastAPI) -> None:
    """Opens the index, reads one text and scores one match: the first request then costs what the next ones do."""
    from app.extraction.access import application_readers
    from app.extraction.pipeline import Request
    from app.occupations.access import application_catalogue

    readers = application_readers(app)
    index = readers.vocabulary.registry.index()
    readers.extractor(index).extract(
        Request("Requirements:\n- operate a forklift\n- customer servce", "posting")
    )
    readers.normalizer(index).rank("operate a forklift", 1)
    readers.vocabulary.search(index)
    application_catalogue(app)
    # What is open now stays: the garbage collector need not look at it again, which saves pauses of 20 ms and more.
    gc.collect()
    gc.freeze()
