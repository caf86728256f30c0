"""The base of all tables, and the one list of the chapters that have any."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# A chapter that stores something adds its models module here; migrations then see its tables.
MODEL_MODULES = (
    "app.vocabulary.models",
    "app.occupations.models",
    "app.occupations.overlays.models",
    "app.profiles.models",
    "app.postings.models",
    "app.workers.models",
    "app.batch.models",
    "app.auth.models",
    "app.matching.retrieval.database.models",
)

# Every constraint gets the same name on SQLite and PostgreSQL, so that a migration can drop it by name.
NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base class of every stored model."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


def load_metadata() -> MetaData:
    """The metadata with the tables of every chapter in it."""
    for module in MODEL_MODULES:
        import_module(module)
    return Base.metadata
