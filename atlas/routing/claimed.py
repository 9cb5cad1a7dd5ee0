"""What a claim says in hours or km/h, how wide it is, and the sentence beside it.

A claim {min, max} is P10 to P90, a mean keeps its mean, any other figure is the median.
"""

import math
from collections.abc import Mapping

from atlas.routing.hours import Z90, Basis, Hours
from atlas.routing.said import Said, said
from layers.catalog import Catalog
from layers.model import UNDATED, Claim, ValueRange
from layers.network import Mode
from layers.text import Text

IN_HOURS = {"hours": 1.0, "hour": 1.0, "h": 1.0, "days": 24.0, "day": 24.0, "d": 24.0,
            "minutes": 1 / 60, "min": 1 / 60}
IN_KMH = {"km_day": 1 / 24, "km/day": 1 / 24, "kmh": 1.0, "km/h": 1.0, "kn": 1.852}
TRIP = "trip"  # the running record that holds what all trips have in common
RATIO = {"ratio": 1.0}
SYMBOLS = {"hours": "h", "hour": "h", "days": "d", "day": "d", "minutes": "min", "kmh": "km/h",
           "km_day": "km/d", "km/day": "km/d"}
# P90/P50 of a stay that is known by one figure only, where the record "trip" has no dwell_spread:
# even yearly means at one border differ several times over, so it is no narrow one.
SINGLE_FIGURE_SPREAD = 2.5


def stay(claim: Claim, catalog: Catalog) -> Hours:
    """A stay of these hours or days."""
    mid, sigma = figure(claim, IN_HOURS)
    sigma = sigma or single_figure_sigma(catalog)
    mu = math.log(mid) - (sigma**2 / 2 if claim.statistic == "mean" else 0.0)
    return Hours(mu, sigma, basis(claim), why(claim), claims=(claim.id,))


def usable(claim: Claim | None, units: Mapping[str, float]) -> Claim | None:
    """The claim if it is a figure above zero in one of these units, else None.

    Staff may write any words into a claim; those are for reading, not for reckoning.
    """
    if claim is None or claim.unit not in units:
        return None
    low, high = ends(claim)
    return claim if 0 < low <= high else None


def ends(claim: Claim) -> tuple[float, float]:
    """The lower and upper figure of a claim; both the same where it has one; 0 for words."""
    if isinstance(claim.value, ValueRange):
        low, high = claim.value.low or claim.value.high, claim.value.high or claim.value.low
        return low or 0.0, high or 0.0
    value = claim.value if isinstance(claim.value, float) else 0.0
    return value, value


def figure(claim: Claim, units: Mapping[str, float]) -> tuple[float, float]:
    """The middle of a usable claim in hours or km/h, and sigma (ln) of its range, 0 for none."""
    low, high = ends(claim)
    return math.sqrt(low * high) * units[claim.unit or ""], math.log(high / low) / (2 * Z90)


def sigma_of_ratio(claim: Claim) -> float:
    """Sigma (ln) of a usable spread, which is said as P90/P50: 1 is none at all."""
    ratio, _ = figure(claim, RATIO)
    return math.log(max(ratio, 1.0)) / Z90


def shared_sigma(catalog: Catalog, mode: Mode) -> float:
    """Sigma (ln) of the factor all running parts of one trip share; 0 where none is recorded.

    The factor is one for all modes; a mode may feel it more than the others do.
    """
    return _spread_of(catalog, f"shared_spread_{mode}", _spread_of(catalog, "shared_spread", 0.0))


def single_figure_sigma(catalog: Catalog) -> float:
    """Sigma (ln) of a stay that is known by one figure."""
    return _spread_of(catalog, "dwell_spread", math.log(SINGLE_FIGURE_SPREAD) / Z90)


def _spread_of(catalog: Catalog, key: str, otherwise: float) -> float:
    record = catalog.network.running.get(TRIP)
    claim = usable(record.claim(key), RATIO) if record else None
    return sigma_of_ratio(claim) if claim else otherwise


def basis(*claims: Claim | None) -> Basis:
    """Assumed as soon as one figure is; how wide a band is made is nearly always our assumption."""
    return "assumed" if any(claim and claim.assumed for claim in claims) else "published"


def ids(*claims: Claim | None) -> tuple[str, ...]:
    """The ids of those there are."""
    return tuple(claim.id for claim in claims if claim)


def why(claim: Claim) -> Said:
    """The sentence beside a figure: what was published when, or what we assume on what."""
    if claim.assumed:
        return _assumption(claim)
    params = {"figure": _figure_words(claim), "as_of": _dated(claim.as_of)}
    if claim.statistic == "mean":
        return said("published mean {figure} ({as_of})", params)
    if claim.statistic == "median":
        return said("published median {figure} ({as_of})", params)
    if isinstance(claim.value, ValueRange):
        return said("published range {figure} ({as_of})", params)
    return said("published figure {figure} ({as_of})", params)


def _assumption(claim: Claim) -> Said:
    """What we assume, in the record's own words, and why; its figure where it has no words."""
    if claim.text and claim.source_reason:
        return said("{text}. {reason}", {"text": claim.text, "reason": claim.source_reason})
    if claim.text or claim.source_reason:
        return said("{text}", {"text": claim.text or claim.source_reason})
    return said("our assumption: {figure}", {"figure": _figure_words(claim)})


def _figure_words(claim: Claim) -> str:
    return f"{span(*ends(claim))} {SYMBOLS.get(claim.unit or '', claim.unit)}"


def span(low: float, high: float) -> str:
    """One figure, or two with a dash."""
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _dated(as_of: str) -> Text | str:
    return Text({"zh": "未注明日期", "en": "undated"}) if as_of == UNDATED else as_of
