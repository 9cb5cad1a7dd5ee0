"""List everything wrong with the data files, with its place and what to do."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from atlas.config import Settings
from layers.check import check


def configure(command: argparse.ArgumentParser) -> None:
    """The options of ``check``."""
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.add_argument(
        "--data", type=Path, help="folder of the text files (default: the setting `data`)"
    )
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the problems; 1 where there are any."""
    problems = check(chosen.data or settings.data)
    if chosen.json:
        listed = [asdict(problem) for problem in problems]
        print(json.dumps({"problems": listed}, ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} problem(s)." if problems else "No problem found.")
    return 1 if problems else 0
