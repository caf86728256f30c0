"""The commands `serve`, `migrate` and `seed`: prepare the database, take the port, run the server."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import ParlanceError
from app.settings import Settings, SettingsError

if TYPE_CHECKING:
    from uvicorn import Config

APPLICATION = "app.main:create_app_for_server"
SHUTDOWN_SECONDS = 20


class CannotListen(ParlanceError):
    """The address or port cannot be had."""

    slug, title = "cannot-listen", "The address cannot be used"


def register(subparsers: Any) -> None:
    """Adds `serve`, `migrate` and `seed` to the command line."""
    serve_parser = subparsers.add_parser("serve", help="serve the API; prepares an embedded database first")
    serve_parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve_parser.add_argument(
        "--port", type=int, help="port to listen on (default 8000; 0 for any that is free)"
    )
    serve_parser.add_argument("--workers", type=int, help="number of server processes (default 1)")
    serve_parser.set_defaults(command=serve)
    migrate_parser = subparsers.add_parser("migrate", help="bring the tables of the database up to date")
    migrate_parser.set_defaults(command=migrate)
    seed_parser = subparsers.add_parser("seed", help="load the vocabulary that comes with Parlance")
    seed_parser.set_defaults(command=seed)


def migrate(_arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance migrate`."""
    from app.migrating import migrate as run_migrations

    run_migrations(settings)
    print("The database is up to date.")
    return 0


def seed(_arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance seed`: migrates, then loads what is in `seed_data`."""
    from app.migrating import migrate as run_migrations
    from app.releases.seed import seed as load_seed

    run_migrations(settings)
    load_seed(settings)
    print("The vocabulary that comes with Parlance is loaded.")
    return 0


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance serve`: takes the port first, so that a mistake shows at once; then prepares and serves."""
    # One thread for each process: requests are what runs in parallel here, and threads of a small matrix product
    # that wait for each other read a third as many documents. It must be said before NumPy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    settings = with_arguments(settings, arguments)
    with take_port(settings.host, settings.port) as listener:
        _prepare(settings)
        with shared_metrics(settings):
            host, port = listener.getsockname()[:2]
            print(
                f"Parlance serves on http://{_shown_host(host)}:{port} (its API is described at /docs)",
                file=sys.stderr,
            )
            return _run_server(settings, listener)


def with_arguments(settings: Settings, arguments: argparse.Namespace) -> Settings:
    """The settings with what the command line says instead; raises SettingsError if that is out of range."""
    given = {name: getattr(arguments, name) for name in ("host", "port", "workers")}
    settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
    if not 0 <= settings.port <= 65_535:
        raise SettingsError("--port must be a whole number from 0 to 65535.")
    if not 1 <= settings.workers <= 256:
        raise SettingsError("--workers must be a whole number from 1 to 256.")
    return settings


def _prepare(settings: Settings) -> None:
    from app.migrating import migrate as run_migrations
    from app.releases.seed import ensure_ready

    run_migrations(settings)
    ensure_ready(settings)


def _run_server(settings: Settings, listener: socket.socket) -> int:
    from uvicorn import Server
    from uvicorn.supervisors import Multiprocess

    # uvicorn raises the signal that stopped it once more; a stop that was asked for is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    config = server_config(settings)
    if settings.workers > 1:
        Multiprocess(config, sockets=[listener]).run()
        return 0
    # What a start makes stays: looking through it for garbage again and again takes a sixth of the start. The end of
    # warming puts the collector to work.
    gc.disable()
    server = Server(config)
    server.run(sockets=[listener])
    return 0 if server.started else 1


def server_config(settings: Settings) -> Config:
    """How uvicorn runs the application; what it logs goes through our own logging."""
    from uvicorn import Config

    return Config(
        APPLICATION,
        factory=True,
        workers=settings.workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )


def take_port(host: str, port: int) -> socket.socket:
    """A socket bound to the address but not yet listening; raises CannotListen if that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotListen(_why_not(error, host, port)) from None
    listener.set_inheritable(True)
    return listener


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has. Choose one above 1023 with --port."
    return (
        f"The address {host} is not one of this machine. Use 127.0.0.1, or 0.0.0.0 for every address it has."
    )


def _shown_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@contextmanager
def shared_metrics(settings: Settings) -> Iterator[None]:
    """Gives several server processes a folder in which to add up their metrics; it is gone afterwards."""
    if settings.workers == 1:
        yield
        return
    folder = Path(settings.data_dir).absolute() / f"metrics-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
