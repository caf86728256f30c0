"""PostgreSQL's full text search over the same profiles: a tsvector with a GIN index, ranked by ts_rank."""

from __future__ import annotations

import time

import psycopg

from benchmarks.scale.bags import bags
from benchmarks.scale.bench import BEST, SLOW_QUERIES, Bench, Wanted, timed
from benchmarks.scale.databases import new_database

TITLE = "PostgreSQL full text"


def run(bench: Bench) -> None:
    """Builds the index in a database of its own, which is dropped afterwards."""
    with new_database(bench.postgres) as url, psycopg.connect(url, autocommit=True) as connection:
        _build(bench, connection)

        def ask(wanted: Wanted) -> object:
            query = " | ".join(f"s{code}" for code in wanted.codes)
            found = connection.execute(
                "SELECT id FROM bags, (SELECT %s::tsquery AS q) AS asked WHERE skills @@ q "
                "ORDER BY ts_rank(skills, q) DESC, id LIMIT %s",
                (query, BEST),
            )
            return found.fetchall()

        times = timed(bench.wanted(SLOW_QUERIES), ask, warm=1)
        # The work is done by the server, not here.
        bench.add_times("PostgreSQL full text: best 100 by ts_rank", times._replace(processor=None))


def _build(bench: Bench, connection: psycopg.Connection) -> None:
    connection.execute("SET maintenance_work_mem = '1GB'")
    connection.execute("SET max_parallel_workers_per_gather = 0")  # one core, as everything else here
    connection.execute("CREATE UNLOGGED TABLE bags (id integer PRIMARY KEY, skills tsvector)")
    began = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy("COPY bags FROM STDIN") as copy:
        for number, bag in enumerate(bags(bench.workers)):
            copy.write_row((number, " ".join(bag)))
    connection.execute("CREATE INDEX ON bags USING gin (skills)")
    connection.execute("VACUUM ANALYZE bags")
    bench.add("PostgreSQL full text: building", time.perf_counter() - began, "s")
