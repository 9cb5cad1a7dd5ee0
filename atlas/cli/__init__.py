"""The command line: ``python -m atlas check|build|facts|route|serve``.

Exit status: 0 done, 1 refused or found wrong, 2 wrong usage. Answers go to the standard output,
as words or with ``--json`` as JSON; errors go to the standard error, one sentence each. Where the
program that reads the answer stops reading (``| head``), the status is the shell's 141.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from atlas.cli import build, check, facts, route, serve
from atlas.config import Settings, load_settings
from layers.errors import AtlasError

COMMANDS = {"check": check, "build": build, "facts": facts, "route": route,
            "serve": serve}
REFUSED = 1
NOT_READ = 128 + 13  # what a shell says of a program whose reader went away (SIGPIPE)


def main(arguments: Sequence[str] | None = None, *, settings: Settings | None = None) -> int:
    """Run one command and give its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        status = int(chosen.run(chosen, settings or load_settings()))
        sys.stdout.flush()  # here, where a reader that went away can still be met
    except AtlasError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        _say_no_more()
        return NOT_READ
    return status


def _say_no_more() -> None:
    """Let what is left of the answer go nowhere: Python flushes it once more as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def parser() -> argparse.ArgumentParser:
    """The commands with their options and help."""
    top = argparse.ArgumentParser(prog="python -m atlas", description="The atlas from a terminal.")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        summary = (module.__doc__ or "").split("\n", 1)[0]
        command = commands.add_parser(name, help=summary, description=summary)
        module.configure(command)
    return top
