"""The seed files as they are shipped: complete, consistent, facts only, and accounted for."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from seed_data.building import cleaning, manifest, tables

pytestmark = pytest.mark.slow

SEED = Path(__file__).parents[3] / "seed_data"
BUILT = [
    "ambiguous_names.tsv.gz",
    "classes.tsv.gz",
    "links.tsv.gz",
    "names.tsv.gz",
    "occupations.tsv.gz",
    "ordinary_words.tsv.gz",
    "ratings.tsv.gz",
    "skills.tsv.gz",
    "titles.tsv.gz",
    "wages.tsv.gz",
    "metropolitan_wages.tsv.gz",
]
MEGABYTE = 1_000_000

key = cache(cleaning.key)  # the same 90,000 names are compared again and again


@cache
def rows(name: str) -> list[dict[str, str]]:
    return tables.read(SEED / name)


@cache
def skills() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("skills.tsv.gz")}


@cache
def occupations() -> dict[str, str]:
    return {row["id"]: row["title"] for row in rows("occupations.tsv.gz")}


@cache
def same_skill() -> frozenset[tuple[str, str]]:
    pairs = [(r["source_id"], r["target_id"]) for r in rows("links.tsv.gz") if r["relation"] == "exact_match"]
    return frozenset(pairs + [(target, source) for source, target in pairs])


@cache
def labelled() -> dict[tuple[str, str], str]:
    return {(skill["framework"], skill["label"]): skill["id"] for skill in skills().values()}


def named(framework: str, label: str) -> str:
    return labelled()[framework, label]


@cache
def names_of() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("names.tsv.gz"):
        found.setdefault(row["skill_id"], set()).add(row["name"])
    return found


def shipped_files() -> list[Path]:
    files = [path for path in SEED.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [path for path in files if path.name != "SOURCES.md"]


# --- the files themselves


def test_manifest_describes_every_table_as_it_is() -> None:
    assert manifest.content(SEED) == (SEED / manifest.FILE_NAME).read_bytes()


def test_manifest_counts_and_checksums_are_those_of_the_files() -> None:
    told = json.loads((SEED / manifest.FILE_NAME).read_text())
    assert set(BUILT) <= set(told["files"])
    for name, entry in told["files"].items():
        raw = (SEED / name).read_bytes()
        assert entry["sha256"] == hashlib.sha256(raw).hexdigest()
        assert entry["rows"] == len(tables.read(SEED / name))
    assert told["frameworks"]["esco"]["version"] == "1.2.0"
    assert told["frameworks"]["onet"]["version"] == "30.2"


def test_every_file_is_accounted_for_in_the_sources() -> None:
    sources = (SEED / "SOURCES.md").read_text()
    files = [
        p for p in SEED.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.name != "SOURCES.md"
    ]
    for path in files:
        part = path.relative_to(SEED)
        told = f"`{part.parts[0]}/`" if len(part.parts) > 1 else path.name
        assert told in sources, f"SOURCES.md says nothing of {part}"


def test_sources_name_nothing_that_is_not_there() -> None:
    named_files = set(re.findall(r"[\w.]+\.tsv(?:\.gz)?|\w+\.json", (SEED / "SOURCES.md").read_text()))
    assert {name for name in named_files if not (SEED / name).is_file()} == set()


def test_sources_count_the_rows_as_they_are() -> None:
    sources = (SEED / "SOURCES.md").read_text()
    for name, count in re.findall(r"### (\S+\.gz) — ([\d,]+) rows", sources):
        assert int(count.replace(",", "")) == len(rows(name)), name


@pytest.mark.parametrize("name", BUILT)
def test_packed_tables_carry_no_time_and_stay_small(name: str) -> None:
    raw = (SEED / name).read_bytes()
    assert raw[4:8] == b"\0\0\0\0"
    assert len(raw) < 4 * MEGABYTE


def test_all_tables_together_are_small() -> None:
    assert sum(path.stat().st_size for path in manifest.data_files(SEED)) < 8 * MEGABYTE


@pytest.mark.parametrize("name", [*BUILT, *sorted(p.name for p in SEED.glob("*.tsv"))])
def test_tables_are_clean_text_without_repeated_rows(name: str) -> None:
    raw = (SEED / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\u00a0" not in text
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    assert len(lines) == len(set(lines))
    assert all(value == value.strip() for line in lines for value in line.split("\t"))


# --- counts


def test_all_terms_are_there() -> None:
    counts = Counter((s["framework"], s["type"]) for s in skills().values())
    assert counts["esco", "skill"] + counts["esco", "knowledge"] + counts["esco", "language"] == 13_939
    assert counts["onet", "technology"] == 8_775
    assert counts["onet", "skill"] == 35 + 52
    assert counts["onet", "knowledge"] == 33
    assert len(skills()) == len(rows("skills.tsv.gz")) == 13_939 + 8_775 + 120


def test_elements_are_those_of_the_content_model() -> None:
    kinds = Counter(row["kind"] for row in rows("onet_elements.tsv"))
    assert kinds == {"skill": 35, "knowledge": 33, "ability": 52}
    chapter = {"skill": ("2.A", "2.B"), "knowledge": ("2.C",), "ability": ("1.A",)}
    assert all(row["code"].startswith(chapter[row["kind"]]) for row in rows("onet_elements.tsv"))


def test_alternative_labels_are_there() -> None:
    kinds = Counter((skills()[r["skill_id"]]["framework"], r["kind"]) for r in rows("names.tsv.gz"))
    assert kinds["esco", "alternative"] == 85_954
    assert kinds["esco", "derived"] > 2_000
    assert kinds["onet", "derived"] > 2_000


def test_occupations_ratings_and_titles_are_there() -> None:
    assert len(occupations()) == len(rows("occupations.tsv.gz")) == 1_016
    assert len(rows("ratings.tsv.gz")) == 894
    kinds = Counter(row["kind"] for row in rows("titles.tsv.gz"))
    assert kinds["alias"] > 1_500
    assert kinds["derived"] > 1_000


# --- every id exists


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("names.tsv.gz", ("skill_id",)),
        ("ambiguous_names.tsv.gz", ("skill_id",)),
        ("links.tsv.gz", ("source_id", "target_id")),
        ("classes.tsv.gz", ("skill_id",)),
    ],
)
def test_skills_that_are_referred_to_exist(name: str, columns: tuple[str, ...]) -> None:
    assert {row[column] for row in rows(name) for column in columns} <= skills().keys()


@pytest.mark.parametrize("name", ["titles.tsv.gz", "ratings.tsv.gz"])
def test_occupations_that_are_referred_to_exist(name: str) -> None:
    assert {row["occupation_id"] for row in rows(name)} <= occupations().keys()


def test_ids_and_addresses_have_their_forms() -> None:
    for skill in skills().values():
        if skill["framework"] == "esco":
            assert skill["uri"] == "http://data.europa.eu/esco/skill/" + skill["id"].removeprefix("esco:")
        elif skill["type"] == "technology":
            assert re.fullmatch(r"onet:tech\.[a-z0-9]+(-[a-z0-9]+)*", skill["id"])
        else:
            assert skill["uri"].endswith(skill["id"].removeprefix("onet:"))
    assert all(re.fullmatch(r"onet:\d\d-\d{4}\.\d\d", occupation) for occupation in occupations())


# --- facts only


@pytest.mark.parametrize(("name", "column"), [("skills.tsv.gz", "label"), ("occupations.tsv.gz", "title")])
def test_labels_are_labels(name: str, column: str) -> None:
    assert max(len(row[column]) for row in rows(name)) <= 150
    assert not [row for row in rows(name) if row[column].endswith(". ")]


def test_names_are_no_sentences() -> None:
    long = [row["name"] for row in rows("names.tsv.gz") if len(row["name"]) > 150]
    # ESCO itself joined two alternative labels with a comma here.
    assert [name[:44] for name in long] == ["carry out procedures to meet requirements fo"]
    assert max(len(row["title"]) for row in rows("titles.tsv.gz")) <= 110
    assert not [r["name"] for r in rows("names.tsv.gz") if r["kind"] == "derived" and r["name"].endswith(".")]


# --- names


def test_derived_names_are_no_label_of_another_skill_of_the_framework() -> None:
    labels: dict[tuple[str, str], set[str]] = {}
    for skill in skills().values():
        labels.setdefault((skill["framework"], key(skill["label"])), set()).add(skill["id"])
    for row in rows("names.tsv.gz"):
        if row["kind"] == "derived":
            framework = skills()[row["skill_id"]]["framework"]
            assert labels.get((framework, key(row["name"])), set()) == set(), row


def test_a_derived_name_stands_for_one_skill_of_a_framework() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for row in rows("names.tsv.gz"):
        if row["kind"] == "derived":
            place = (skills()[row["skill_id"]]["framework"], key(row["name"]))
            owners.setdefault(place, set()).add(row["skill_id"])
    assert {place for place, ids in owners.items() if len(ids) > 1} == set()


def test_aliases_resolve_are_unique_and_shipped() -> None:
    seen: dict[tuple[str, str], str] = {}
    assert len(rows("aliases.tsv")) > 2_500
    for row in rows("aliases.tsv"):
        owner = named(row["framework"], row["skill"])
        assert seen.setdefault((row["framework"], key(row["alias"])), owner) == owner, row
    shipped = {(r["skill_id"], key(r["name"])) for r in rows("names.tsv.gz")}
    assert {(owner, alias) for (_, alias), owner in seen.items()} <= shipped


# The label of a technology that ads never mean by this word.
SAME_WORD_BUT_RARE = {"excavator", "spark"}


def test_aliases_are_no_label_of_an_unlinked_skill_of_the_other_framework() -> None:
    by_key: dict[str, set[str]] = {}
    for skill in skills().values():
        by_key.setdefault(key(skill["label"]), set()).add(skill["id"])
    for row in rows("aliases.tsv"):
        owner = named(row["framework"], row["skill"])
        for other in by_key.get(key(row["alias"]), set()) - {owner}:
            assert (owner, other) in same_skill() or key(row["alias"]) in SAME_WORD_BUT_RARE, (row, other)


def test_an_alias_that_is_another_skills_alternative_label_is_told() -> None:
    told = {(row["skill_id"], row["name"]) for row in rows("ambiguous_names.tsv.gz")}
    claimed = {
        key(row["alias"]): named(row["framework"], row["skill"])
        for row in rows("aliases.tsv")
        if row["framework"] == "esco"
    }
    for row in rows("names.tsv.gz"):
        if row["kind"] == "alternative" and claimed.get(key(row["name"]), row["skill_id"]) != row["skill_id"]:
            assert (row["skill_id"], row["name"]) in told, row


def test_ambiguous_names_are_official_names() -> None:
    official = {(r["skill_id"], r["name"]) for r in rows("names.tsv.gz") if r["kind"] == "alternative"}
    official |= {(s["id"], s["label"]) for s in skills().values()}
    assert {(r["skill_id"], r["name"]) for r in rows("ambiguous_names.tsv.gz")} <= official
    reasons = {row["reason"] for row in rows("ambiguous_names.tsv.gz")}
    assert reasons == {"everyday_word", "label_of_another", "claimed_by_alias"}


@pytest.mark.parametrize(
    ("framework", "label", "name"),
    [
        ("onet", "Microsoft Excel", "Excel"),
        ("onet", "Microsoft Excel", "MS Excel"),
        ("onet", "Adobe Photoshop", "Photoshop"),
        ("onet", "Intuit QuickBooks", "QuickBooks"),
        ("onet", "Structured query language SQL", "Structured query language"),
        ("onet", "Enterprise resource planning ERP software", "Enterprise resource planning software"),
        ("onet", "Computer aided design CAD software", "CAD software"),
        ("onet", "Atlassian JIRA", "JIRA"),
        ("onet", "Kubernetes", "K8s"),
        ("onet", "Go", "Golang"),
        ("onet", "Node.js", "NodeJS"),
        ("onet", "Electronic health record EHR software", "EHR"),
        ("esco", "Java (computer programming)", "Java programming"),
        ("esco", "C#", "C Sharp"),
        ("esco", "operate forklift", "forklift"),
        ("esco", "operate forklift", "forklift driving"),
        ("esco", "manage cash desk", "cash handling"),
        ("esco", "operate cash register", "cash registers"),
        ("esco", "comply with food safety and hygiene", "food hygiene"),
        ("esco", "work ergonomically", "manual handling"),
        ("esco", "drive vehicles", "driving"),
        ("esco", "work in teams", "teamwork"),
        ("esco", "manage time", "time management"),
        ("esco", "clean rooms", "housekeeping"),
        ("esco", "stock shelves", "stocking shelves"),
        ("esco", "manage inventory", "inventory"),
        ("esco", "administer prescribed medication", "medication administration"),
        ("esco", "monitor basic patients signs", "vital signs"),
        ("esco", "provide basic support to patients", "patient care"),
        ("esco", "install plumbing systems", "plumbing"),
        ("esco", "process data", "data entry"),
        ("esco", "manage payroll", "payroll"),
        ("esco", "manage schedule of tasks", "scheduling"),
        ("esco", "programmable logic controller", "PLC programming"),
    ],
)
def test_what_people_say_is_a_name(framework: str, label: str, name: str) -> None:
    assert name in names_of()[named(framework, label)]


def test_till_alone_is_no_name_because_nine_till_five_is_no_skill() -> None:
    assert not [row for row in rows("names.tsv.gz") if key(row["name"]) == "till"]


# --- links


def test_exact_matches_join_two_frameworks_one_to_one() -> None:
    pairs = [(r["source_id"], r["target_id"]) for r in rows("links.tsv.gz") if r["relation"] == "exact_match"]
    assert all(source.startswith("esco:") and target.startswith("onet:") for source, target in pairs)
    assert max(Counter(source for source, _ in pairs).values()) == 1
    assert max(Counter(target for _, target in pairs).values()) == 1
    assert len(pairs) > 130


@pytest.mark.parametrize(
    ("esco", "onet"),
    [
        ("JavaScript", "JavaScript"),
        ("Python (computer programming)", "Python"),
        ("manage time", "Time Management"),
        ("listen actively", "Active Listening"),
        ("think critically", "Critical Thinking"),
        ("physics", "Physics"),
        ("use spreadsheets software", "Spreadsheet software"),
    ],
)
def test_the_same_skill_is_linked(esco: str, onet: str) -> None:
    assert (named("esco", esco), named("onet", onet)) in same_skill()


@pytest.mark.parametrize(
    ("esco", "onet"),
    [
        ("use spreadsheets software", "Microsoft Excel"),
        ("speech recognition", "Speech Recognition"),
        ("SPARK", "Apache Spark"),
    ],
)
def test_different_skills_are_not_linked_as_the_same(esco: str, onet: str) -> None:
    assert (named("esco", esco), named("onet", onet)) not in same_skill()


def test_broader_links_make_no_circle() -> None:
    above: dict[str, set[str]] = {}
    for row in rows("links.tsv.gz"):
        if row["relation"] == "broader":
            above.setdefault(row["source_id"], set()).add(row["target_id"])
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        climb(start, above, path, done)


def climb(skill: str, above: dict[str, set[str]], path: list[str], done: set[str]) -> None:
    assert skill not in path, [skills()[step]["label"] for step in [*path, skill]]
    if skill in done:
        return
    for broader in sorted(above.get(skill, ())):
        climb(broader, above, [*path, skill], done)
    done.add(skill)


def test_links_are_of_known_kinds_and_unique() -> None:
    links = rows("links.tsv.gz")
    assert {row["relation"] for row in links} == {"exact_match", "broader"}
    assert {row["origin"] for row in links} == {"derived", "parlance", "onet_class"}
    triples = [(row["source_id"], row["relation"], row["target_id"]) for row in links]
    assert len(triples) == len(set(triples))
    assert not [row for row in links if row["source_id"] == row["target_id"]]


@pytest.mark.parametrize(
    ("narrower", "broader"),
    [
        (("esco", "manage time in tourism"), ("esco", "manage time")),
        (("esco", "write Spanish"), ("esco", "Spanish")),
        (("esco", "organic chemistry"), ("esco", "chemistry")),
        (("onet", "Microsoft Excel"), ("onet", "Spreadsheet software")),
        (("esco", "operate forklift"), ("esco", "operate lifting equipment")),
    ],
)
def test_narrower_skills_point_up(narrower: tuple[str, str], broader: tuple[str, str]) -> None:
    wanted = {"source_id": named(*narrower), "relation": "broader", "target_id": named(*broader)}
    assert [row for row in rows("links.tsv.gz") if wanted.items() <= row.items()]


# --- occupations


def test_titles_stand_for_one_occupation() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("titles.tsv.gz"):
        owners.setdefault(key(row["title"]), set()).add(row["occupation_id"])
    for occupation, title in occupations().items():
        owners.setdefault(key(title), set()).add(occupation)
    assert {title: ids for title, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("title", "official"),
    [
        ("CNA", "Nursing Assistants"),
        ("care assistant", "Personal Care Aides"),
        ("home health aide", "Home Health Aides"),
        ("barista", "Baristas"),
        ("picker packer", "Stockers and Order Fillers"),
        ("warehouse associate", "Laborers and Freight, Stock, and Material Movers, Hand"),
        ("forklift driver", "Industrial Truck and Tractor Operators"),
        ("delivery driver", "Light Truck Drivers"),
        ("line cook", "Cooks, Restaurant"),
        ("receptionist", "Receptionists and Information Clerks"),
        ("software developer", "Software Developers"),
        ("RN", "Registered Nurses"),
        ("electrician apprentice", "Electricians"),
        ("store associate", "Retail Salespersons"),
        ("janitor", "Janitors and Cleaners, Except Maids and Housekeeping Cleaners"),
        ("till operator", "Cashiers"),
        ("HGV driver", "Heavy and Tractor-Trailer Truck Drivers"),
        ("Fast Food Cook", "Cooks, Fast Food"),
        ("Waitress", "Waiters and Waitresses"),
        ("First-Line Supervisor of Correctional Officers", "First-Line Supervisors of Correctional Officers"),
    ],
)
def test_everyday_titles_are_known(title: str, official: str) -> None:
    found = {r["occupation_id"] for r in rows("titles.tsv.gz") if key(r["title"]) == key(title)}
    assert {occupations()[occupation] for occupation in found} == {official}


def test_title_aliases_name_codes_and_titles_that_agree() -> None:
    assert len(rows("title_aliases.tsv")) >= 250
    for row in rows("title_aliases.tsv"):
        assert occupations()["onet:" + row["code"]] == row["title"], row


def test_ratings_lie_between_0_and_1_and_their_columns_are_the_elements() -> None:
    columns = [name for name in rows("ratings.tsv.gz")[0] if name != "occupation_id"]
    assert sorted(columns) == sorted("onet:" + row["code"] for row in rows("onet_elements.tsv"))
    values = {row[column] for row in rows("ratings.tsv.gz") for column in columns}
    assert all(re.fullmatch(r"0\.\d{3}|1\.000", value) for value in values)


def test_ratings_say_what_a_person_expects() -> None:
    rating = {row["occupation_id"]: row for row in rows("ratings.tsv.gz")}
    programming, strength = named("onet", "Programming"), named("onet", "Static Strength")
    developer, roofer = rating["onet:15-1252.00"], rating["onet:47-2181.00"]
    assert float(developer[programming]) > 0.7 > float(roofer[programming])
    assert float(roofer[strength]) > float(developer[strength])


# --- wages


def test_wages_cover_the_country_the_states_and_the_territories() -> None:
    areas = {(row["area_type"], row["area"]) for row in rows("wages.tsv.gz")}
    states = {area for kind, area in areas if kind == "state"}
    assert ("national", "US") in areas
    assert len(states) == 50 + 4
    assert {"US-TX", "US-DC", "US-PR", "US-GU", "US-VI"} <= states
    places = [(row["soc_code"], row["area"]) for row in rows("wages.tsv.gz")]
    assert len(places) == len(set(places))


def test_metropolitan_wages_have_a_named_area_and_a_figure() -> None:
    names = {row["area"]: row["name"] for row in rows("wage_areas.tsv")}
    found = rows("metropolitan_wages.tsv.gz")
    assert {row["area"] for row in found} == {area for area in names if area.count("-") == 2}
    assert {row["area"] for row in rows("wages.tsv.gz")} == {area for area in names if area.count("-") < 2}
    assert len({row["area"] for row in found}) == 393
    assert names["US-TX-26420"].startswith("Houston")
    assert all(row["hourly_median"] or row["annual_mean"] or row["annual_p10"] for row in found)
    places = [(row["soc_code"], row["area"]) for row in found]
    assert len(places) == len(set(places))


def test_wages_are_ordered_figures_or_say_why_not() -> None:
    amounts = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
    for row in rows("wages.tsv.gz"):
        assert re.fullmatch(r"\d\d-\d{4}", row["soc_code"])
        figures = [float(row[column]) for column in amounts if row[column]]
        assert figures == sorted(figures), row
        missing = not all(row[c] for c in (*amounts, "employment", "hourly_median", "annual_mean"))
        assert missing == bool(row["note"]), row
    reasons = {reason for row in rows("wages.tsv.gz") for reason in row["note"].split(",") if reason}
    assert reasons == {"suppressed", "top_coded", "annual_only", "hourly_only"}


def test_a_known_wage() -> None:
    (row,) = [r for r in rows("wages.tsv.gz") if (r["soc_code"], r["area"]) == ("15-1252", "US")]
    assert (row["year"], row["annual_median"], row["employment"]) == ("2025", "135980", "1687890")


def test_occupations_have_wages_or_a_group_that_has() -> None:
    paid = {row["soc_code"] for row in rows("wages.tsv.gz") if row["area"] == "US"}
    group = {row["soc_code"]: row["wages_under"] for row in rows("wage_groups.tsv")}
    assert set(group.values()) <= paid
    assert not group.keys() & paid
    codes = {occupation.removeprefix("onet:")[:7] for occupation in occupations()}
    unpaid = {code for code in codes if code not in paid and code not in group and not code.startswith("55-")}
    assert unpaid == {"11-1031", "45-3031"}


# --- words


def test_ordinary_words_know_words_that_are_also_skills() -> None:
    counts = {row["word"]: int(row["count"]) for row in rows("ordinary_words.tsv.gz")}
    assert {"go", "excel", "spring", "access", "lead", "swift", "chef"} <= counts.keys()
    additions = {row["word"] for row in rows("ordinary_additions.tsv")}
    assert min(count for word, count in counts.items() if word not in additions) >= 5
    assert all(re.fullmatch(r"[a-z]+(?:['’][a-z]+)?", word) for word in counts)
    assert not {"python", "javascript", "sql", "kubernetes"} & counts.keys()
