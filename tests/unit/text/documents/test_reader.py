from __future__ import annotations

import inspect
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ParlanceError, TooLarge, UnreadableDocument, UnsupportedDocument
from app.text.documents.models import DocumentLimits
from app.text.documents.reader import Document, read_document
from tests.documents.make import bomb, docx, html, pdf, picture_pdf, rtf, two_column_pdf

LINES = ("Warehouse driver", "Three years with a forklift, “safe” and steady.", "Café, Zürich")
SAMPLES = {
    "pdf": pdf(LINES),
    "docx": docx(*LINES),
    "rtf": rtf(*LINES),
    "html": html(*LINES),
    "txt": "\n".join(LINES).encode(),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_says_the_same(kind: str) -> None:
    document = read_document(SAMPLES[kind], filename=f"cv.{kind}")
    assert document.kind == kind
    assert document.warnings == ()
    assert [line for line in document.text.split("\n") if line] == list(LINES)


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "cv.rtf", "cv.html", "cv.txt", "cv.png", "cv.doc"])
def test_a_name_that_lies_changes_nothing_but_a_warning(kind: str, name: str) -> None:
    document = read_document(SAMPLES[kind], filename=name)
    honest = name.endswith(kind)
    assert [warning.code for warning in document.warnings] == ([] if honest else ["type_mismatch"])
    assert document.text == read_document(SAMPLES[kind]).text


def test_a_declared_type_that_lies() -> None:
    document = read_document(SAMPLES["docx"], filename="cv.docx", content_type="text/plain; charset=utf-8")
    (warning,) = document.warnings
    assert warning.code == "type_mismatch"
    assert "text/plain" in warning.detail


def test_the_charset_of_the_declared_type_is_used() -> None:
    text = "Водитель погрузчика"
    assert read_document(text.encode("cp1251"), content_type="text/plain; charset=cp1251").text == text


def test_html_in_a_text_file_is_read_as_html() -> None:
    document = read_document(b"<p>One</p><script>x</script>", filename="cv.txt")
    assert (document.kind, document.text) == ("html", "One")


def test_warnings_of_the_reading_come_after_those_of_the_type() -> None:
    document = read_document("Zürich".encode("cp1252"), filename="cv.pdf")
    assert [warning.code for warning in document.warnings] == ["type_mismatch", "encoding_guessed"]


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"<p hidden>x</p>", docx(""), rtf("")])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="or paste the text"):
        read_document(data)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_size_is_limited(kind: str) -> None:
    with pytest.raises(TooLarge, match="at most 10 MB"):
        read_document(SAMPLES[kind] + bytes(10_000_000))


LONG = "word " * 20_001  # 100,004 characters without the last space


@pytest.mark.parametrize(
    "data",
    [LONG.encode(), docx(LONG), rtf(LONG), html(LONG), pdf(*[[LONG[:60]] * 50] * 40), b"x" * 9_999_999],
    ids=["txt", "docx", "rtf", "html", "pdf", "one line"],
)
def test_the_text_is_limited(data: bytes) -> None:
    with pytest.raises(TooLarge, match="100,000 characters"):
        read_document(data)


def test_very_much_white_space_is_too_much_text_as_well() -> None:
    assert read_document(b"a" + b" " * 399_000).text == "a"
    with pytest.raises(TooLarge, match="100,000 characters"):
        read_document(b"a" + b" " * 400_000)


def test_text_of_just_the_limit_is_read() -> None:
    text = ("word " * 20_000).strip() + "s"
    assert len(text) == 100_000
    for data in (text.encode(), docx(text), rtf(text), html(text)):
        assert read_document(data).text == text
    assert read_document(b"abcde", limits=DocumentLimits(size=5, characters=5)).text == "abcde"
    with pytest.raises(TooLarge, match="more than 4 characters"):
        read_document(b"abcde", limits=DocumentLimits(characters=4))


def test_the_reader_says_what_it_reads_when_it_refuses() -> None:
    with pytest.raises(UnsupportedDocument, match="PDF, DOCX, RTF, HTML and TXT"):
        read_document(b"\x89PNG\r\n\x1a\n" + bytes(50), filename="cv.pdf")


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_same_bytes_give_the_same_document(kind: str) -> None:
    assert len({read_document(SAMPLES[kind]) for _ in range(3)}) == 1


@pytest.mark.parametrize("kind", ["docx", "rtf", "html", "txt"])
def test_damaged_bytes_never_break_the_reader(kind: str) -> None:
    data = SAMPLES[kind]
    step = max(len(data) // 40, 1)
    for cut in range(0, len(data), step):
        for damaged in (data[:cut], data[cut:], data[:cut] + b"\0\xff" + data[cut + 2 :]):
            _read_or_refuse(damaged)


def test_damaged_pdfs_never_break_the_reader() -> None:
    data = two_column_pdf(LINES, LINES, by_row=True)
    for cut in range(0, len(data), len(data) // 20):
        _read_or_refuse(data[:cut])
        _read_or_refuse(data[:cut] + b"\0\xff" + data[cut + 2 :])


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"{\\rtf1 ", b"<p>", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    _read_or_refuse(start + data)


def _read_or_refuse(data: bytes) -> None:
    refusal: ParlanceError | None = None
    try:
        text = read_document(data).text
    except (TooLarge, UnsupportedDocument, UnreadableDocument) as error:
        refusal = error
    if refusal is None:
        assert text == text.strip() != ""
        text.encode()
    else:
        assert refusal.detail.endswith(".")


_MEASURED = """
import resource, sys, time
from app.errors import ParlanceError
from app.text.documents.reader import read_document

def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

data = open(sys.argv[1], "rb").read()
before, started = used(), time.process_time()
try:
    read_document(data)
except ParlanceError as error:
    print(type(error).__name__, end=" ")
print(time.process_time() - started, used() - before)
"""


@pytest.mark.parametrize(
    ("name", "data", "refused"),
    [
        ("zip bomb", bomb(1 << 30), "TooLarge"),
        ("zip bomb that lies", bomb(1 << 30, 14_000_000), "UnreadableDocument"),
        ("bomb in a bomb", bomb(64 << 20, name="inner.zip"), "UnsupportedDocument"),
        ("one line", b"x" * 9_999_999, "TooLarge"),
        ("one line of html", b"<p>" + b"x " * 4_999_990, "TooLarge"),
        ("deep html", b"<div>" * 1_999_999, "TooLarge"),
        ("deep rtf", b"{\\rtf1" + b"{" * 9_999_990, "UnreadableDocument"),
        ("zeros", bytes(10_000_000), "UnsupportedDocument"),
        ("pictures of text", picture_pdf(), "UnreadableDocument"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_time_and_memory_are_bounded(
    name: str, data: bytes, refused: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bad") / "input"
    path.write_bytes(data)
    command = [sys.executable, "-c", _MEASURED, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()
    assert answer[0] == refused, name
    seconds, megabytes = map(float, answer[1:])
    assert seconds < 6, name
    assert megabytes < 150, name


def test_nothing_heavy_is_imported_with_the_reader() -> None:
    command = "import sys, app.text.documents.reader; print(*sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pypdfium2", "lxml", "docx", "fastapi", "sqlalchemy", "numpy"} & set(modules)


def test_a_document_is_a_value() -> None:
    assert Document("a", "txt") == Document("a", "txt", ())
    assert "filename" in inspect.signature(read_document).parameters
