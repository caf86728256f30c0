"""The commands `parlance releases list | import | activate | diff | history`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.settings import Settings

if TYPE_CHECKING:
    from app.releases.importing import Outcome
    from app.releases.planning import Difference, Plan
    from app.releases.shelf import Shelf

_ABOUT = ("title", "publisher", "licence", "url")


def register(subparsers: Any) -> None:
    """Adds `releases` with its subcommands to the command line."""
    parser = subparsers.add_parser("releases", help="bring in releases of ESCO, O*NET and others, and switch")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=type(parser))
    listing = commands.add_parser("list", help="the releases that are here")
    listing.set_defaults(command=list_releases)
    _register_import(commands.add_parser("import", help="load a release beside the one in use"))
    activating = commands.add_parser("activate", help="make a release the one that answers, also back")
    activating.add_argument("release", metavar="FRAMEWORK:VERSION", help="such as esco:1.1.0")
    activating.set_defaults(command=activate)
    diff = commands.add_parser("diff", help="what changed between two releases of a framework")
    diff.add_argument("old", metavar="A", help="such as esco:1.1.0")
    diff.add_argument("new", metavar="B", help="such as esco:1.1.1")
    diff.add_argument(
        "--limit", type=int, default=0, metavar="N", help="show the first N changes of each kind"
    )
    diff.set_defaults(command=diff_releases)
    history = commands.add_parser("history", help="what was done to releases, when and by whom")
    history.add_argument("framework", nargs="?", help="only of this framework")
    history.set_defaults(command=show_history)
    for each in (listing, diff, history):
        each.add_argument("--json", action="store_true", help="print JSON")


def _register_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--framework", required=True, help="esco, onet, esco-onet, or a name for your own")
    parser.add_argument("--version", required=True, help="the number of the release, such as 1.1.0")
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a folder, zip or http(s) address; all of its parts",
    )
    for name, help_ in (
        ("--activate", "switch to it once it is loaded"),
        ("--dry-run", "show what would change and write nothing"),
        ("--allow-missing", "load it even though files that it should have are missing"),
        ("--replace", "put it in the place of a release with the same version"),
        ("--force", "load it even though it has less than half of what is in use"),
    ):
        parser.add_argument(name, action="store_true", help=help_)
    for name in _ABOUT:
        parser.add_argument(f"--{name}", help=f"{name} of the framework, where it is listed")
    parser.set_defaults(command=import_release)


def import_release(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance releases import`: an empty database is migrated and seeded first."""
    from app.releases import importing
    from app.releases.progress import Progress
    from app.releases.shelf import Shelf

    names = ("framework", "version", "paths", "activate", "dry_run", "allow_missing", "replace", "force")
    about = {name: getattr(arguments, name) for name in _ABOUT if getattr(arguments, name)}
    order = importing.Order(**{name: getattr(arguments, name) for name in names}, about=about)
    progress = Progress("releases import")
    _check_ready(settings) if order.dry_run else _make_ready(settings)
    with Shelf(settings) as shelf:
        outcome = importing.import_release(order, shelf, progress)
    sys.stdout.write("\n".join(_told(order, outcome)) + "\n")
    return 0


def _make_ready(settings: Settings) -> None:
    """Migrates and seeds what is not: what we know of the framework ourselves comes from the seed."""
    from app.migrating import migrate
    from app.releases.seed import ensure_ready

    migrate(settings)
    ensure_ready(settings)


def _check_ready(settings: Settings) -> None:
    """Raises NotReady where there is nothing yet to compare with, for making it would be writing."""
    from sqlalchemy.exc import DatabaseError

    from app.database import make_engine
    from app.errors import NotReady
    from app.migrating import is_current

    engine = make_engine(settings)
    try:
        ready = is_current(engine)
    except DatabaseError:
        ready = False
    finally:
        engine.dispose()
    if not ready:
        raise NotReady(
            "There is nothing to compare with yet. Run 'parlance seed' first, then --dry-run again."
        )


def _told(order: Any, outcome: Outcome) -> list[str]:
    switched = f"{order.pin} is active now." if outcome.activated else ""
    if outcome.plan is None:
        return [f"{order.pin} is here with the same content: nothing was loaded. {switched}".rstrip()]
    lines = [*_counts(outcome.plan)]
    if outcome.missing:
        lines.append(f"It lacks {', '.join(outcome.missing)}.")
    if order.dry_run:
        return [*lines, "Nothing was written (--dry-run)."]
    kept = f"Switch to it with: parlance releases activate {order.pin}"
    done = f"{order.pin} was loaded in {outcome.seconds:.1f} s."
    return [*lines, f"{done} {switched or kept}"]


