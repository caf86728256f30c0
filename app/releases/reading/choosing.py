"""Which reader a release is read with: by its framework, or by what is in its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.releases.reading import crosswalk, esco, onet
from app.releases.reading.esco_files import looks_like_esco
from app.releases.reading.file_errors import ReleaseFileError
from app.releases.reading.plain_csv import read_plain_csv
from app.releases.reading.rsd import looks_like_rsd, read_rsd
from app.releases.reading.source import ReleaseFiles, open_release_files
from app.releases.rows import ReleaseRows

_OFFICIAL = {
    esco.FRAMEWORK: "ESCO files",
    onet.FRAMEWORK: "O*NET files",
    crosswalk.FRAMEWORK: "the ESCO-O*NET crosswalk",
}
_ONET_FILES = (
    "Occupation Data.txt",
    "Content Model Reference.txt",
    "Alternate Titles.txt",
    "Task Statements.txt",
)


def read_release(
    paths: Sequence[Path | str], framework: str, version: str, *, allow_missing: bool = False
) -> ReleaseRows:
    """The rows of a release, from folders, zips, files or http(s) addresses of zips."""
    with open_release_files(paths) as files:
        return read_files(files, framework, version, allow_missing=allow_missing)


def read_files(
    files: ReleaseFiles, framework: str, version: str, *, allow_missing: bool = False
) -> ReleaseRows:
    """The rows of a release, from files that are open."""
    found = official_frameworks(files)
    if found and framework not in found:
        raise ReleaseFileError(
            f"These are {_OFFICIAL[found[0]]}, not files of {framework}: import them with --framework {found[0]}."
        )
    if framework == esco.FRAMEWORK:
        return esco.read_esco(files, version, allow_missing=allow_missing)
    if framework == onet.FRAMEWORK:
        return onet.read_onet(files, version, allow_missing=allow_missing)
    if framework == crosswalk.FRAMEWORK:
        return crosswalk.read_crosswalk(files, version)
    if looks_like_rsd(files):
        return read_rsd(files, framework, version)
    return read_plain_csv(files, framework, version)


def official_frameworks(files: ReleaseFiles) -> list[str]:
    """Whose official releases are among the files; none where they are somebody's own."""
    there = {
        onet.FRAMEWORK: any(files.find_all(name) for name in _ONET_FILES),
        esco.FRAMEWORK: looks_like_esco(files),
        crosswalk.FRAMEWORK: crosswalk.crosswalk_file(files) is not None,
    }
    return [framework for framework, is_there in there.items() if is_there]
