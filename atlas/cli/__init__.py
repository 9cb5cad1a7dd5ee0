"""The command line: ``python -m atlas check|build|facts|serve``.

Exit status: 0 done, 1 refused or found wrong, 2 wrong usage. Answers go to the standard output,
as words or with ``--json`` as JSON; errors go to the standard error, one sentence each.
"""

import argparse
import sys
from collections.abc import Sequence

from atlas.cli import build, check, facts, serve
from atlas.config import Settings, load_settings
from layers.errors import AtlasError

COMMANDS = {"check": check, "build": build, "facts": facts, "serve": serve}
REFUSED = 1


def main(arguments: Sequence[str] | None = None, *, settings: Settings | None = None) -> int:
    """Run one command and give its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen, settings or load_settings()))
    except AtlasError as error:
        print(error, file=sys.stderr)
        return REFUSED


def parser() -> argparse.ArgumentParser:
    """The commands with their options and help."""
    top = argparse.ArgumentParser(prog="python -m atlas", description="The atlas from a terminal.")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        summary = (module.__doc__ or "").split("\n", 1)[0]
        command = commands.add_parser(name, help=summary, description=summary)
        module.configure(command)
    return top
