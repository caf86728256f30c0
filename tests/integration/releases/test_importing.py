from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from app.errors import Conflict, InvalidInput
from app.releases.checking import ReleaseRefused
from app.releases.importing import Outcome
from app.releases.progress import Progress
from app.releases.rows import ReleaseRows
from app.releases.shelf import Shelf
from app.releases.store import list_events, read_own_rows
from app.releases.switching import activate
from app.vocabulary.store import StoredRelease
from tests.small_releases import CRANES, DRIVER, GROUP, TILLS, esco_rows, skill
from tests.small_seed import EXCEL, FIRST_AID, LISTEN, TRUCKS

Import = Callable[..., Outcome]
TABLES = ("skills", "skill_names", "skill_links", "occupations", "occupation_skills", "occupation_links")


def states(shelf: Shelf) -> dict[str, str]:
    return {f"{each.framework}:{each.version}": each.state for each in shelf.releases()}


def release(shelf: Shelf, pin: str) -> StoredRelease:
    return next(each for each in shelf.releases() if f"{each.framework}:{each.version}" == pin)


def events(shelf: Shelf) -> list[tuple[str, str]]:
    with shelf.sessions() as session:
        return [(each.action, f"{each.framework}:{each.version}") for each in list_events(session)]


def everything(shelf: Shelf) -> dict[str, Any]:
    """All releases, events and counts of rows: what must not move when nothing is done."""
    with shelf.sessions() as session:
        counts = {table: session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TABLES}
    return {"releases": shelf.releases(), "events": events(shelf), "counts": counts}


def test_an_import_is_kept_beside_the_release_in_use(bring: Import, shelf: Shelf) -> None:
    outcome = bring(esco_rows("1.1.0"))
    assert (outcome.loaded, outcome.activated) == (True, False)
    assert outcome.plan is not None
    assert outcome.plan.skills.counts() == {"added": 1, "changed": 3, "retired": 0, "unchanged": 0}
    assert states(shelf)["esco:1.1.0"] == "kept"
    assert states(shelf)["esco:1.2.0"] == "active"
    counts = release(shelf, "esco:1.1.0").counts
    assert (counts["skills"], counts["skill_groups"]) == (4, 2)
    assert (counts["occupations"], counts["occupation_groups"]) == (1, 1)
    assert events(shelf) == [("imported", "esco:1.1.0")]


def test_switches_once_it_is_loaded_and_back(bring: Import, shelf: Shelf) -> None:
    assert bring(esco_rows("1.1.0"), activate=True).activated
    assert (states(shelf)["esco:1.1.0"], states(shelf)["esco:1.2.0"]) == ("active", "kept")
    assert events(shelf)[-3:] == [
        ("imported", "esco:1.1.0"),
        ("prepared", "esco:1.1.0"),
        ("activated", "esco:1.1.0"),
    ]
    assert activate(shelf, "esco:1.2.0", "test", Progress("test"))
    assert (states(shelf)["esco:1.1.0"], states(shelf)["esco:1.2.0"]) == ("kept", "active")
    assert not activate(shelf, "esco:1.2.0", "test", Progress("test"))
    with pytest.raises(InvalidInput, match=r"Use one of: esco:1\.2\.0, esco:1\.1\.0"):
        activate(shelf, "esco:9", "test", Progress("test"))


def test_the_index_of_the_new_releases_knows_no_groups(bring: Import, shelf: Shelf) -> None:
    bring(esco_rows("1.1.0"), activate=True)
    shelf.registry.refresh()
    index = shelf.registry.index()
    assert index.row(CRANES) is not None
    assert index.row(GROUP) is None
    assert {each.framework: each.version for each in index.releases}["esco"] == "1.1.0"


def test_the_same_again_changes_nothing(bring: Import, shelf: Shelf) -> None:
    bring(esco_rows("1.1.0"))
    before = everything(shelf)
    again = bring(esco_rows("1.1.0"))
    assert (again.loaded, again.activated, again.plan) == (False, False, None)
    assert everything(shelf) == before
    rows = esco_rows("1.1.0")
    rows.skills.reverse()  # other bytes, the same content
    assert not bring(rows).loaded
    assert everything(shelf) == before
    switched = bring(esco_rows("1.1.0"), activate=True)
    assert (switched.loaded, switched.activated) == (False, True)
    assert states(shelf)["esco:1.1.0"] == "active"


def test_a_dry_run_shows_the_plan_and_writes_nothing(bring: Import, shelf: Shelf) -> None:
    before = everything(shelf)
    outcome = bring(esco_rows("1.1.0", more=[skill(TILLS, "balance the till")]), dry_run=True, activate=True)
    assert outcome.plan is not None
    assert outcome.plan.skills.counts()["added"] == 2
    assert not outcome.loaded
    assert everything(shelf) == before


def test_another_content_under_the_same_version_is_refused(bring: Import, shelf: Shelf) -> None:
    bring(esco_rows("1.1.0"), activate=True)
    before = everything(shelf)
    changed = esco_rows("1.1.0", more=[skill(TILLS, "balance the till")])
    with pytest.raises(Conflict, match=r"another version, or add --replace"):
        bring(changed)
    with pytest.raises(Conflict, match=r"in use. Add --activate"):
        bring(changed, replace=True)
    assert everything(shelf) == before
    old = release(shelf, "esco:1.1.0").id
    assert bring(changed, replace=True, activate=True).activated
    assert states(shelf)[f"esco:1.1.0-replaced-{old}"] == "kept"
    assert release(shelf, "esco:1.1.0").id != old
    bring(esco_rows("1.1.1"))
    assert f"esco:1.1.0-replaced-{old}" not in states(shelf)
    assert ("removed", f"esco:1.1.0-replaced-{old}") in events(shelf)


