"""The question the address asks, as the planner takes it, and what of it was not understood."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from atlas.maps.view import KM_DIGITS
from atlas.maps.ways import WAY
from atlas.routing.alternatives import PASSAGES, way_id
from atlas.routing.plan import Alternative, Plan, first_shown, graph_of, plan
from atlas.routing.query import Cargo, Query
from layers.errors import UnknownEntity
from pages.widgets.events import Event
from pages.widgets.plan.cargo import cargo_of
from pages.widgets.plan.factors import given_twice, known, what_if
from pages.widgets.plan.names import is_country
from pages.widgets.plan.own_state import of_office
from pages.widgets.wording import Screen

MODES = ("rail", "sea", "air", "road")
SEA_WAYS = tuple(f"sea-{name}" for name in PASSAGES)
BY_PORT = "rail-sea-"
OWN = "own"  # the tab of the office's own figures
SHORTEN = 40


@dataclass(frozen=True, eq=False)
class Asked:
    """A question with its answer, as every part of the planner's page gets it.

    ``query`` and ``plan`` are None while an end is missing; ``said`` are sentences about what the
    address names and the planner doesn't know; ``form`` is what was sent with this run.
    """

    s: Screen
    origin: str | None
    destination: str | None
    query: Query | None
    plan: Plan | None
    chosen: Alternative | None
    said: tuple[str, ...] = ()
    form: Event | None = None

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """All ways found; none where there is no question or no way."""
        return self.plan.alternatives if self.plan else ()


def is_asked(s: Screen) -> bool:
    """Whether the address asks the planner anything."""
    return bool(s.view.origin or s.view.destination)


def asked_by(s: Screen, *, form: Event | None = None) -> Asked:
    """The question of the address and its answer."""
    if next(iter(s.catalog.network.recorded()), None) is None:
        return _without_network(s, form)
    reading = _Reading(s)
    reading.tab()
    origin, destination = reading.end("from", s.view.origin), reading.end("to", s.view.destination)
    if origin is None or destination is None:
        return Asked(s, origin, destination, None, None, None, tuple(reading.said), form)
    query = reading.query(origin, destination)
    answer = _answer(query, s)
    chosen = answer.find(s.view.way or "") or first_shown(answer)
    if s.view.way and answer.find(s.view.way) is None and chosen is not None:
        reading.say_gone(s.view.way)
    s = reading.within(chosen)
    return Asked(s, origin, destination, query, answer, chosen, tuple(reading.said), form)


def _without_network(s: Screen, form: Event | None) -> Asked:
    """No answer: versions of the data from before the planner hold nothing it could plan with."""
    said = s.say("This version of the data holds no planner’s network.")
    return Asked(s, None, None, None, None, None, (said,), form)


def _answer(query: Query, s: Screen) -> Plan:
    try:
        return plan(query, s.catalog, today=s.today)
    except UnknownEntity:  # a via that lies on no way: said as "no way", with what to take back
        return Plan(query, (), (query.via,))


class _Reading:
    """Reads the keys of a view; what can't be meant is left out and said."""

    def __init__(self, s: Screen) -> None:
        self.s = s
        self.said: list[str] = []
        self.graph = graph_of(s.catalog)

    def end(self, key: str, name: str | None) -> str | None:
        """An end of the trip, where a cargo can stand there."""
        if name is None or name in self.graph.ground:
            return name
        self._not_known(key, name)
        return None

    def tab(self) -> None:
        """The office's own figures are no part of a page for visitors."""
        if self.s.view.tab == OWN and not of_office():
            self._not_understood("tab", OWN)

    def within(self, chosen: Alternative | None) -> Screen:
        """The screen without a kilometre that lies beyond the end of the way shown."""
        view = self.s.view
        if chosen is None or view.at is None or view.sel not in (WAY, None):
            return self.s
        if view.at <= round(chosen.km, KM_DIGITS):  # as the address writes it
            return self.s
        self._not_understood("at", f"{view.at:g}")
        return replace(self.s, view=view.with_(sel=None, at=None))

    def query(self, origin: str, destination: str) -> Query:
        """The whole question."""
        view = self.s.view
        return Query(
            origin=origin,
            destination=destination,
            via=self._names("via", view.via),
            avoid=self._names("avoid", view.avoid),
            cargo=self._cargo(),
            depart=_day(view.depart),
            by=self._by(),
            what_if=what_if(self._what(), self.s.catalog),
        )

    def say_gone(self, way: str) -> None:
        """The alternative asked for is not among the answers."""
        self.said.append(self.s.say(
            "The alternative “{id}” is closed or does not exist here; another one is shown.",
            id=way[:SHORTEN]))

    def _names(self, key: str, names: Iterable[str]) -> tuple[str, ...]:
        found = []
        for written in names:
            name = written.upper() if is_country(written) else written
            if name in self.graph.named or (key == "via" and self._is_way(name)):
                found.append(name)
            else:
                self._not_known(key, written)
        return tuple(found)

    def _is_way(self, name: str) -> bool:
        """Whether an alternative can be called so."""
        if name.startswith("via-"):
            return any(way_id(item) == name for item in self.s.catalog.network.crossings.values())
        if name.startswith(BY_PORT):
            port = name.removeprefix(BY_PORT)
            return any(stop.partition("-")[2] == port for stop in self.graph.ground)
        return name in MODES or name in SEA_WAYS

    def _by(self) -> date | None:
        """The day to arrive by, where it does not lie before the departure."""
        depart, by = _day(self.s.view.depart), _day(self.s.view.by)
        if depart is None or by is None or by >= depart:
            return by
        self.said.append(self.s.say(
            "The day to arrive by, {by}, lies before the departure on {depart}; it is left out.",
            by=by.isoformat(), depart=depart.isoformat()))
        return None

    def _cargo(self) -> Cargo:
        text = self.s.view.cargo
        try:
            return cargo_of(text) if text else Cargo()
        except ValueError:
            self._not_understood("cargo", text or "")
            return Cargo()

    def _what(self) -> tuple[str, ...]:
        parts = self.s.view.what
        for part in parts:
            if not known(part, self.s.catalog):
                self._not_understood("what", part)
        parts = tuple(part for part in parts if known(part, self.s.catalog))
        for name, factor in given_twice(parts):
            self.said.append(self.s.say(
                "“{id}” is given more than once in this link; the last factor, {factor}, counts.",
                id=name[:SHORTEN], factor=f"{factor:g}"))
        return parts

    def _not_known(self, key: str, name: str) -> None:
        self.said.append(self.s.say(
            "The planner knows no place, border or country “{id}” ({key}); the rest is shown.",
            id=name[:SHORTEN], key=key))

    def _not_understood(self, key: str, value: str) -> None:
        self.said.append(self.s.say(
            "“{key}={value}” in this link was not understood; the rest is shown.",
            key=key, value=value[:SHORTEN]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
