"""Fetches a release from an http(s) address into a temporary file."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.releases.reading.file_errors import ReleaseFileError

MOST_BYTES = 1_000_000_000
_SECONDS_TO_CONNECT = 15.0
_SECONDS_BETWEEN_BYTES = 60.0
_MOST_REDIRECTS = 5
# A `Path` made of an address has lost one of its slashes.
_ADDRESS = re.compile(r"(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_STARTS_A_ZIP = b"PK"


def web_address(path: Path | str) -> str | None:
    """The http(s) address that this is, or None for a place on disk."""
    fitting = _ADDRESS.match(str(path))
    return None if fitting is None else f"{fitting[1].lower()}://{str(path)[fitting.end() :]}"


def downloaded(address: str, stack: ExitStack) -> Path:
    """The zip at an address, as a temporary file that goes when the stack closes."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parlance-release-")))
    target = folder / "download.zip"
    try:
        with target.open("wb") as out:
            size = 0
            for part in _parts(address):
                size += len(part)
                if size > MOST_BYTES:
                    raise ReleaseFileError(
                        f"{address} is larger than {MOST_BYTES:,} bytes, the most that is read."
                    )
                out.write(part)
    except OSError as error:
        raise ReleaseFileError(
            f"{address} could not be stored ({error.strerror}): make room and try again."
        ) from error
    return target


def _parts(address: str) -> Iterator[bytes]:
    import httpx

    timeout = httpx.Timeout(_SECONDS_BETWEEN_BYTES, connect=_SECONDS_TO_CONNECT)
    with (
        httpx.Client(timeout=timeout, follow_redirects=True, max_redirects=_MOST_REDIRECTS) as client,
        _said(address),
        client.stream("GET", address) as answer,
    ):
        answer.raise_for_status()
        yield from answer.iter_bytes(1 << 18)


@contextmanager
def _said(address: str) -> Iterator[None]:
    """Every way in which a download fails, as one sentence."""
    import httpx

    try:
        yield
    except httpx.HTTPStatusError as error:
        raise ReleaseFileError(
            f"{address} answered {error.response.status_code}: check it in a browser, or download it and give the file."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ReleaseFileError(
            f"{address} could not be fetched ({error}): check the connection, or download it and give the file."
        ) from error
