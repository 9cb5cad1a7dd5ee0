"""Write the table of emission factors into docs/emissions.md from the records.

Run it after a factor has changed; with ``--check`` it only exits with 1 where the page is old.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from layers.catalog import Catalog, open_catalog  # noqa: E402 - found by the line above
from layers.model import Fact, Value, ValueRange  # noqa: E402
from layers.network import Recorded  # noqa: E402
from layers.read import documents  # noqa: E402

PAGE = ROOT / "docs" / "emissions.md"
BEGIN, END = "<!-- factors -->\n", "<!-- /factors -->"
HEAD = ("| figure | stands for | role | WTW | TTW | WTT | unit | year | source |",
        "|---|---|---|---|---|---|---|---|---|")
UNITS = {"g_tkm": "g/tkm", "g_teukm": "g/TEU-km", "kg_teu": "kg/TEU", "kwh_tkm": "kWh/tkm",
         "kg_t": "kg/t"}
SPLIT = ("ttw", "wtt")


def table(catalog: Catalog) -> str:
    """The table as Markdown: every factor, then every hub with a figure of its own."""
    return "\n".join((*HEAD, *_factors(catalog), *_hubs(catalog))) + "\n"


def page(catalog: Catalog, text: str) -> str:
    """The page with this catalogue's table."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}{table(catalog)}{END}{rest.partition(END)[2]}"


def _factors(catalog: Catalog) -> Iterator[str]:
    for item in catalog.network.factors.values():
        place = ", ".join(item.countries) or "anywhere"
        for fact in item.facts:
            if fact.key not in SPLIT or item.fact("wtw") is None:
                stands = f"{item.mode or 'any mode'}, {place}"
                yield _row(item, fact, stands, item.role, catalog)


def _hubs(catalog: Catalog) -> Iterator[str]:
    for item in (*catalog.network.crossings.values(), *catalog.network.terminals.values()):
        fact = item.fact("hub_emissions")
        if fact is not None:
            yield _row(item, fact, f"`{item.id}`", "its own", catalog)


def _row(item: Recorded, fact: Fact, stands: str, role: str, catalog: Catalog) -> str:
    claim = fact.preferred
    split = [_figure(item.fact(key)) if fact.key == "wtw" else "" for key in SPLIT]
    what = item.names.to("en").text or fact.label.to("en").text
    unit = UNITS.get(claim.unit or "", claim.unit or "")
    known = catalog.sources.get(claim.source)
    source = known.title.to("en").text if known else claim.source_reason.to("en").text
    if claim.assumed:
        source = "our assumption"
    cells = (what, stands, role, _figure(fact), *split, unit, claim.as_of, source)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _figure(fact: Fact | None) -> str:
    return _words(fact.preferred.value) if fact is not None else ""


def _words(value: Value | None) -> str:
    if isinstance(value, ValueRange):
        return f"{value.low:g}–{value.high:g}"
    return value if isinstance(value, str) else "" if value is None else f"{value:g}"


def main() -> int:
    """Write the page, or compare it."""
    catalog = open_catalog(documents(ROOT / "data" / "geo"), version="0" * 12)
    text = PAGE.read_text("utf-8")
    made = page(catalog, text)
    if "--check" in sys.argv:
        return int(made != text)
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
