"""A stored profile as bytes: skills and occupations by their codes, little-endian words of 32 bits.

Word 0 is the number of skills, the number of roles << 16 and flags << 28; word 1 the months of experience + 1.
Then come the codes of the skills, with flag 1 a word of details for each, and the codes of the roles. A detail is
the weight in hundredths, the requirement << 8 and the months with the skill + 1 << 16. In months + 1, 0 is none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from app.extraction.models import Requirement
from app.profiles.profile import PostingProfile, WorkerProfile

# What a requirement is in a detail: its place here.
REQUIREMENTS: tuple[Requirement, ...] = ("required", "preferred", "mentioned")
WHOLE = 100  # hundredths
MOST_SKILLS = 0xFFFF
MOST_ROLES = 0xFFF
_DETAILS = 1
_REQUIREMENT_NUMBERS = {name: number for number, name in enumerate(REQUIREMENTS)}


@dataclass(frozen=True, slots=True)
class Packed:
    """One profile as it is stored, its skills in their order.

    Weights are hundredths (1..100), requirements places in REQUIREMENTS, months None where none are said.
    """

    codes: tuple[int, ...]
    weights: tuple[int, ...]
    requirements: tuple[int, ...]
    skill_months: tuple[int | None, ...]
    months: int | None
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PackedBatch:
    """Many profiles: the skills of profile i are `codes[offsets[i]:offsets[i + 1]]`, and so on; no months are -1."""

    offsets: npt.NDArray[np.int64]
    codes: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.uint8]
    requirements: npt.NDArray[np.uint8]
    skill_months: npt.NDArray[np.int16]
    months: npt.NDArray[np.int32]
    role_offsets: npt.NDArray[np.int64]
    roles: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.months)


# ---- packing


def pack_posting(profile: PostingProfile, skill_codes: Sequence[int], role_codes: Sequence[int]) -> bytes:
    """The bytes of a posting; the codes are those of `profile.wanted` and `profile.roles`, in their order.

    Raises ValueError for a weight that is no whole number of hundredths from 1 to 100.
    """
    details = [
        _hundredths(item.weight) | _REQUIREMENT_NUMBERS[item.requirement] << 8 | _with_none(item.months) << 16
        for item in profile.wanted
    ]
    return _pack(profile.months, skill_codes, details, role_codes)


def pack_worker(profile: WorkerProfile, skill_codes: Sequence[int], role_codes: Sequence[int]) -> bytes:
    """The bytes of a worker; the codes are those of `profile.held` and `profile.roles`, in their order."""
    return pack_held(profile.months, skill_codes, [item.months for item in profile.held], role_codes)


def pack_held(
    months: int | None,
    skill_codes: Sequence[int],
    skill_months: Sequence[int | None],
    role_codes: Sequence[int],
) -> bytes:
    """The bytes of a worker with these skills, each with its months of experience."""
    details: list[int] = []
    if skill_months.count(None) < len(skill_months):
        details = [WHOLE if each is None else WHOLE | each + 1 << 16 for each in skill_months]
    return _pack(months, skill_codes, details, role_codes)


def _pack(
    months: int | None, codes: Sequence[int], details: Sequence[int], role_codes: Sequence[int]
) -> bytes:
    if len(codes) > MOST_SKILLS or len(role_codes) > MOST_ROLES:
        raise ValueError(f"A profile holds at most {MOST_SKILLS} skills and {MOST_ROLES} occupations.")
    if details and len(details) != len(codes):
        raise ValueError("Each skill needs its code.")
    first = len(codes) | len(role_codes) << 16 | (_DETAILS if details else 0) << 28
    words = (first, _with_none(months), *codes, *details, *role_codes)
    return struct.pack(f"<{len(words)}I", *words)


def _hundredths(weight: Fraction) -> int:
    found = weight * WHOLE
    if found.denominator != 1 or not 1 <= found <= WHOLE:
        raise ValueError(f"A weight of {weight} cannot be stored: it is no whole number of hundredths.")
    return int(found)


def _with_none(months: int | None) -> int:
    return 0 if months is None else months + 1


# ---- unpacking


def unpack(blob: bytes) -> Packed:
    """One profile."""
    words = struct.unpack(f"<{len(blob) // 4}I", blob)
    skills, roles, has_details = words[0] & 0xFFFF, words[0] >> 16 & 0xFFF, words[0] >> 28 & _DETAILS
    codes = words[2 : 2 + skills]
    past = 2 + skills * (2 if has_details else 1)
    if not has_details:
        plain = (WHOLE,) * skills, (0,) * skills, (None,) * skills
        return Packed(codes, *plain, _or_none(words[1]), words[past : past + roles])
    details = words[2 + skills : past]
    return Packed(
        codes,
        tuple(word & 0xFF for word in details),
        tuple(word >> 8 & 0xFF for word in details),
        tuple(_or_none(word >> 16) for word in details),
        _or_none(words[1]),
        words[past : past + roles],
    )


def _or_none(stored: int) -> int | None:
    return stored - 1 if stored else None


def unpack_many(blobs: Iterable[bytes]) -> PackedBatch:
    """Many profiles at once, without a step of Python for each: some 2 µs for one of 40 skills."""
    listed = list(blobs)
    words = np.frombuffer(b"".join(listed), dtype="<u4")
    sizes = np.fromiter(map(len, listed), dtype=np.int64, count=len(listed)) // 4
    starts = np.cumsum(sizes) - sizes
    first = words[starts]
    skills, roles = (first & 0xFFFF).astype(np.int64), (first >> 16 & 0xFFF).astype(np.int64)
    detailed = (first >> 28 & _DETAILS).astype(bool)
    offsets, role_offsets = _offsets(skills), _offsets(roles)
    places = _places(starts + 2, skills, offsets)
    details = _details(words, places, skills, detailed)
    role_starts = starts + 2 + skills + np.where(detailed, skills, 0)
    return PackedBatch(
        offsets=offsets,
        codes=words[places],
        weights=(details & 0xFF).astype(np.uint8),
        requirements=(details >> 8 & 0xFF).astype(np.uint8),
        skill_months=((details >> 16).astype(np.int32) - 1).astype(np.int16),
        months=(words[starts + 1].astype(np.int64) - 1).astype(np.int32),
        role_offsets=role_offsets,
        roles=words[_places(role_starts, roles, role_offsets)],
    )


def _offsets(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))


def _places(
    starts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64], offsets: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Where the words of runs stand: `counts[i]` of them from `starts[i]` on, all in one row."""
    return np.repeat(starts - offsets[:-1], counts) + np.arange(offsets[-1], dtype=np.int64)


def _details(
    words: npt.NDArray[np.uint32],
    places: npt.NDArray[np.int64],
    skills: npt.NDArray[np.int64],
    detailed: npt.NDArray[np.bool_],
) -> npt.NDArray[np.uint32]:
    """The details of every skill; where a profile has none, full weight and nothing else."""
    if not detailed.any():
        return np.full(len(places), WHOLE, np.uint32)
    # The details of a profile stand as far behind its codes as it has skills; others read a code that is not used.
    behind = np.minimum(places + np.repeat(skills, skills), len(words) - 1)
    return np.where(np.repeat(detailed, skills), words[behind], np.uint32(WHOLE))
