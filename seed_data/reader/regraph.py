"""Brings a reading encoder that an earlier `export.py` wrote to the graph that it writes now: the same weights, faster.

    python -m seed_data.reader.regraph OLD NEW

A sum and its norm are two nodes instead of onnxruntime's `SkipLayerNormalization`, whose kernel takes three times as long
as both. The file is read and written by the rules of protocol buffers themselves, so that it takes neither torch nor the
package onnx, and tests can run it; a file that has this graph already comes back byte by byte.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

# Numbers of fields in ONNX's messages.
_GRAPH = 7  # of a model
_NODE = 1  # of a graph
_INPUT, _OUTPUT, _KIND, _ATTRIBUTE = 1, 2, 4, 5  # of a node
_VARINT, _BYTES = 0, 2  # kinds of values in the file
_FIXED = {1: 8, 5: 4}  # and how many bytes other kinds have
_LAST_AXIS = (
    b"\x0a\x04axis\x18" + b"\xff" * 9 + b"\x01\xa0\x01\x02"
)  # the attribute: axis, -1, a whole number


class Field(NamedTuple):
    """A field of a message: its number, the kind of its value, and the value, messages as their bytes."""

    number: int
    kind: int
    value: int | bytes


def read_message(content: bytes) -> list[Field]:
    """The fields of a message in their order."""
    found, at = [], 0
    while at < len(content):
        tag, at = _varint(content, at)
        number, kind = tag >> 3, tag & 7
        value: int | bytes
        if kind == _VARINT:
            value, at = _varint(content, at)
        else:
            length = _FIXED.get(kind)
            if length is None:
                length, at = _varint(content, at)
            value, at = content[at : at + length], at + length
        found.append(Field(number, kind, value))
    return found


def write_message(fields: Sequence[Field]) -> bytes:
    """The message of these fields."""
    parts = []
    for number, kind, value in fields:
        parts.append(_of_varint(number << 3 | kind))
        if isinstance(value, int):
            parts.append(_of_varint(value))
        else:
            parts += [_of_varint(len(value)), value] if kind == _BYTES else [value]
    return b"".join(parts)


def regraph(model: bytes) -> bytes:
    """The same model with the graph of today."""
    fields = read_message(model)
    at = next((n for n, field in enumerate(fields) if field.number == _GRAPH), None)
    if at is None:
        raise ValueError("This is no model.")
    graph: list[Field] = []
    for field in read_message(_bytes(fields[at])):
        if field.number == _NODE:
            nodes = _today(read_message(_bytes(field)))
            graph += [Field(_NODE, _BYTES, write_message(node)) for node in nodes]
        else:
            graph.append(field)
    fields[at] = Field(_GRAPH, _BYTES, write_message(graph))
    return write_message(fields)


def _today(node: list[Field]) -> Iterator[list[Field]]:
    """What stands in the graph in place of a node."""
    if _all(node, _KIND) != [b"SkipLayerNormalization"]:
        yield node
        return
    first, second, scale, shift = _all(node, _INPUT)
    (output,) = _all(node, _OUTPUT)
    total = output.removesuffix(b".out") + b".sum"
    yield _made(b"Add", [first, second], total)
    attributes = [field for field in node if field.number == _ATTRIBUTE]
    norm = _made(b"LayerNormalization", [total, scale, shift], output)
    yield [*norm, Field(_ATTRIBUTE, _BYTES, _LAST_AXIS), *attributes]


def _made(kind: bytes, inputs: Sequence[bytes], output: bytes) -> list[Field]:
    """A node of ONNX's own kinds."""
    fields = [Field(_INPUT, _BYTES, name) for name in inputs]
    return [*fields, Field(_OUTPUT, _BYTES, output), Field(_KIND, _BYTES, kind)]


def _all(fields: Sequence[Field], number: int) -> list[bytes]:
    return [_bytes(field) for field in fields if field.number == number]


def _bytes(field: Field) -> bytes:
    if not isinstance(field.value, bytes):
        raise ValueError("This is no model.")
    return field.value


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A whole number, seven bits a byte, the lowest first; and where the next thing begins."""
    found = shift = 0
    while True:
        byte = content[at]
        at += 1
        found |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return found, at


def _of_varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def main() -> None:
    """Reads the old file, writes the new one."""
    old, new = (Path(argument) for argument in sys.argv[1:])
    new.write_bytes(regraph(old.read_bytes()))


if __name__ == "__main__":
    main()
