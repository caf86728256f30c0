"""The `parlance` command. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from app import __version__
from app.errors import ParlanceError
from app.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]

# A chapter with a command adds its module here. The module has `register(subparsers)`, which adds a parser
# and sets its function with `set_defaults(command=run)`, where `run` is a Command that imports what is heavy
# only once it is called.
COMMAND_MODULES: tuple[str, ...] = (
    "app.serving",
    "app.extraction.command",
    "app.matching.command",
    "app.releases.command",
    "app.auth.command",
)

USER_ERROR = 2
OUR_ERROR = 1
INTERRUPTED = 130


class PlainParser(argparse.ArgumentParser):
    """A parser whose errors are one plain line."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the command line and ends the process."""
        self.exit(USER_ERROR, f"parlance: {message}. Try: {self.prog} --help\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    parser = PlainParser(
        prog="parlance", description="A shared, plain vocabulary of skills, and explainable matching on it."
    )
    parser.add_argument("--version", action="version", version=f"parlance {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=PlainParser)
    for name in COMMAND_MODULES:
        importlib.import_module(name).register(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; exits with 0, with 2 for what the user can put right, with 1 for our own failure."""
    parsed = make_parser().parse_args(arguments)
    try:
        return run(parsed)
    except ParlanceError as error:
        return _complain(error.detail, USER_ERROR)
    except FileNotFoundError as error:
        return _complain(f"There is no file {error.filename}. Check its name.", USER_ERROR)
    except (IsADirectoryError, PermissionError) as error:
        return _complain(f"{error.filename} cannot be read: {(error.strerror or '').lower()}.", USER_ERROR)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("PARLANCE_LOG_LEVEL", "").lower() == "debug":
            raise
        kind = type(error).__name__
        return _complain(
            f"Something went wrong on our side ({kind}). Set PARLANCE_LOG_LEVEL=debug to see where.",
            OUR_ERROR,
        )


def run(parsed: argparse.Namespace) -> int:
    """Runs the command that was parsed, with the settings of the environment."""
    command: Command = parsed.command
    return command(parsed, Settings.from_environment())


def _complain(sentence: str, code: int) -> int:
    print(f"parlance: {sentence}", file=sys.stderr)
    return code
