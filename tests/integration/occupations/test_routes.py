"""The occupation routes as a caller sees them: two small frameworks with a crosswalk, and the whole seed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.database import make_engine, make_sessions
from app.main import create_app
from app.migrating import migrate
from app.occupations.models import Occupation, OccupationLink, OccupationSkill, OccupationTitle
from app.releases.loading import Loader
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.settings import Settings
from app.vocabulary.models import Framework, Release
from tests.small_seed import (
    ACTIVE_LISTENING,
    ACUTE_NURSES,
    DEXTERITY,
    DRIVERS,
    EXCEL,
    FIRST_AID,
    LISTEN,
    NURSES,
    RECYCLERS,
    SAP,
    TRUCKS,
    write_small_seed,
)

Json = dict[str, Any]

FORKLIFT, NURSE, GROUP = "esco:forklift-operator", "esco:nurse", "esco:isco/C8344"
GONE = "onet:53-9999.00"
SKILL_FIELDS = {"id", "uri", "label", "framework", "type"}
OCCUPATION_FIELDS = {"id", "uri", "label", "framework"}
DRIVER_DETAILS = {
    "description": {"en": "Move <heavy> goods with trucks."},
    "hot_technologies": [SAP],
    "in_demand_technologies": [EXCEL],
    "tasks": [{"id": "t1", "text": "Lift pallets.", "kind": "core", "activities": []}],
    "education": [{"category": 2, "label": "High school", "percent": 61.5}],
    "work_styles": [{"id": "onet:1.C.5.a", "label": "Dependability", "importance": 0.8, "value": 4.2}],
}


@pytest.fixture(scope="module")
def settings_of_both(
    backend: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Settings, Path]]:
    """A database with a small O*NET, a small ESCO with occupations, and a crosswalk between the two."""
    from tests.conftest import new_database

    folder = write_small_seed(tmp_path_factory.mktemp("seed"))
    with new_database(backend, tmp_path_factory.mktemp(f"{backend}-both")) as settings:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        migrate(settings)
        engine = make_engine(settings)
        with make_sessions(engine).begin() as session:
            files = SeedFiles(folder)
            Loader(session.connection(), files, origin="seed", report=lambda _: None).load(
                release_keys(files)
            )
            add_rows(session)
        engine.dispose()
        yield settings, folder


@pytest.fixture
def client(settings_of_both: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    settings, folder = settings_of_both
    monkeypatch.setattr("app.vocabulary.access.resource_folder", lambda _name: folder)
    app = create_app(settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
    app.state.engine.dispose()


def add_rows(session: Session) -> None:
    """Makes the O*NET of the seed look imported, and adds what an import of ESCO and a crosswalk would."""
    onet = session.scalars(select(Release.id).where(Release.framework_id == "onet")).one()
    esco = session.scalars(select(Release.id).where(Release.framework_id == "esco")).one()
    session.execute(
        update(Release)
        .where(Release.id == onet)
        .values(origin="import", notes={"missing": ["Abilities.txt"]})
    )
    session.execute(insert(Framework).values(id="esco-onet", title="C", publisher="P", licence="L", url="u"))
    crosswalk = release(session, "esco-onet", "1.0", "active")
    older = release(session, "onet", "29.0", "kept")
    session.execute(
        update(Occupation)
        .where(Occupation.release_id == onet, Occupation.id == DRIVERS)
        .values(details=DRIVER_DETAILS, job_zone=2)
    )
    session.execute(
        update(OccupationSkill)
        .where(OccupationSkill.release_id == onet, OccupationSkill.skill_id == DEXTERITY)
        .values(importance=0.72, level=0.5, suppressed=True)
    )
    occupations = [
        (esco, FORKLIFT, "forklift operator", "8344.1", False, None),
        (esco, NURSE, "nurse", "2221.1", False, {"regulated_profession": True}),
        (esco, GROUP, "Lifting truck operators", "8344", True, None),
        (older, GONE, "Lamplighters", "53-9999.00", False, None),
        (older, DRIVERS, "Truck Operators", "53-7051.00", False, None),
    ]
    for release_id, id_, title, code, is_group, details in occupations:
        values = {"uri": f"https://example.org/{id_}", "title": title, "code": code, "details": details}
        session.execute(
            insert(Occupation).values(
                release_id=release_id, id=id_, is_group=is_group, job_zone=None, **values
            )
        )
    titles = [("en", "alternative", "lift truck driver"), ("es", "label", "carretillero")]
    for language, kind, title in titles:
        session.execute(
            insert(OccupationTitle).values(
                release_id=esco, occupation_id=FORKLIFT, language=language, kind=kind, title=title
            )
        )
    needs = [
        (esco, FORKLIFT, "essential", TRUCKS),
        (esco, FORKLIFT, "optional", FIRST_AID),
        (esco, NURSE, "essential", FIRST_AID),
        (esco, NURSE, "essential", LISTEN),
        (onet, DRIVERS, "technology", EXCEL),
        (onet, DRIVERS, "technology", SAP),
        (older, GONE, "technology", EXCEL),
    ]
    for release_id, id_, relation, skill in needs:
        values = {"importance": None, "level": None, "source": "official", "suppressed": False}
        session.execute(
            insert(OccupationSkill).values(
                release_id=release_id, occupation_id=id_, relation=relation, skill_id=skill, **values
            )
        )
    links = [
        (esco, FORKLIFT, "broader", GROUP, None, "official"),
        (crosswalk, DRIVERS, "exact_match", FORKLIFT, None, "official"),
        (crosswalk, DRIVERS, "exact_match", GROUP, None, "official"),
        (crosswalk, NURSES, "close_match", NURSE, None, "official"),
        (crosswalk, ACUTE_NURSES, "close_match", NURSE, None, "official"),
        (onet, DRIVERS, "related", RECYCLERS, 1, "Primary-Short"),
        (onet, DRIVERS, "related", NURSES, 2, "Supplemental"),
    ]
    for release_id, source, relation, target, rank, origin in links:
        session.execute(
            insert(OccupationLink).values(
                release_id=release_id,
                source_id=source,
                relation=relation,
                target_id=target,
                rank=rank,
                origin=origin,
            )
        )


def release(session: Session, framework: str, version: str, state: str) -> int:
    values = {"checksum": version, "origin": "import", "created_at": datetime.now(UTC), "counts": {}}
    statement = insert(Release).values(framework_id=framework, version=version, state=state, **values)
    return int(session.execute(statement.returning(Release.id)).scalar_one())


def ask(client: TestClient, address: str, **headers: str) -> Response:
    return client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def answer(client: TestClient, address: str) -> Json:
    response = ask(client, address)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def problem(client: TestClient, address: str, status: int, **headers: str) -> Json:
    response = ask(client, address, **headers)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: Json = response.json()
    assert found["detail"]
    return found


def skills_of(profile: Json) -> dict[str, Json]:
    assert all(set(each["skill"]) == SKILL_FIELDS for each in profile["skills"])
    found = {each["skill"]["id"]: each for each in profile["skills"]}
    assert len(found) == len(profile["skills"])
    return found


# ---- lists


def test_without_a_query_all_are_listed_but_groups_and_retired_ones(client: TestClient) -> None:
    items, following = [], "/v1/occupations?limit=2"
    while following:
        response = ask(client, following)
        items += response.json()["items"]
        match = re.fullmatch(r'<([^>]+)>; rel="next"', response.headers.get("link", ""))
        following = match[1] if match else ""
    assert [item["id"] for item in items] == [FORKLIFT, NURSE, NURSES, ACUTE_NURSES, DRIVERS, RECYCLERS]
    assert all(set(item) == OCCUPATION_FIELDS | {"matched"} for item in items)
    assert [item["id"] for item in answer(client, "/v1/occupations?framework=esco")["items"]] == [
        FORKLIFT,
        NURSE,
    ]


def test_search_finds_other_titles_and_says_which(client: TestClient) -> None:
    items = answer(client, "/v1/occupations?q=lift+truck+driver")["items"]
    assert (items[0]["id"], items[0]["matched"]) == (FORKLIFT, "lift truck driver")
    items = answer(client, "/v1/occupations?q=forklift+driver&framework=onet")["items"]
    assert {item["id"] for item in items} == {DRIVERS, RECYCLERS}
    assert answer(client, "/v1/occupations?q=zzz") == {"items": [], "next_cursor": None}


def test_autocomplete_goes_on_and_mends(client: TestClient) -> None:
    for typed in ("forklift op", "forlkift op"):
        assert answer(client, f"/v1/occupations/autocomplete?q={typed}")["items"][0]["id"] == FORKLIFT
    assert len(answer(client, "/v1/occupations/autocomplete?q=n&limit=1")["items"]) == 1


@pytest.mark.parametrize(
    ("address", "pointer"),
    [
        ("/v1/occupations?framework=essential", "/query/framework"),
        ("/v1/occupations/autocomplete?q=a&framework=nowhere", "/query/framework"),
        ("/v1/occupations?vocabulary=esco:9", "/query/vocabulary"),
        ("/v1/occupations?cursor=bad", "/query/cursor"),
        (f"/v1/occupations/{DRIVERS}/profile?region=Texas", "/query/region"),
        (f"/v1/occupations/{DRIVERS}/related?cursor=WyJhIiwyXQ", "/query/cursor"),
    ],
)
def test_what_cannot_be_used_is_named(client: TestClient, address: str, pointer: str) -> None:
    found = problem(client, address, 422)
    assert found["errors"][0]["pointer"] == pointer


# ---- one occupation


def test_an_occupation_with_everything(client: TestClient) -> None:
    found = answer(client, f"/v1/occupations/{FORKLIFT}")
    assert found["titles"] == [
        {"title": "lift truck driver", "kind": "alternative", "language": "en"},
        {"title": "carretillero", "kind": "label", "language": "es"},
    ]
    assert (found["code"], found["kind"], found["status"], found["version"]) == (
        "8344.1",
        "occupation",
        "active",
        "1.2.0",
    )
    assert [group["id"] for group in found["broader"]] == [GROUP]
    assert found["matches"] == [
        {
            "occupation": {
                "id": DRIVERS,
                "uri": "https://example.org/53-7051.00",
                "label": "Industrial Truck Operators",
                "framework": "onet",
            },
            "relation": "exact_match",
            "source": "esco-onet 1.0",
        }
    ]
    driver = answer(client, f"/v1/occupations/{DRIVERS}")
    assert driver["job_zone"]["zone"] == 2
    assert driver["job_zone"]["meaning"]
    assert driver["description"]["en"].startswith("Move")
    assert [each["version"] for each in driver["release_history"]] == ["30.2", "29.0"]
    assert {match["occupation"]["id"] for match in driver["matches"]} == {FORKLIFT, GROUP}
    assert answer(client, f"/v1/occupations/{NURSE}")["regulated"] is True


def test_a_group_says_what_it_comprises_and_has_no_profile(client: TestClient) -> None:
    group = answer(client, f"/v1/occupations/{GROUP}")
    assert (group["kind"], [each["id"] for each in group["narrower"]]) == ("group", [FORKLIFT])
    assert "narrower" in problem(client, f"/v1/occupations/{GROUP}/profile", 404)["detail"]


def test_a_retired_occupation_still_resolves(client: TestClient) -> None:
    found = answer(client, f"/v1/occupations/{GONE}")
    assert (found["status"], found["version"]) == ("retired", "29.0")
    profile = answer(client, f"/v1/occupations/{GONE}/profile")
    assert [each["skill"]["id"] for each in profile["skills"]] == [EXCEL]
    assert profile["releases"] == [{"framework": "onet", "version": "29.0"}]
    assert answer(client, f"/v1/occupations/{GONE}/related")["items"] == []


@pytest.mark.parametrize("end", ["", "/profile", "/related"])
@pytest.mark.parametrize("id_", ["onet:00-0000.00", "nothing", "onet:%00"])
def test_an_unknown_one_is_told_where_to_look(client: TestClient, id_: str, end: str) -> None:
    assert "GET /v1/occupations?q=" in problem(client, f"/v1/occupations/{id_}{end}", 404)["detail"]


def test_official_neighbours_come_with_tier_and_rank(client: TestClient) -> None:
    items = answer(client, f"/v1/occupations/{DRIVERS}/related")["items"]
    assert [(x["occupation"]["id"], x["basis"], x["tier"], x["rank"]) for x in items] == [
        (RECYCLERS, "official", "Primary-Short", 1),
        (NURSES, "official", "Supplemental", 2),
    ]


def test_where_the_release_names_none_those_with_like_work_are_near(client: TestClient) -> None:
    items = answer(client, f"/v1/occupations/{FORKLIFT}/related")["items"]
    assert [(x["occupation"]["id"], x["basis"], x["tier"]) for x in items] == [(NURSE, "closeness", None)]
    assert 0 < items[0]["closeness"] < 1


# ---- profiles


def test_a_profile_joins_ratings_technologies_and_the_skills_of_the_match(client: TestClient) -> None:
    profile = answer(client, f"/v1/occupations/{DRIVERS}/profile")
    skills = skills_of(profile)
    trucks = skills[TRUCKS]
    assert (trucks["relation"], trucks["importance"], trucks["source"], trucks["via"]) == (
        "essential",
        1.0,
        'esco 1.2.0 via exact_match "forklift operator"',
        [FORKLIFT],
    )
    assert (skills[FIRST_AID]["relation"], skills[FIRST_AID]["importance"]) == ("optional", 0.5)
    dexterity = skills[DEXTERITY]
    assert dexterity["suppressed"] is True
    assert dexterity["scales"] == {
        "importance": {"value": 3.88, "minimum": 1.0, "maximum": 5.0},
        "level": {"value": 3.5, "minimum": 0.0, "maximum": 7.0},
    }
    assert skills[ACTIVE_LISTENING]["suppressed"] is False
    assert (skills[EXCEL]["in_demand"], skills[EXCEL]["hot"], skills[SAP]["hot"]) == (True, False, True)
    assert trucks["hot"] is trucks["in_demand"] is trucks["scales"] is None
    assert profile["tasks"] == [{"id": "t1", "text": "Lift pallets.", "kind": "core"}]
    assert profile["education"]["education"][0]["percent"] == 61.5
    assert profile["work_styles"][0]["label"] == "Dependability"
    assert profile["lacks"] == ["Abilities.txt"]
    assert (profile["review_state"], profile["overlays"]) == ("national", [])
    assert profile["releases"] == [
        {"framework": "onet", "version": "30.2"},
        {"framework": "esco", "version": "1.2.0"},
        {"framework": "esco-onet", "version": "1.0"},
    ]
    assert [(match["occupation"]["id"], match["used"]) for match in profile["crosswalk"]] == [
        (FORKLIFT, True)
    ]


def test_what_was_derived_stays_only_without_official_skills(client: TestClient) -> None:
    # The forklift operator's skill was derived here as well; the official statement took its place.
    driver = skills_of(answer(client, f"/v1/occupations/{DRIVERS}/profile"))
    assert "derived" not in {each["relation"] for each in driver.values()}
    assert "derived" not in {
        each["relation"] for each in skills_of(answer(client, f"/v1/occupations/{NURSES}/profile")).values()
    }


def test_the_profile_of_an_esco_occupation_is_the_reverse(client: TestClient) -> None:
    profile = answer(client, f"/v1/occupations/{FORKLIFT}/profile?region=US-TX")
    skills = skills_of(profile)
    assert skills[TRUCKS]["source"] == "esco 1.2.0"
    assert skills[DEXTERITY]["source"] == 'onet 30.2 via exact_match "Industrial Truck Operators"'
    assert skills[EXCEL]["in_demand"] is True
    assert profile["job_zone"]["source"] == 'onet 30.2 via exact_match "Industrial Truck Operators"'
    assert profile["lacks"] == ["Abilities.txt"]
    # Both matched occupations have wages under one code, so it is clear whose these are.
    wages = answer(client, f"/v1/occupations/{NURSE}/profile")["wages"]
    assert (wages["answered"], wages["items"][0]["soc_code"]) == ("US", "29-1141")
    assert wages["via"] == 'onet 30.2 via close_match "Registered Nurses", "Acute Care Nurses"'


@pytest.mark.parametrize(
    ("region", "answered", "areas"),
    [
        ("", "US", ["US"]),
        ("?region=US", "US", ["US"]),
        ("?region=us-tx", "US-TX", ["US", "US-TX"]),
        ("?region=US-TX-26420", "US-TX", ["US", "US-TX"]),
        ("?region=US-WY", "US", ["US"]),
        ("?region=DE", None, []),
    ],
)
def test_wages_say_which_area_answered(
    client: TestClient, region: str, answered: str | None, areas: list[str]
) -> None:
    wages = answer(client, f"/v1/occupations/{NURSES}/profile{region}")["wages"]
    assert (wages["answered"], [item["area"] for item in wages["items"]]) == (answered, areas)
    assert all(item["year"] == 2025 for item in wages["items"])
    assert (wages["note"] is None) == (wages["asked"] == answered)


def test_a_pinned_release_answers_for_its_framework(client: TestClient) -> None:
    pinned = answer(client, f"/v1/occupations/{GONE}?vocabulary=onet:29.0")
    assert pinned["version"] == "29.0"
    driver = answer(client, f"/v1/occupations/{DRIVERS}/profile?vocabulary=onet:29.0")
    assert (driver["version"], driver["occupation"]["label"]) == ("29.0", "Truck Operators")
    assert {each["relation"] for each in driver["skills"]} == {"essential", "optional"}
    items = answer(client, "/v1/occupations?framework=onet&vocabulary=onet:29.0")["items"]
    assert [item["id"] for item in items] == [DRIVERS, GONE]


# ---- representations


def test_a_profile_as_csv_has_a_row_for_each_skill(client: TestClient) -> None:
    response = ask(client, f"/v1/occupations/{DRIVERS}/profile", accept="text/csv")
    assert response.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    skills = skills_of(answer(client, f"/v1/occupations/{DRIVERS}/profile"))
    assert [row["skill_id"] for row in rows] == list(skills)
    dexterity = next(row for row in rows if row["skill_id"] == DEXTERITY)
    assert (dexterity["importance_value"], dexterity["suppressed"], dexterity["hot"]) == ("3.88", "true", "")
    (row,) = csv.DictReader(io.StringIO(ask(client, f"/v1/occupations/{FORKLIFT}", accept="text/csv").text))
    assert (row["alternative_titles"], row["matches"]) == ("lift truck driver", DRIVERS)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (DRIVERS, "Move &lt;heavy&gt; goods"),
        (FORKLIFT, "the same work"),
        (GROUP, "A group of occupations"),
        (GONE, "retired"),
        (f"{DRIVERS}/profile", "Not complete"),
        (f"{NURSES}/profile?region=US-TX", "What it pays"),
        (f"{NURSE}/profile", "for “Registered Nurses”"),
    ],
)
def test_pages_to_read(client: TestClient, address: str, shown: str) -> None:
    response = ask(client, f"/v1/occupations/{address}", accept="text/html,*/*;q=0.8")
    assert response.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert shown in response.text
    assert "<script" not in response.text


def test_links_of_pages_lead_somewhere(client: TestClient) -> None:
    for address in (DRIVERS, FORKLIFT, GROUP, f"{DRIVERS}/profile"):
        page = f"/v1/occupations/{address}"
        for link in re.findall(r'href="([^"]+)"', ask(client, page, accept="text/html").text):
            if not link.startswith("http"):
                found = client.get(str(client.base_url.join(page).join(link)))
                assert found.status_code == 200, (page, link)


def test_other_media_types_are_refused(client: TestClient) -> None:
    for end in ("", "/profile"):
        problem(client, f"/v1/occupations/{DRIVERS}{end}", 406, accept="image/png")


@pytest.mark.parametrize(
    "address",
    [
        "/v1/occupations",
        "/v1/occupations?q=nurse",
        "/v1/occupations/autocomplete?q=nur",
        f"/v1/occupations/{DRIVERS}",
        f"/v1/occupations/{DRIVERS}/related",
        f"/v1/occupations/{DRIVERS}/profile?region=US-TX",
    ],
)
def test_who_has_it_already_is_told_so(client: TestClient, address: str) -> None:
    first = ask(client, address)
    again = ask(client, address, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert ask(client, address).content == first.content


# ---- the whole seed


def test_the_seed_answers_with_wages_of_nation_state_and_city(seeded_client: TestClient) -> None:
    profile = answer(seeded_client, "/v1/occupations/onet:15-1252.00/profile?region=US-TX-26420")
    assert [item["area"] for item in profile["wages"]["items"]] == ["US", "US-TX", "US-TX-26420"]
    assert profile["wages"]["items"][2]["area_name"].startswith("Houston")
    assert profile["wages"]["answered"] == "US-TX-26420"
    assert {each["relation"] for each in profile["skills"]} == {"rated", "derived"}
    # The package that the seed was made from rescaled the ratings, so there is no published figure to show.
    assert all(each["scales"] is None for each in profile["skills"])


def test_the_seed_is_searched_and_completed(seeded_client: TestClient) -> None:
    found = answer(seeded_client, "/v1/occupations?q=forklift+driver")["items"]
    assert found[0]["label"] == "Industrial Truck and Tractor Operators"
    found = answer(seeded_client, "/v1/occupations/autocomplete?q=registred+nur")["items"]
    assert found[0]["label"] == "Registered Nurses"
    related = answer(seeded_client, "/v1/occupations/onet:35-2014.00/related")["items"]
    assert all(item["basis"] == "closeness" for item in related)
    assert related[0]["closeness"] >= related[-1]["closeness"] > 0
