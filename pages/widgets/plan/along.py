"""A way laid out by its kilometres: where each step lies, how long it takes, what it emits."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from atlas.i18n.figures import number, whole_km
from atlas.i18n.places import country
from atlas.routing.calendar import arrivals
from atlas.routing.emissions import LegEmissions
from atlas.routing.graph import Edge
from atlas.routing.hours import Z90, Hours
from atlas.routing.plan import Alternative
from atlas.routing.transit_time import Days, days_words
from layers.catalog import LINE, Catalog
from layers.model import Claim, Leg
from layers.network import Link
from layers.text import EMPTY
from pages.widgets.plan.measures import KG_PER_T, PERCENT, span
from pages.widgets.plan.names import passages
from pages.widgets.routes.reading import leg_claim, other_claims
from pages.widgets.routes.strip import traction_words
from pages.widgets.wording import Screen

HUES = {"rail": LINE, "sea": "accent", "air": "park-thailand", "road": "park-germany"}
HOURS_A_DAY = 24.0
HOURS_BELOW = 48.0  # a step's time is written in hours below two days
FINE_BELOW = 10.0  # and in halves below ten hours
LEAST_HOURS = 0.5
LEAST_SHARE = 0.01  # of the emissions: less is "under 1 %"


@dataclass(frozen=True, slots=True)
class Laid:
    """One step of a way: the kilometres it covers (none for a stay) and what is known of it.

    ``before`` and ``after`` say when it begins and ends, in days from the start; None where the
    way has no days. ``record`` is the leg or link of a run.
    """

    step: Edge
    km0: float
    km1: float
    hours: Hours | None
    emitted: LegEmissions
    record: Leg | Link | None = None
    before: Days | None = None
    after: Days | None = None

    @property
    def middle(self) -> float:
        """The kilometre in its middle, as an address holds it."""
        return round((self.km0 + self.km1) / 2, 1)

    @property
    def runs(self) -> bool:
        """Whether the cargo moves in it."""
        return self.step.kind == "run"


START = Days(0.0, 0.0, 0.0)


# An alternative belongs to one catalogue; what is made of it goes with it.
_LAID: "WeakKeyDictionary[Alternative, tuple[Laid, ...]]" = WeakKeyDictionary()


def laid_out(item: Alternative, catalog: Catalog) -> tuple[Laid, ...]:
    """Every step of an alternative in order; made once."""
    found = _LAID.get(item)
    if found is None:
        found = _LAID[item] = _laid_out(item, catalog)
    return found


def _laid_out(item: Alternative, catalog: Catalog) -> tuple[Laid, ...]:
    legs = {leg.id: leg for leg in catalog.rails}
    ends = arrivals(item)
    found: list[Laid] = []
    km, before = 0.0, START
    for row, step in enumerate(item.steps):
        after = ends[row] if row < len(ends) else None
        record = legs.get(step.record) or catalog.network.links.get(step.record)
        found.append(Laid(
            step, km, km + step.km, item.hours[row], item.emissions.legs[row],
            record if step.kind == "run" else None, before if after else None, after))
        km += step.km
        before = after or before
    return tuple(found)


def own_shares(item: Alternative, s: Screen) -> str:
    """What the dates along a way are where its days are those of own trips; else empty."""
    count = item.drawn.n_own if item.drawn else 0
    return s.say("shares of the model, total from {count} own trips", count=count) if count else ""


def run_at(laid: Sequence[Laid], km: float) -> Laid | None:
    """The run that holds a kilometre; None where the way is not that long."""
    runs = [item for item in laid if item.runs]
    ahead = next((item for item in runs if item.km0 <= km < item.km1), None)
    return ahead or next((item for item in reversed(runs) if item.km0 <= km <= item.km1), None)


# --- in words ---


def hours_words(hours: Hours | None, s: Screen) -> str:
    """P10 to P90 of one step: "20–31 h", "2–4 d"; what it is where there is no span."""
    if hours is None:
        return s.say("unknown")
    if hours.basis == "open":
        return s.say("none")
    low, high = band_hours(hours)
    if high < HOURS_BELOW:
        words = _apart(_hours(low), _hours(high), s)
        return s.say("{range} h", range=words)
    if low < HOURS_A_DAY:
        return s.say("{low} h – {high} d", low=number(_hours(low), s.lang),
                     high=number(days_words(high / HOURS_A_DAY)[0], s.lang))
    low_days, high_days = days_words(low / HOURS_A_DAY, high / HOURS_A_DAY)
    words = _apart(low_days, high_days, s)
    return s.say("{range} d", range=words)


def band_hours(hours: Hours) -> tuple[float, float]:
    """P10 and P90 of a step, hours."""
    if hours.samples or hours.wait:
        return hours.quantile(0.1), hours.quantile(0.9)
    reach = Z90 * math.hypot(hours.sigma, hours.shared)  # a lognormal's are known at once
    return math.exp(hours.mu - reach), math.exp(hours.mu + reach)


def _hours(value: float) -> float:
    step = LEAST_HOURS if value < FINE_BELOW else 1.0
    return max(round(value / step) * step, LEAST_HOURS)


def _apart(low: float, high: float, s: Screen) -> str:
    written = [number(value, s.lang) for value in (low, high)]
    return written[0] if low == high else "–".join(written)


def emitted_words(item: Laid, whole: Alternative, s: Screen) -> str:
    """A step's CO₂e and its share of the whole, or what is missing."""
    emitted, central = item.emitted.kg, whole.emissions.central
    if emitted is None:
        return s.say("unknown: {reason}", reason=item.emitted.why.to(s.say, s.lang))
    if not emitted.high:
        return s.say("none counted")
    if emitted.high < KG_PER_T:
        words = f"{span(emitted.low, emitted.high, s)} kg"
    else:
        words = s.say("{range} t", range=span(emitted.low / KG_PER_T, emitted.high / KG_PER_T, s))
    if not central:
        return words
    share = emitted.central / central
    part = s.say("under 1 %") if share < LEAST_SHARE else s.say(
        "{percent} %", percent=round(share * PERCENT))
    return f"{words} · {part}"


