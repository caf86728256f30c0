"""The rules of the book: who may import whom, how large things may be, what must be said."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"

CHAPTERS = (
    "text", "vocabulary", "extraction", "occupations", "profiles", "postings", "workers", "training", "matching",
    "pathways", "demand", "fairness", "releases", "batch", "auth", "portal",
)  # fmt: skip
# What any chapter may import from the frame. The rest of the frame wires the chapters together.
LEAVES = {
    "errors", "settings", "limits", "resources", "database", "tables", "schemas", "paging", "routing",
    "dependencies", "authorization", "health", "observability", "problems", "invalid_fields",
}  # fmt: skip
PURE_LEAVES = {"errors", "settings", "limits", "resources", "invalid_fields"}
WIRING = {"api", "cli", "main", "migrating", "openapi", "serving", "warming"}
# Commands of the command line start the application, so they know it whole.
ENTRY_POINTS = {"command"}

# The modules of a chapter that touch the web or the database; all others are its pure core.
EDGE_MODULES = {
    "models", "store", "routes", "schemas", "command", "access", "registry", "building", "intake", "batches",
}  # fmt: skip
IMPURE_CHAPTERS = {"releases", "batch", "auth", "portal"}
WEB_AND_DATABASE = {"fastapi", "starlette", "sqlalchemy", "uvicorn", "alembic", "psycopg"}

MODULE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 5
ROUTE_PARAMETERS = 7
FORBIDDEN_NAMES = {"service", "services", "utils", "util", "helpers", "helper", "common", "misc"}
ROUTE_METHODS = {"get", "post", "put", "patch", "delete", "api_route"}

MODULES = sorted(APP.rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef

each_module = pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(APP)) for path in MODULES])


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def chapter_of(path: Path) -> str | None:
    first = path.relative_to(APP).parts[0]
    return first if first in CHAPTERS else None


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module imported, anywhere in the module, also those imported only for type checking."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "import by the full name"
            yield node.module or ""
            if node.module == "app":
                yield from (f"app.{alias.name}" for alias in node.names)


def ours(tree: ast.AST) -> Iterator[str]:
    """The chapters and frame modules imported from the package itself."""
    for name in imported(tree):
        parts = name.split(".")
        if parts[0] == "app" and len(parts) > 1 and parts[1] != "__version__":
            yield parts[1]


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def is_route(function: Function) -> bool:
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr in ROUTE_METHODS
        for each in function.decorator_list
    )


def public_definitions(tree: ast.AST) -> Iterator[Function | ast.ClassDef]:
    """Public functions and classes of a module, and the public methods of its public classes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)


def is_overload_or_setter(node: Function | ast.ClassDef) -> bool:
    return any("overload" in ast.dump(each) or "setter" in ast.dump(each) for each in node.decorator_list)


@each_module
def test_a_module_belongs_to_a_chapter_or_to_the_frame(path: Path) -> None:
    if chapter_of(path) is None:
        assert path.parent == APP, f"{path.parent.name} is no chapter of design.md"
        assert path.stem in LEAVES | WIRING | {"__init__"}, f"add {path.stem} to the frame's modules above"


@each_module
def test_arrows_only_point_to_earlier_chapters(path: Path) -> None:
    chapter = chapter_of(path)
    if chapter is None or path.stem in ENTRY_POINTS:
        return
    allowed = set(CHAPTERS[: CHAPTERS.index(chapter) + 1]) | LEAVES
    assert set(ours(parse(path))) <= allowed


@each_module
def test_leaves_of_the_frame_know_no_chapter(path: Path) -> None:
    if path.parent == APP and path.stem in LEAVES:
        assert not set(ours(parse(path))) & set(CHAPTERS)


@each_module
def test_the_pure_core_knows_neither_web_nor_database(path: Path) -> None:
    chapter = chapter_of(path)
    if chapter is None or chapter in IMPURE_CHAPTERS or path.stem in EDGE_MODULES:
        return
    tree = parse(path)
    outside = {name.split(".")[0] for name in imported(tree)}
    assert not outside & (WEB_AND_DATABASE | {"pydantic"})
    assert set(ours(tree)) <= set(CHAPTERS) | PURE_LEAVES


@each_module
def test_modules_and_functions_keep_to_their_size(path: Path) -> None:
    tree = parse(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    long = [
        each.name for each in functions(tree) if (each.end_lineno or 0) - each.lineno + 1 > FUNCTION_LINES
    ]
    assert not long


@each_module
def test_functions_take_few_parameters(path: Path) -> None:
    for function in functions(parse(path)):
        arguments = function.args
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        count = len([name for name in names if name not in ("self", "cls")])
        assert count <= (ROUTE_PARAMETERS if is_route(function) else PARAMETERS), function.name


@each_module
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = parse(path)
    assert ast.get_docstring(tree), "a module opens with a one-line docstring"
    first = (ast.get_docstring(tree) or "").split("\n\n")[0]
    assert "\n" not in first, "the first line stands alone"
    silent = [
        each.name
        for each in public_definitions(tree)
        if not ast.get_docstring(each) and not is_overload_or_setter(each)
    ]
    assert not silent


@each_module
def test_modules_are_named_after_what_they_do(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES


@each_module
def test_nothing_is_done_at_import(path: Path) -> None:
    """A module holds definitions and constants; importing it reads no environment and opens nothing."""
    for node in ast.iter_child_nodes(parse(path)):
        if isinstance(node, Function | ast.ClassDef):
            continue
        called = {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
        assert not called & {
            "open",
            "os.environ.get",
            "os.getenv",
            "print",
            "Settings",
            "Settings.from_environment",
        }
        assert "os.environ" not in ast.unparse(node)
