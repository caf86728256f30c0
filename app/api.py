"""All routes of the API in one place: one line per chapter."""

from __future__ import annotations

from fastapi import FastAPI

from app import health
from app.batch import routes as batch_routes
from app.extraction import routes as extraction_routes
from app.matching import routes as matching_routes
from app.matching.search import routes as search_routes
from app.occupations import routes as occupations_routes
from app.occupations.overlays import routes as overlay_routes
from app.occupations.titles import routes as title_routes
from app.postings import routes as postings_routes
from app.releases import routes as releases_routes
from app.routing import add_routes
from app.vocabulary import routes as vocabulary_routes
from app.workers import routes as workers_routes


def install_chapters(app: FastAPI) -> None:
    """Adds the routes of every chapter, in the order of the book."""
    add_routes(app, health.router)
    add_routes(app, vocabulary_routes.router)
    add_routes(app, extraction_routes.router)
    # What stands below an occupation's address comes before the occupation itself, whose id may hold a slash.
    add_routes(app, overlay_routes.router)
    add_routes(app, title_routes.router)
    add_routes(app, occupations_routes.router)
    add_routes(app, postings_routes.router)
    add_routes(app, workers_routes.router)
    add_routes(app, matching_routes.router)
    add_routes(app, search_routes.router)
    add_routes(app, releases_routes.router)
    add_routes(app, batch_routes.router)
    # A new chapter adds its line here: add_routes(app, <chapter>_routes.router)
