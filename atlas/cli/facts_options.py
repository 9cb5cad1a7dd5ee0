"""The options of the parts of `facts`; each part itself is loaded only when it runs.

The command line is also what starts the server, which must not wait for the store's libraries.
"""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from atlas.config import Settings
from layers.model import AUDIENCES
from layers.text import LANGUAGES

Run = Callable[[argparse.Namespace, Settings], int]
NOW = "now"  # what `diff` compares with where nothing else is said


def configure(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add every part with its help."""
    for name, (summary, options) in PARTS.items():
        command = parts.add_parser(name, help=summary, description=summary)
        options(command)
        command.set_defaults(run=_later(f"atlas.cli.facts_{name}"))


def _later(module: str) -> Run:
    def run(chosen: argparse.Namespace, settings: Settings) -> int:
        return int(import_module(module).run(chosen, settings))

    return run


def _answer(command: argparse.ArgumentParser) -> None:
    """The options every answer has."""
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default en)")
    command.add_argument("--json", action="store_true", help="answer as JSON")


def _signature(command: argparse.ArgumentParser) -> None:
    """Who changes something and why: it stands in the history for ever."""
    command.add_argument("--who", required=True, metavar="NAME", help="who does this")
    command.add_argument("--why", required=True, metavar="TEXT", help="why, in a few words")
    command.add_argument("--accept", action="store_true", help="keep it; without, only show it")


def _level(command: argparse.ArgumentParser) -> None:
    said = "highest level in the spreadsheet (default: the setting `audience`)"
    command.add_argument("--level", choices=AUDIENCES, help=said)


def _export(command: argparse.ArgumentParser) -> None:
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="DIR", help="a folder for the text files")
    where.add_argument(
        "--in-place", action="store_true", help="write the text files where they are"
    )
    where.add_argument("--xlsx", type=Path, metavar="FILE", help="a spreadsheet of the facts")
    _level(command)
    _answer(command)


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE.xlsx|DIR", help="what to take over")
    _level(command)
    _signature(command)
    _answer(command)


def _diff(command: argparse.ArgumentParser) -> None:
    said = "a data version, name or counter; `release`: the text files; `now`: the present"
    command.add_argument("before", metavar="A", help=said)
    said = "the same (default now)"
    command.add_argument("after", metavar="B", nargs="?", default=NOW, help=said)
    _answer(command)


def _history(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", nargs="?", help="one entity, fact, claim or source")
    command.add_argument("--limit", type=int, default=20, help="how many revisions (default 20)")
    _answer(command)


def _restore(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("named", metavar="NAMED", nargs="?", help="a name, data version or counter")
    which.add_argument("--copy", metavar="FILE", help="a file of the folder `backups`")
    _signature(command)
    _answer(command)


def _name(command: argparse.ArgumentParser) -> None:
    command.add_argument("counter", type=int, metavar="COUNTER", help="its counter, see `history`")
    command.add_argument("name", metavar="NAME", help="how to call it, such as “spring fair 2027”")
    _answer(command)


def _password(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="who signs in with it")
    command.epilog = "The password is asked for twice, or read from the standard input."


PARTS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "export": ("Write the text files again, or the spreadsheet.", _export),
    "import": ("Take over a spreadsheet or a folder of text; shows every change first.", _import),
    "diff": ("What differs between two states, in words.", _diff),
    "history": ("Who changed what, when and why; the newest first.", _history),
    "restore": ("Go back to a named state, or put a copy of the store back.", _restore),
    "name": ("Give a revision a name to come back to.", _name),
    "password": ("Turn a password into the line of the setting `editors`.", _password),
}
