"""How a route gets at the occupations: the catalogues of this process, made on first use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from fastapi import FastAPI, Request

from app.database import make_sessions
from app.occupations.catalogue import Catalogue
from app.occupations.registry import CatalogueRegistry
from app.vocabulary.access import application_vocabulary


def catalogue_of(request: Request, pins: Sequence[str] = ()) -> Catalogue:
    """The occupations of the active releases, or of pinned ones."""
    return application_catalogue(request.app, pins)


def application_catalogue(app: FastAPI, pins: Sequence[str] = ()) -> Catalogue:
    """The occupations of an application's active releases, or of pinned ones."""
    found = getattr(app.state, "catalogues", None)
    if found is None:
        found = app.state.catalogues = CatalogueRegistry(
            app.state.settings.data_dir, make_sessions(app.state.engine)
        )
    releases = application_vocabulary(app).registry.release_set(pins)
    return cast(CatalogueRegistry, found).open(releases)
