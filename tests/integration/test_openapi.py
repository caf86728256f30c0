"""Every example in the OpenAPI document is asked of the service, and its answer fits its schema."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from jsonschema import Draft202012Validator

from app.main import create_app
from app.settings import Settings
from tests.api_keys import key_for

Json = dict[str, Any]
DOCUMENT: Json = create_app(Settings()).openapi()


def operations() -> Iterator[tuple[str, str, Json]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


ALL = list(operations())
EACH = pytest.mark.parametrize(
    ("method", "path", "operation"), ALL, ids=[f"{method} {path}" for method, path, _ in ALL]
)


def values_of(described: Json) -> list[Any]:
    """The examples of a parameter or of the content of a body, wherever OpenAPI lets them stand."""
    if "examples" in described:
        return [each["value"] for each in described["examples"].values()]
    if "example" in described:
        return [described["example"]]
    schema = resolved(described.get("schema", {}))
    if "examples" in schema:
        return list(schema["examples"])
    return [schema["example"]] if "example" in schema else []


def resolved(schema: Json) -> Json:
    reference = schema.get("$ref")
    return DOCUMENT["components"]["schemas"][reference.rsplit("/", 1)[1]] if reference else schema


def validator(schema: Json) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def errors_of(schema: Json, value: Any) -> list[str]:
    return [f"{each.json_path}: {each.message[:300]}" for each in validator(schema).iter_errors(value)]


def requests_of(path: str, operation: Json) -> Iterator[tuple[str, Json]]:
    """The addresses and bodies to ask: one for each example of the body, or one with those of parameters."""
    address, query = path, {}
    for parameter in operation.get("parameters", []):
        examples = values_of(parameter)
        if parameter["in"] == "path":
            assert examples, f"the path parameter {parameter['name']} of {path} needs an example"
            address = address.replace(f"{{{parameter['name']}}}", quote(str(examples[0]), safe=":"))
        elif parameter["in"] == "query" and examples:
            query[parameter["name"]] = examples[0]
    described = operation.get("requestBody", {}).get("content", {})
    content = described.get("application/json")
    if content is None:
        lines = [line for each in described.values() for line in values_of(each)]
        yield address, {"params": query, **({"content": lines[0]} if lines else {})}
        return
    bodies = values_of(content)
    assert bodies, f"the body of {path} needs an example"
    for body in bodies:
        yield address, {"params": query, "json": body}


@EACH
def test_the_examples_are_answered_as_described(
    method: str, path: str, operation: Json, seeded_client: TestClient
) -> None:
    if set(operation.get("requestBody", {}).get("content", {})) == {"multipart/form-data"}:
        pytest.skip("OpenAPI cannot hold an example of a file; its own tests send one")
    if "overlays" in operation["tags"]:
        pytest.skip("They need a key and one another; tests of their own ask them in their order")
    if needs_key(operation):
        pytest.skip("It needs a key and what others store; the next test asks all of these in their order")
    for address, request in requests_of(path, operation):
        check_answer(operation, f"{method} {path}", seeded_client.request(method, address, **request))


def test_the_examples_of_stored_things_are_answered_as_described(writable_client: TestClient) -> None:
    """Stores first, then asks and replaces, and deletes at last; ids in the examples give way to those stored."""
    stored: dict[str, str] = {}
    headers = key_for(writable_client.app, "Examples", "read", "write")  # type: ignore[arg-type]
    another = writable_client.post("/v1/postings", headers=headers, json={"text": "Cook. Prepare meals."})
    stored["another posting"] = another.json()["id"]
    asked = [each for each in ALL if needs_key(each[2]) and "overlays" not in each[2]["tags"]]
    # A task cannot be finished here, and cancelled as well: tests/integration/batch ask these two.
    asked = [each for each in asked if not each[1].endswith(("/cancel", "/result"))]
    for method, path, operation in sorted(asked, key=_in_order):
        requests = list(requests_of(path, operation))
        # Each example to POST is another document: only the first one's may replace what the first one stored.
        for address, request in requests[:1] if method == "PUT" else requests:
            address = with_stored(path, address, stored)
            answer = writable_client.request(method, address, headers=headers, **request)
            check_answer(operation, f"{method} {path}", answer)
            if method == "POST" and answer.status_code in (201, 202):
                stored.setdefault(path, answer.json()["id"])
    assert len(stored) >= 4


def _in_order(operation: tuple[str, str, Json]) -> tuple[int, int, str]:
    method, path, _ = operation
    depth = path.count("/")
    return ["POST", "PUT", "GET", "DELETE"].index(method), -depth if method == "DELETE" else depth, path


STORED_BY = {
    "posting_id": "/v1/postings",
    "other_id": "another posting",
    "worker_id": "/v1/workers",
    "task_id": "/v1/matches/batch",
}


def with_stored(path: str, address: str, stored: dict[str, str]) -> str:
    """The address with the ids of what was stored in place of those of the examples."""
    given = address.split("/")
    for at, part in enumerate(path.split("/")):
        if part.startswith("{") and STORED_BY.get(part[1:-1]) in stored:
            given[at] = stored[STORED_BY[part[1:-1]]]
    return "/".join(given)


def needs_key(operation: Json) -> bool:
    security = operation.get("security", [])
    return bool(security) and {} not in security


def check_answer(operation: Json, name: str, answer: Response) -> None:
    assert answer.status_code < 300, f"{name}: {answer.text[:500]}"
    described = operation["responses"][str(answer.status_code)].get("content", {})
    if not answer.content:
        assert not described
        return
    media_type = answer.headers["content-type"].split(";")[0]
    assert media_type in described
    if media_type == "application/json":
        schema = described[media_type]["schema"]
        assert schema, f"{name} must say what it answers"
        assert errors_of(schema, answer.json()) == []


@EACH
def test_body_examples_fit_their_own_schema(method: str, path: str, operation: Json) -> None:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        for example in values_of(content):
            assert errors_of(content["schema"], example) == []


@EACH
def test_every_operation_is_described(method: str, path: str, operation: Json) -> None:
    assert operation["summary"]
    assert len(operation["description"]) > 20
    assert operation["tags"]
    assert set(operation["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"]}
    for parameter in operation.get("parameters", []):
        assert parameter.get("description"), f"the parameter {parameter['name']} needs a description"


@EACH
def test_errors_are_described_as_problems(method: str, path: str, operation: Json) -> None:
    for status, response in operation["responses"].items():
        if status == "default" or status >= "400":
            assert list(response["content"]) == ["application/problem+json"]
            assert response["content"]["application/problem+json"]["schema"] == {
                "$ref": "#/components/schemas/Problem"
            }
    assert "default" in operation["responses"]


def test_the_document_is_whole(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["info"]["title"] == "Parlance"
    names = set(document["components"]["schemas"])
    assert not names & {"HTTPValidationError", "ValidationError"}
    used = set(re.findall(r'"#/components/schemas/([^"]+)"', client.get("/openapi.json").text))
    assert used <= names


def test_operations_have_names_of_their_own() -> None:
    names = Counter(operation["operationId"] for _, _, operation in ALL)
    assert [name for name, count in names.items() if count > 1] == []


def test_a_problem_fits_its_schema(client: TestClient) -> None:
    schema = DOCUMENT["components"]["schemas"]["Problem"]
    assert errors_of(schema, client.get("/nowhere").json()) == []
