"""What differs between two states, in words."""

import argparse
import json

from atlas.cli.facts_store import as_json, compared, lines, opened, state
from atlas.config import Settings


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the differences, entity by entity."""
    store = opened(settings)
    before, after = (state(store, settings, named) for named in (chosen.before, chosen.after))
    found = compared(before, after, chosen.lang)
    if chosen.json:
        answer = {"before": chosen.before, "after": chosen.after, "differences": as_json(found)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    for line in lines(found):
        print(line)
    print(f"{len(found)} difference(s)." if found else "Nothing differs.")
    return 0
