"""Opens what requests will need before the first one comes, and says whether it is there."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from fastapi import FastAPI

from app.health import add_check

if TYPE_CHECKING:
    from app.releases.following import Follower
    from app.releases.store import Event
    from app.vocabulary.registry import View

_log = logging.getLogger("parlance")


def install_readiness(app: FastAPI) -> None:
    """Has /readyz look at the release and the index."""

    def vocabulary() -> None:
        from app.vocabulary.access import application_vocabulary

        application_vocabulary(app).registry.index()

    add_check(app, "vocabulary", vocabulary)


def warm_up(app: FastAPI) -> None:
    """Opens the index, reads one text and scores one match: the first request then costs what the next ones do."""
    from app.vocabulary.access import application_vocabulary
    from app.vocabulary.receipt import ruleset

    _open_all(app, application_vocabulary(app).registry.view())
    ruleset()  # reads the code and the models once: 0.1 s
    _keep()


def follow_releases(app: FastAPI) -> Follower:
    """Starts to look for switches of releases: what is new is open before the first request sees it."""
    from app.database import make_sessions
    from app.releases.following import Follower
    from app.releases.switching import PREPARED
    from app.vocabulary.access import application_vocabulary

    registry = application_vocabulary(app).registry

    def follow(event: Event) -> None:
        registry.refresh(ready=lambda view: _open_all(app, view))
        if event.action == PREPARED:
            # It is about to be switched to: the switch itself then takes no time.
            _open_all(app, registry.view([f"{event.framework}:{event.version}"]))
        _log.info("releases", extra={"action": event.action, "release": f"{event.framework}:{event.version}"})
        _keep()

    follower = Follower(make_sessions(app.state.engine), follow)
    follower.start()
    return follower


def _open_all(app: FastAPI, view: View) -> None:
    """Makes everything that is made once for an index."""
    from app.extraction.access import application_readers
    from app.extraction.pipeline import Request
    from app.occupations.access import catalogue_for
    from app.occupations.titles.access import ranker_for

    readers = application_readers(app)
    readers.extractor(view.index).extract(
        Request("Requirements:\n- operate a forklift\n- customer servce", "posting")
    )
    readers.normalizer(view.index).rank("operate a forklift", 1)
    readers.vocabulary.search(view.index)
    if len(catalogue_for(app, view.chosen)):
        ranker_for(app, view.chosen).rank("cashier", 1)


def _keep() -> None:
    """What is open now stays: the garbage collector need not look at it again, which saves pauses of 20 ms and more."""
    gc.collect()
    gc.freeze()
    gc.enable()  # after a start, which does without it
