"""What a field of the planner does to the view; runs before the page does."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from atlas.maps.view import ID, View
from atlas.routing.query import ALL, FLAGS, Cargo
from pages.widgets.plan.cargo import UNITS, cargo_of, cargo_text, with_amount
from pages.widgets.plan.factors import LIMITS, TICK, ticked, with_factor
from pages.widgets.plan.limits import rate_text, with_days

REFUSED = "atlas.plan.refused"  # the field and what was typed there, until the page has said so
LONGEST = 40
PRESET = "preset-"
TOGETHER = (*UNITS, *FLAGS, "depart", "by")


def asked(view: View, event: Mapping[str, Any]) -> View:
    """The view after a field was changed; as it was where the value can't be meant.

    ``plan`` names the field: ``t``, ``teu``, ``usd``, a flag, ``depart``, ``by``, or
    ``dwell:<id>`` and ``running:<id>`` (``*`` for all). ``way`` is the alternative in sight: what
    is asked about it must not make another one take its place.
    """
    field, value = str(event.get("plan")), str(event.get("value", "")).strip()
    try:
        changed = _changed(view, field, value, checked=bool(event.get("checked")))
    except ValueError:
        st.session_state[REFUSED] = (field, value[:LONGEST])
        return view
    way = str(event.get("way") or "")
    return changed.with_(way=way) if not view.way and ID.fullmatch(way) else changed


def with_typed(view: View, event: Mapping[str, Any]) -> View:
    """The view with what stands in fields of the question beside the act.

    A field left for another one tells of itself in an event that the next one may overtake; each
    brings what the page has not said back yet.
    """
    typed = event.get("typed")
    for field, value in typed.items() if isinstance(typed, Mapping) else ():
        if field in TOGETHER or str(field).startswith(f"{TICK}:"):
            checked = value is True
            view = asked(view, {"plan": field, "value": value, "checked": checked})
    return view


def refused() -> tuple[str, str] | None:
    """The field whose last value could not be taken, and the value; asked once."""
    found: tuple[str, str] | None = st.session_state.pop(REFUSED, None)
    return found


def _changed(view: View, field: str, value: str, *, checked: bool) -> View:
    if field in ("depart", "by"):
        return view.with_(**{field: date.fromisoformat(value).isoformat() if value else None})
    if field in UNITS or field in FLAGS:
        return view.with_(cargo=cargo_text(_cargo(view, field, value, checked=checked)))
    if field == "within":
        return view.with_(within=with_days(view.within, value))
    if field == "rate":
        return view.with_(rate=rate_text(value))
    kind, _, name = field.partition(":")
    if kind == TICK and ID.fullmatch(name):
        return _ticked(view, name, on=checked)
    return _multiplied(view, kind, name, value)


def _ticked(view: View, name: str, *, on: bool) -> View:
    """With a preset in force or not, or else something closed or open."""
    if name.startswith(PRESET):
        return view.with_(what=ticked(view.what, name, on=on))
    return view.with_(avoid=ticked(view.avoid, name, on=on))


def _multiplied(view: View, kind: str, name: str, value: str) -> View:
    if kind in LIMITS and (name == ALL or ID.fullmatch(name)):
        factor = float(value)
        if factor != factor:  # noqa: PLR0124 - not a number
            raise ValueError(value)
        return view.with_(what=with_factor(view.what, kind, name, factor))
    return view


def _cargo(view: View, field: str, value: str, *, checked: bool) -> Cargo:
    try:
        cargo = cargo_of(view.cargo) if view.cargo else Cargo()
    except ValueError:  # the address was not understood: what is typed now counts
        cargo = Cargo()
    if field in FLAGS:
        others = {flag for flag in cargo.flags if flag != field}
        return replace(cargo, flags=tuple(sorted(others | ({field} if checked else set()))))
    if field == "usd" and not value:
        return replace(cargo, value_usd=None)
    return with_amount(cargo, field, value)
