"""The emission factors a way rests on: figure, role, source, year."""

from collections.abc import Iterable, Sequence

from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from atlas.routing.emissions import LegEmissions
from layers.model import Claim, Fact
from layers.network import Factor
from pages.widgets.plan.evidence import assumed_mark, claims_of, not_found, value_of
from pages.widgets.plan.stacked import stacked
from pages.widgets.wording import Screen, said, source_line

FIGURES = ("wtw", "ttw", "wtt")


def factor_table(legs: Sequence[LegEmissions], s: Screen) -> Node:
    """A row for each factor: those that count first, then those that only move the ends."""
    first = dict.fromkeys(leg.claims[0] for leg in legs if leg.claims)
    others = dict.fromkeys(name for leg in legs for name in leg.claims[1:] if name not in first)
    titles = (s.say("Factor"), s.say("Counts as"), "WTW", "TTW", "WTT", s.say("Year"),
              s.say("Source"))
    rows = [*_rows(first, s.say("central figure"), s), *_rows(others, s.say("moves the ends"), s)]
    return stacked([(title, None) for title in titles], rows, "factor-table")


def _rows(ids: Iterable[str], role: str, s: Screen) -> list[Node]:
    return [_row(claim, fact, role, s) for claim, fact in claims_of(ids, s.catalog)]


def _row(claim: Claim, fact: Fact, role: str, s: Screen) -> Node:
    factor = s.catalog.network.factors.get(claim.id.partition(".")[0])
    name = said(factor.names, s.lang) if factor else said(claim.text or fact.label, s.lang)
    return h(
        "tr", {"data-claim": claim.id}, h("td", None, name), h("td", None, role),
        *_figures(claim, fact, factor, s),
        h("td", None, edtf(claim.as_of, s.say)),
        h("td", None, assumed_mark(s) if claim.assumed else None, source_line(claim, s)),
    )


def _figures(claim: Claim, fact: Fact, factor: Factor | None, s: Screen) -> list[Node]:
    """Well to wheel and its two parts; a hub has one figure."""
    if factor is None or fact.key not in FIGURES:
        return [h("td", None, value_of(claim, fact, s)), h("td", None, "–"), h("td", None, "–")]
    found = (factor.fact(key) for key in FIGURES)
    return [h("td", None, value_of(one.preferred, one, s) if one else not_found(s))
            for one in found]
