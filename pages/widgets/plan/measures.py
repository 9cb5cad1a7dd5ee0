"""What an alternative takes, in words: days, kilometres, cost, emissions, probability."""

from collections.abc import Iterable

from atlas.i18n.figures import number
from atlas.routing.plan import Alternative
from atlas.routing.transit_time import Days, days_words
from layers.catalog import Catalog
from pages.widgets.wording import Screen

PERCENT = 100
NEVER, ALWAYS = 0.01, 0.99  # 10,000 draws of rough inputs know no more
KG_PER_T = 1000.0
STOPS = ("。", ".", "？", "?", "！", "!")
TWO = 2
DIGITS = 2  # significant ones: an estimate carries no more


def band_words(days: Days, s: Screen) -> str:
    """P10 to P90 in words, P50 between them: "12 – 16 – 22 d"."""
    low, middle, high = (number(item, s.lang) for item in days_words(
        days.p10, days.p50, days.p90))
    return s.say("{low} – {middle} – {high} d", low=low, middle=middle, high=high)


def middle_words(days: Days, s: Screen) -> str:
    """P50 alone."""
    return s.say("{count} d", count=number(days_words(days.p10, days.p50, days.p90)[1], s.lang))


def cost_words(item: Alternative, s: Screen) -> str:
    """The price of the whole cargo, or why there is none."""
    if item.cost.usd is None:
        reason = item.cost.reason
        why = reason.to(s.say, s.lang) if reason else s.say("no published cost")
        return s.say("cannot be computed: {reason}", reason=why)
    low, high = item.cost.low, item.cost.high
    if low is not None and high is not None and low != high:
        figure = f"{number(rounded(low), s.lang)}–{number(rounded(high), s.lang)}"
    else:
        figure = number(rounded(item.cost.usd), s.lang)
    return s.say("USD {figure}", figure=figure)


def listed(words: Iterable[str], s: Screen) -> str:
    """Several things in one sentence, as the language parts them."""
    return ("、" if s.lang == "zh" else ", ").join(words)


def sentences(words: Iterable[str], s: Screen) -> str:
    """Sentences one after the other, with the stop of the language where one has none yet."""
    stop, gap = ("。", "") if s.lang == "zh" else (".", " ")
    return gap.join(one if one.endswith(STOPS) else f"{one}{stop}" for one in words if one)


def parted(words: Iterable[str], s: Screen) -> str:
    """Things that hold commas themselves, as the language parts them."""
    return ("；" if s.lang == "zh" else "; ").join(words)


def rounded(value: float, digits: int = 3) -> float:
    """A figure to so many significant digits."""
    return float(f"{value:.{digits}g}")


def emission_words(item: Alternative, s: Screen) -> str:
    """CO₂e of the whole cargo as a range, or what is missing."""
    found = item.emissions
    if found.low is None or found.high is None:
        missing = found.missing[0].to(s.say, s.lang) if found.missing else s.say("not found")
        return s.say("CO₂e cannot be computed: {reason}", reason=missing)
    return s.say("CO₂e {range} t, estimate", range=span(
        found.low / KG_PER_T, found.high / KG_PER_T, s))


def span(low: float, high: float, s: Screen) -> str:
    """A range in two significant digits; one figure where both ends read the same."""
    words = [number(rounded(value, DIGITS), s.lang) for value in (low, high)]
    return words[0] if words[0] == words[1] else "–".join(words)


def chance_words(item: Alternative, s: Screen) -> str:
    """The probability to arrive by the asked date; empty where no date is asked."""
    share = item.probability
    if share is None:
        return ""
    if share > ALWAYS:
        return s.say("in time: more than {percent} %", percent=round(ALWAYS * PERCENT))
    if share < NEVER:
        return s.say("in time: less than {percent} %", percent=round(NEVER * PERCENT))
    return s.say("in time: {percent} %", percent=round(share * PERCENT))


def best_of(items: Iterable[Alternative]) -> dict[str, str]:
    """Which alternative is best in what: ``days``, ``cost`` (of at least two known), ``co2e``.

    In CO₂e only one whose range lies below all the others: where ranges overlap, nobody knows.
    """
    items = tuple(items)
    found = {}
    for name, of in (("days", _days), ("cost", _usd)):
        known = [(value, item.id) for item in items if (value := of(item)) is not None]
        if len(known) > 1:
            found[name] = min(known)[1]
    least = _least_co2e(items)
    return {**found, "co2e": least} if least else found


def _days(item: Alternative) -> float | None:
    return item.days.p50 if item.days else None


def _usd(item: Alternative) -> float | None:
    return item.cost.usd


def _least_co2e(items: Iterable[Alternative]) -> str | None:
    known = sorted((found.high, found.low, item.id) for item in items
                   if (found := item.emissions).low is not None and found.high is not None)
    if len(known) < TWO or any(low <= known[0][0] for _high, low, _id in known[1:]):
        return None
    return known[0][2]


def km_by_basis(item: Alternative, catalog: Catalog) -> dict[str, float]:
    """Kilometres of a way by how they are known: published, derived, estimated, computed."""
    legs = {leg.id: leg.basis for leg in catalog.rails}
    found: dict[str, float] = {}
    for step in item.steps:
        if step.kind != "run":
            continue
        link = catalog.network.links.get(step.record)
        basis = link.basis if link else legs.get(step.record, "estimated")
        found[basis] = found.get(basis, 0.0) + step.km
    return found


def basis_words(item: Alternative, s: Screen) -> str:
    """Kilometres by basis in one line."""
    names = {
        "published": s.say("published"),
        "derived": s.say("from published posts"),
        "estimated": s.say("estimate"),
        "computed": s.say("computed course"),
    }
    return " · ".join(
        f"{number(round(km), s.lang)} km {names.get(basis, basis)}"
        for basis, km in km_by_basis(item, s.catalog).items()
    )
