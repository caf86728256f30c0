from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.database import changing_tables, exclusively, make_engine
from app.errors import NotReady
from app.migrating import alembic_config, is_current, migrate, upgrade
from app.settings import Settings
from app.tables import load_metadata

ROOT = Path(__file__).parents[2]


def test_the_migrations_make_exactly_the_tables_of_the_models(migrated: Settings) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    engine = make_engine(migrated)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, load_metadata()) == []
        assert load_metadata().tables
    engine.dispose()


def test_migrating_twice_changes_nothing(fresh_settings: Settings) -> None:
    migrate(fresh_settings)
    migrate(fresh_settings)
    engine = make_engine(fresh_settings)
    assert is_current(engine)
    engine.dispose()


def test_every_migration_can_be_taken_back_and_made_again(fresh_settings: Settings) -> None:
    from alembic import command

    migrate(fresh_settings)
    engine = make_engine(fresh_settings)
    with engine.connect() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        with changing_tables(connection):
            command.downgrade(config, "base")
            connection.commit()
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
        connection.rollback()
        upgrade(connection)
    assert is_current(engine)
    engine.dispose()


def test_processes_that_migrate_at_once_wait_for_each_other(fresh_settings: Settings) -> None:
    environment = {
        "PARLANCE_DATABASE_URL": fresh_settings.database_url,
        "PARLANCE_DATA_DIR": str(fresh_settings.data_dir),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main(['migrate']))"]
    started = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in started:
        output, complaint = process.communicate(timeout=60)
        assert (process.returncode, complaint) == (0, "")
        assert output == "The database is up to date.\n"


def test_the_lock_is_given_back(fresh_settings: Settings) -> None:
    fresh_settings.data_dir.mkdir()
    engine = make_engine(fresh_settings)
    for _ in range(2):
        with engine.connect() as connection, exclusively(connection, fresh_settings):
            pass
    with engine.connect() as connection:
        with pytest.raises(ZeroDivisionError), exclusively(connection, fresh_settings):
            raise ZeroDivisionError
        with exclusively(connection, fresh_settings):
            pass
    engine.dispose()


@pytest.mark.parametrize(
    "address", ["postgresql://nobody@127.0.0.1:9/none", "postgresql://root@127.0.0.1/no_such_database"]
)
def test_a_database_that_cannot_be_opened_is_one_plain_sentence(address: str, tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="PARLANCE_DATABASE_URL"):
        migrate(Settings(data_dir=tmp_path, database_url=address))


def test_a_file_that_is_no_database_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "parlance.db").write_text("not a database at all, only words " * 100)
    with pytest.raises(NotReady, match="PARLANCE_DATABASE_URL"):
        migrate(Settings(data_dir=tmp_path))