def activate(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance releases activate FRAMEWORK:VERSION`."""
    from app.releases import switching
    from app.releases.progress import Progress

    with _shelf(settings) as shelf:
        switched = switching.activate(shelf, arguments.release, "command line", Progress("releases activate"))
    print(f"{arguments.release} is active{' now' if switched else ' already: nothing was changed'}.")
    return 0


def list_releases(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance releases list`."""
    from app.releases.switching import finished

    with _shelf(settings) as shelf:
        releases = finished(shelf)
    if arguments.json:
        _print_json(
            [
                {
                    **{name: getattr(each, name) for name in ("framework", "version", "state", "origin")},
                    **{name: getattr(each, name) for name in ("checksum", "created_at", "counts")},
                    "missing": each.notes.get("missing", []),
                }
                for each in releases
            ]
        )
        return 0
    for each in releases:
        size = f"{each.counts.get('skills', 0):,} skills, {each.counts.get('occupations', 0):,} occupations"
        lacks = f", lacks {', '.join(each.notes['missing'])}" if each.notes.get("missing") else ""
        print(f"{each.state:8}{each.framework}:{each.version}  {size} ({each.origin}){lacks}")
    return 0


def diff_releases(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance releases diff A B`."""
    from app.releases.changes import compare_stored
    from app.releases.switching import finished
    from app.vocabulary.registry import find_release

    with _shelf(settings) as shelf:
        known = finished(shelf)
        old, new = (find_release(known, pin, "/release") for pin in (arguments.old, arguments.new))
        with shelf.sessions() as session:
            compared = compare_stored(session, old, new)
    if arguments.json:
        _print_json({"from": arguments.old, "to": arguments.new, **_as_json(compared, arguments.limit)})
        return 0
    sys.stdout.write("\n".join([*_counts(compared), *_listed(compared, arguments.limit)]) + "\n")
    return 0


def show_history(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance releases history [FRAMEWORK]`."""
    from dataclasses import asdict

    from app.releases.store import list_events

    with _shelf(settings) as shelf, shelf.sessions() as session:
        events = list_events(session, arguments.framework)
    if arguments.json:
        _print_json([asdict(event) for event in events])
        return 0
    for event in events:
        at = event.at.isoformat(timespec="seconds")
        print(f"{at}  {event.action:10}{event.framework}:{event.version}  by {event.actor}")
    return 0


def _shelf(settings: Settings) -> Shelf:
    from app.migrating import migrate
    from app.releases.shelf import Shelf

    migrate(settings)
    return Shelf(settings)


def _counts(compared: Plan) -> list[str]:
    """One line for skills, groups and occupations each."""
    lines = []
    for name in ("skills", "groups", "occupations"):
        difference: Difference = getattr(compared, name)
        counts = difference.counts()
        if any(counts.values()):
            said = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
            replaced = sum(1 for change in difference.of("retired") if change.replaced_by)
            fields = ", ".join(f"{field} {count:,}" for field, count in difference.changed_fields().items())
            lines.append(f"{name}: {said}")
            lines += [f"  changed: {fields}"] if fields else []
            lines += [f"  replaced: {replaced:,} of the retired"] if replaced else []
    return lines


def _listed(compared: Plan, limit: int) -> list[str]:
    from app.releases.planning import KINDS

    lines = []
    for kind in KINDS if limit > 0 else ():
        for change in compared.skills.of(kind)[:limit]:
            fields = f" ({', '.join(change.fields)})" if change.fields else ""
            replaced = f" replaced by {', '.join(change.replaced_by)}" if change.replaced_by else ""
            lines.append(f"{kind:9}{change.id}{fields}{replaced}")
    return lines


def _as_json(compared: Plan, limit: int) -> dict[str, Any]:
    from dataclasses import asdict

    shown: dict[str, Any] = {}
    for name in ("skills", "groups", "occupations"):
        difference: Difference = getattr(compared, name)
        shown[name] = {**difference.counts(), "changed_fields": difference.changed_fields()}
        items = list(difference.changes)
        shown[name]["items"] = [asdict(change) for change in (items[:limit] if limit > 0 else items)]
    return shown


def _print_json(value: Any) -> None:
    import orjson

    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
