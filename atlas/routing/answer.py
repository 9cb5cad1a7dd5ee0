"""The planner's answer as plain data: what the command line prints and a program may read."""

from collections.abc import Sequence
from typing import Any

from atlas.routing.graph import Edge
from atlas.routing.hours import Hours
from atlas.routing.plan import Alternative, Plan
from atlas.routing.said import Say
from atlas.routing.transit_time import days_words
from layers.catalog import Catalog

SHORT_HOURS = 10.0  # below it tenths of an hour, above whole ones
SIGNIFICANT = 3  # digits of an estimate


def as_data(plan: Plan, catalog: Catalog, *, say: Say, lang: str) -> dict[str, Any]:
    """All itineraries by P50 days, those without days last; without any, what to take back.

    Kilometres to a tenth, days in whole or half days, kg CO₂e (well to wheel) and USD for the
    whole cargo to three digits; whatever is unknown is None and has a reason.
    """
    found = [_itinerary(item, catalog, say, lang) for item in plan.alternatives]
    if found:
        return {"itineraries": found}
    return {"itineraries": [], "relax": [list(one) for one in plan.relax]}


def _itinerary(item: Alternative, catalog: Catalog, say: Say, lang: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name.to(say, lang),
        "mode": item.mode,
        "km": round(item.km, 1),
        **_days(item, say, lang),
        "probability": item.probability,
        "co2e_kg": rounded(item.emissions.central),
        "co2e_kg_range": [rounded(item.emissions.low), rounded(item.emissions.high)],
        **({} if item.emissions.central is not None else {
            "co2e_reason": "; ".join(one.to(say, lang) for one in item.emissions.missing)}),
        **_cost(item, say, lang),
        "cannot_be_told_apart_from": list(item.like),
        "not_beaten": item.pareto,
        "legs": [_leg(step, known, catalog) for step, known in _parts(item) if step.kind == "run"],
        "stays": [_stay(step, known, say, lang)
                  for step, known in _parts(item) if step.kind != "run"],
    }


def _parts(item: Alternative) -> Sequence[tuple[Edge, Hours | None]]:
    return list(zip(item.steps, item.hours, strict=True))


def _days(item: Alternative, say: Say, lang: str) -> dict[str, Any]:
    if item.days is None:
        reason = item.days_reason.to(say, lang) if item.days_reason else say("not found")
        return {"days": None, "days_reason": reason}
    p10, p50, p90 = days_words(item.days.p10, item.days.p50, item.days.p90)
    return {"days": {"p10": p10, "p50": p50, "p90": p90},
            "rests_on_assumptions": item.days.hatched, "own_trips": item.days.n_own}


def _cost(item: Alternative, say: Say, lang: str) -> dict[str, Any]:
    if item.cost.usd is None:
        reason = item.cost.reason.to(say, lang) if item.cost.reason else say("not found")
        return {"cost_usd": None, "cost_reason": reason}
    return {"cost_usd": rounded(item.cost.usd), "cost_basis": item.cost.basis,
            "cost_range": [rounded(item.cost.low), rounded(item.cost.high)]}


def _leg(step: Edge, known: Hours | None, catalog: Catalog) -> dict[str, Any]:
    return {
        "from": step.start.place, "to": end_of(step, catalog), "mode": step.mode,
        "km": round(step.km, 1), **basis_of(step, catalog), **_hours(known),
        "countries": list(step.countries), "passages": list(step.passages),
        **_gauge(step, catalog),
    }


def _gauge(step: Edge, catalog: Catalog) -> dict[str, Any]:
    """The gauge of the leg's record: over a border the one that runs through."""
    leg = next((item for item in catalog.rails if item.id == step.record), None)
    return {} if leg is None or leg.gauge_mm is None else {"gauge_mm": leg.gauge_mm}


def end_of(step: Edge, catalog: Catalog) -> str:
    """The stop a step leads to; over a border, the one beyond it."""
    return step.end.place if step.end.place in catalog.places else step.end.place.split(">")[-1]


def basis_of(step: Edge, catalog: Catalog) -> dict[str, Any]:
    """How the kilometres of a running step are known, and by which source."""
    link = catalog.network.links.get(step.record)
    leg = link or next((item for item in catalog.rails if item.id == step.record), None)
    if leg is None:
        return {"basis": "unknown", "source": None}
    return {"basis": leg.basis, "source": leg.source, "as_of": leg.as_of}


def _stay(step: Edge, known: Hours | None, say: Say, lang: str) -> dict[str, Any]:
    return {
        "at": step.record if step.kind == "cross" else step.start.place, "kind": step.kind,
        "mode": step.mode, **_hours(known),
        "why": known.why.to(say, lang) if known is not None else None,
        "claims": list(known.claims) if known is not None else [],
    }


def _hours(known: Hours | None) -> dict[str, Any]:
    if known is None:
        return {"hours": None, "hours_basis": "unknown"}
    found = {name: known.quantile(p) for name, p in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9))}
    digits = 1 if found["p50"] < SHORT_HOURS else None
    return {"hours": {name: round(value, digits) for name, value in found.items()},
            "hours_basis": known.basis}


def rounded(value: float | None) -> float | None:
    """A figure with three digits: an estimate carries no more.

    >>> rounded(3652.6), rounded(0.01234), rounded(None)
    (3650.0, 0.0123, None)
    """
    return None if value is None else float(f"{value:.{SIGNIFICANT}g}")
