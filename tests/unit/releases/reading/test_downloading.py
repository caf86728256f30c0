"""Releases at an address, fetched from a server of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.releases.reading import downloading
from app.releases.reading.downloading import web_address
from app.releases.reading.source import ReleaseFileError, open_release_files
from tests.unit.releases.reading.small_esco import zipped


class _Server(BaseHTTPRequestHandler):
    zip_content = b""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/esco.zip")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path in ("/esco.zip", "/page", "/cut"):
            content = b"<html>" if self.path == "/page" else self.zip_content
            self.send_response(200)
            self.send_header("Content-Length", str(len(content) + (self.path == "/cut")))
            self.end_headers()
            self.wfile.write(content)
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(
        _Server, "zip_content", zipped(tmp_path / "esco.zip", {"a.csv": b"a,b\n1,2\n"}).read_bytes()
    )
    with serving() as found:
        yield found


@pytest.mark.parametrize("path", ["/esco.zip", "/moved"])
def test_a_zip_is_fetched_and_removed_again(
    address: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with open_release_files([address + path]) as files:
        assert [row["b"] for row in files.table("a.csv")] == ["2"]
        assert list(tmp_path.glob("parlance-release-*"))
    assert not list(tmp_path.glob("parlance-release-*"))


BAD = {
    "/gone": "answered 404: check it in a browser, or download it and give the file",
    "/page": "this is no complete zip file",
    "/cut": "could not be fetched",
    "/loop": "could not be fetched",
}


@pytest.mark.parametrize("path", BAD)
def test_what_cannot_be_fetched_is_refused(
    address: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ReleaseFileError) as refused:
        open_release_files([address + path])
    assert BAD[path] in refused.value.detail
    assert address + path in refused.value.detail
    assert not list(tmp_path.glob("parlance-release-*"))


def test_nobody_listens() -> None:
    with pytest.raises(ReleaseFileError, match=r"http://127\.0\.0\.1:1/esco\.zip could not be fetched"):
        open_release_files(["http://127.0.0.1:1/esco.zip"])


def test_a_download_has_a_limit(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "MOST_BYTES", 50)
    with pytest.raises(ReleaseFileError, match="larger than 50 bytes"):
        open_release_files([address + "/esco.zip"])


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://example.org/esco.zip", "https://example.org/esco.zip"),
        (Path("https://example.org/esco.zip"), "https://example.org/esco.zip"),
        ("HTTP://example.org/a?b=c//d", "http://example.org/a?b=c//d"),
        ("/data/https:/x", None),
        ("ftp://example.org/esco.zip", None),
        ("https", None),
    ],
)
def test_what_is_an_address(given: Path | str, address: str | None) -> None:
    assert web_address(given) == address