def km_words(km: float, s: Screen) -> str:
    """Kilometres, whole ones."""
    return f"{number(whole_km(km), s.lang)} km"


def basis_word(basis: str, s: Screen) -> str:
    """How kilometres are known, in a word or two."""
    return {
        "published": s.say("published"),
        "derived": s.say("from published posts"),
        "estimated": s.say("estimate"),
        "computed": s.say("computed course"),
    }.get(basis, basis)


def record_basis(record: Leg | Link, s: Screen) -> str:
    """The same for a leg or link; a road is measured, not read off posts."""
    if isinstance(record, Link) and record.basis == "derived":
        return s.say("measured on a map")
    return basis_word(record.basis, s)


def record_claims(record: Leg | Link) -> list[Claim]:
    """The kilometres of a leg or link as claims, the one that counts first."""
    if isinstance(record, Leg):
        return [leg_claim(record), *other_claims(record)]
    return [Claim(
        id=f"link.{record.id}", value=record.km, unit="km", text=EMPTY, as_of=record.as_of,
        source=record.source, source_reason=record.source_reason, confidence="medium",
        review_by="", preferred=True, unknown=False, note=record.basis_note,
    )]


def mode_words(mode: str, s: Screen) -> str:
    """A mode of transport."""
    return {
        "rail": s.say("Rail"), "sea": s.say("Sea"), "air": s.say("Air"), "road": s.say("Road"),
    }.get(mode, mode)


def here_rows(item: Laid, s: Screen) -> tuple[tuple[str, str], ...]:
    """What is true anywhere on a run: mode, country, and on rails gauge and traction."""
    step = item.step
    rows = [(s.say("Mode"), mode_words(step.mode, s))]
    if step.countries:
        rows.append((s.say("Country"), countries_words(step, s)))
    if step.mode == "rail":
        gauge = f"{number(step.start.gauge, s.lang)} mm" if step.start.gauge else s.say("not found")
        rows += [(s.say("Gauge"), gauge), (s.say("Traction"), traction(item, s))]
    if step.passages:
        names = passages(s)
        rows.append((s.say("Passages"), ", ".join(names.get(one, one) for one in step.passages)))
    return tuple(rows)


def countries_words(step: Edge, s: Screen) -> str:
    """The countries a run goes through; a border leg gives both."""
    mark = "–" if step.mode == "rail" else ", "
    return mark.join(country(code, s.lang) for code in step.countries)


def traction(item: Laid, s: Screen) -> str:
    """How trains are drawn on a leg, or that it was not found."""
    return traction_words(item.record, s) if isinstance(item.record, Leg) else s.say("not found")
