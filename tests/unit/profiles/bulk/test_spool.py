from __future__ import annotations

import asyncio

import pytest

from app.profiles.bulk.spool import Spool


@pytest.mark.parametrize("in_memory", [10, 1_000_000])
def test_everything_comes_out_in_order(in_memory: int) -> None:
    parts = [b"%d\n" % number * (number % 7 * 5_000) for number in range(60)]

    async def run() -> bytes:
        spool = Spool(in_memory)
        taken: list[bytes] = []

        async def take() -> None:
            async for data in spool.chunks():
                taken.append(data)
                await asyncio.sleep(0)

        taking = asyncio.create_task(take())
        for number, part in enumerate(parts):
            spool.put(part)
            if number % 3 == 0:
                await asyncio.sleep(0)
        spool.end()
        await taking
        spool.close()
        return b"".join(taken)

    assert asyncio.run(run()) == b"".join(parts)


def test_putting_does_not_wait_for_who_takes() -> None:
    async def run() -> int:
        spool = Spool(in_memory=1_000)
        for _ in range(1_000):
            spool.put(b"x" * 1_000)
        spool.end()
        size = sum([len(data) async for data in spool.chunks()])
        spool.close()
        return size

    assert asyncio.run(run()) == 1_000_000
