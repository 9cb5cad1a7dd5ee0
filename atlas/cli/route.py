"""Every way from one place to another: kilometres, days, cost and CO₂e side by side."""

import argparse
from datetime import date
from importlib import import_module

from atlas.config import Settings
from layers.text import LANGUAGES

MODES = ("any", "rail", "sea", "air", "road")
YEARS = range(2000, 2101)
FLAGS = ("battery", "food", "chilled", "dual-use")


def configure(command: argparse.ArgumentParser) -> None:
    """The options of ``route``."""
    add = command.add_argument
    add("origin", metavar="FROM", nargs="?", help="where from: an id or a name in any language")
    add("destination", metavar="TO", nargs="?", help="where to")
    add("--mode", choices=MODES, default="any", help="main mode (default any)")
    add("--via", metavar="ID", action="append", default=[], help="a place, border, passage, "
        "country or alternative to go by; may be repeated")
    add("--avoid", metavar="ID", action="append", default=[], help="one not to use")
    add("--preset", metavar="ID", action="append", default=[], help="a named what-if")
    add("--dwell", metavar="ID=FACTOR", action="append", default=[], type=_factor,
        help="make the stay at a crossing longer; * for all")
    add("--running", metavar="ID=FACTOR", action="append", default=[], type=_factor,
        help="make running longer, such as rail-ru=1.2")
    add("--cargo-t", metavar="T", type=_amount, default=20.0, help="tonnes (default 20)")
    add("--teu", metavar="N", type=_amount, default=2.0, help="containers in TEU (default 2)")
    add("--value-usd", metavar="USD", type=_amount, help="value of the cargo")
    add("--flag", choices=FLAGS, action="append", default=[], help="what is special about it")
    add("--depart", metavar="DATE", type=_day, help="day of departure, such as 2026-12-01")
    add("--by", metavar="DATE", type=_day, help="day to arrive by: gives the probability")
    add("--calibration", action="store_true", help="print the model beside published trips")
    add("--distances", action="store_true", help="print our kilometres beside published ones")
    add("--lang", choices=LANGUAGES, default="en", help="language (default en)")
    add("--json", action="store_true", help="answer as JSON")
    command.set_defaults(run=run, command=command)


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the answer; loaded only now: the server starts by the command line too."""
    return int(import_module("atlas.cli.route_answer").run(chosen, settings))


def _factor(written: str) -> tuple[str, float]:
    name, _, factor = written.partition("=")
    try:
        value = float(factor)
    except ValueError:
        value = 0.0
    if not name or not 0 < value < 100:
        raise argparse.ArgumentTypeError(f"“{written}”: write ID=FACTOR, such as *=2")
    return name, value


def _amount(written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"“{written}”: write a number above 0")
    return value


def _day(written: str) -> date:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = date.min
    if found.year not in YEARS:
        raise argparse.ArgumentTypeError(
            f"“{written}”: write a day from {YEARS[0]} to {YEARS[-1]} as 2026-12-01"
        )
    return found