def test_an_official_release_takes_the_number_of_the_seed(
    bring: Import, shelf: Shelf, seed_files: Any
) -> None:
    from app.releases.seed import seed

    with pytest.raises(Conflict, match="--activate"):
        bring(esco_rows("1.2.0"))
    bring(esco_rows("1.2.0"), activate=True)
    assert states(shelf)["esco:1.2.0-seed"] == "kept"
    assert states(shelf)["esco:1.2.0"] == "active"
    assert not seed(shelf.settings, seed_files).changed
    activate(shelf, "esco:1.2.0-seed", "test", Progress("test"))
    assert not seed(shelf.settings, seed_files).changed


def test_what_we_know_ourselves_is_carried_over(bring: Import, shelf: Shelf) -> None:
    bring(esco_rows("1.1.0"), activate=True)
    with shelf.sessions() as session:
        own = read_own_rows(session, release(shelf, "esco:1.1.0"))
    assert [(link.source_id, link.target_id, link.origin) for link in own.links] == [
        (LISTEN, FIRST_AID, "derived")
    ]
    rows = ReleaseRows(
        "onet",
        "29.0",
        skills=[skill(EXCEL, "Microsoft Excel", type="technology"), *_onet_elements()],
        occupations=[],
    )
    bring(rows, activate=True, force=True)
    with shelf.sessions() as session:
        own = read_own_rows(session, release(shelf, "onet:29.0"))
    assert [(name.skill_id, name.name) for name in own.names] == [(EXCEL, "Excel")]
    assert [(link.relation, link.target_id) for link in own.links] == [("exact_match", LISTEN)]


def _onet_elements() -> list[Any]:
    return [skill("onet:2.A.1.b", "Active Listening"), skill("onet:2.C.7.a", "English Language")]


def test_a_release_that_lost_half_of_its_skills_needs_force(bring: Import, shelf: Shelf) -> None:
    rows = ReleaseRows("esco", "2.0", skills=[skill(LISTEN, "listen actively")])
    with pytest.raises(ReleaseRefused, match=r"1 skills, less than half of the 3 .* --force"):
        bring(rows)
    assert "esco:2.0" not in states(shelf)
    assert bring(rows, force=True).loaded


@pytest.mark.parametrize(
    ("framework", "version", "said"),
    [
        ("ACME", "1", "cannot name a framework"),
        ("a:b", "1", "cannot name a framework"),
        ("acme", "1:0", "cannot be a version"),
        ("acme", "", "cannot be a version"),
    ],
)
def test_a_name_that_could_not_be_pinned_is_refused(
    bring: Import, framework: str, version: str, said: str
) -> None:
    with pytest.raises(ReleaseRefused, match=said):
        bring(replace(esco_rows("1"), framework=framework, version=version))


def test_a_framework_of_ones_own(bring: Import, shelf: Shelf) -> None:
    rows = ReleaseRows("acme-skills", "2024", skills=[skill("acme-skills:1", "polish chrome")])
    bring(rows, activate=True, about={"title": "Skills of Acme", "publisher": "Acme Inc."})
    with shelf.sessions() as session:
        found = session.execute(
            text("SELECT title, publisher, licence FROM frameworks WHERE id = 'acme-skills'")
        ).one()
    assert tuple(found) == ("Skills of Acme", "Acme Inc.", "not stated")
    shelf.registry.refresh()
    assert shelf.registry.index().row("acme-skills:1") is not None


def test_what_replaces_a_retired_skill_is_stored(bring: Import, shelf: Shelf) -> None:
    newer = esco_rows("1.3.0", without=[TRUCKS], more=[skill(TILLS, "Operate Forklift")])
    newer.replacements = [(LISTEN, CRANES)]
    newer = replace(newer, skills=[row for row in newer.skills if row.id != LISTEN])
    outcome = bring(newer, activate=True)
    assert outcome.plan is not None
    assert {each.id: each.replaced_by for each in outcome.plan.skills.of("retired")} == {
        LISTEN: (CRANES,),
        TRUCKS: (TILLS,),
    }
    with shelf.sessions() as session:
        stored = session.execute(text("SELECT skill_id, replaced_by, origin FROM skill_replacements"))
        assert {tuple(row) for row in stored} == {
            (LISTEN, CRANES, "official"),
            (TRUCKS, TILLS, "inferred"),
        }


def test_a_start_leaves_imported_releases_alone(bring: Import, shelf: Shelf, seed_files: Any) -> None:
    from app.releases.seed import seed

    bring(esco_rows("1.1.0"), activate=True)
    before = everything(shelf)
    report = seed(shelf.settings, seed_files)
    assert not report.changed
    assert report.seconds < 1
    assert everything(shelf) == before


def test_an_unfinished_import_is_seen_by_nobody_and_cleared_by_the_next(bring: Import, shelf: Shelf) -> None:
    from app.releases.writing import begin_release, tables_of, write_tables

    values = {"checksum": "x", "origin": "import"}
    dead = begin_release(shelf.sessions, "esco", "1.1.0+building", values)
    from app.releases.carrying import OwnRows

    write_tables(shelf.sessions, dead, tables_of(esco_rows("1.1.0"), OwnRows()), lambda *_: None)
    assert [each.version for each in shelf.registry.releases() if each.framework == "esco"] == ["1.2.0"]
    bring(esco_rows("1.1.0"))
    assert "esco:1.1.0+building" not in states(shelf)
    assert events(shelf)[0] == ("removed", "esco:1.1.0+building")
    assert release(shelf, "esco:1.1.0").counts["skills"] == 4
    with shelf.sessions() as session:
        needs = session.scalar(
            text(f"SELECT count(*) FROM occupation_skills WHERE occupation_id = '{DRIVER}'")
        )
    assert needs == 1
