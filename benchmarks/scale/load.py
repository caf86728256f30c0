"""Loads synthetic workers and postings into a running server, as a caller of the bulk routes would.

    KEY=$(parlance keys create --organisation "Scale test" --scope read --scope write)
    python -m benchmarks.scale.load --url http://127.0.0.1:8000 --key $KEY --workers 1000000 --postings 200000

Lines are made while they are sent, so memory stays small. A load that broke off may be run again: `external_id` says
which line is which, and what is there is replaced. With `--texts` postings are sent as ads, which the server reads.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scale.ads import real_ads, synthetic_ads, text_lines
from benchmarks.scale.corpus import (
    SEED,
    Postings,
    load_postings,
    load_workers,
    make_postings,
    worker_blocks,
)
from benchmarks.scale.lines import posting_lines, shares, worker_lines
from benchmarks.scale.reasons import NotThere
from benchmarks.scale.sending import Sent, send
from benchmarks.scale.sources import Sources, read_sources


def main() -> int:
    """Loads what is asked for; ends with 1 if a line was refused or a route is not there."""
    options = _parser().parse_args()
    try:
        sent = [_workers(options)] if options.workers else []
        sent += [_postings(options)] if options.postings else []
    except (NotThere, OSError) as problem:
        print(f"Loading ended: {problem}", file=sys.stderr)
        return 1
    return int(any(each.refused for each in sent))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--key", required=True, help="a key with the scope write")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--postings", type=int, default=0)
    parser.add_argument("--texts", action="store_true", help="send postings as ads, not as skills")
    parser.add_argument(
        "--data", type=Path, help="with --texts: the folder with the public data sets, for real ads"
    )
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--corpus", type=Path, help="a corpus made before; else one is made while it is sent")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser


def _workers(options: argparse.Namespace) -> Sent:
    if options.corpus:
        workers = load_workers(options.corpus).first(options.workers)
        parts = [worker_lines(workers, *share) for share in shares(len(workers), options.connections)]
    else:
        sources = read_sources()
        parts = [_made(options, sources, number) for number in range(options.connections)]
    return _said("workers", send(options.url, options.key, "/v1/workers/bulk", parts))


def _made(options: argparse.Namespace, sources: Sources, number: int) -> Iterator[bytes]:
    """The lines of one connection: its part of the blocks of the corpus."""
    blocks = worker_blocks(options.workers, options.seed, sources, number, options.connections)
    for first, block in blocks:
        yield from worker_lines(block, 0, len(block), named_from=first)


def _postings(options: argparse.Namespace) -> Sent:
    kept, seed, count = options.corpus, options.seed, options.postings
    postings = load_postings(kept) if kept else make_postings(count, seed)
    parts = [_lines(options, postings, *share) for share in shares(options.postings, options.connections)]
    return _said("postings", send(options.url, options.key, "/v1/postings/bulk", parts))


def _lines(options: argparse.Namespace, postings: Postings, first: int, last: int) -> Iterator[bytes]:
    if not options.texts:
        return posting_lines(postings, first, last)
    texts = real_ads(options.data) if options.data else synthetic_ads(postings, first, last)
    return text_lines(postings, texts, first, last)


def _said(what: str, sent: Sent) -> Sent:
    print(
        f"{sent.stored:,} {what} stored in {sent.seconds:.0f} s, {sent.per_second:,.0f} a second", flush=True
    )
    if sent.refused:
        print(f"{sent.refused:,} {what} were refused, the first with: {sent.problem}", file=sys.stderr)
    return sent


if __name__ == "__main__":
    sys.exit(main())
