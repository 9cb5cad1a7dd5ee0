"""The planner's network: what is known of crossings, terminals, ways, speeds, prices and rules.

Records stand in ``data/geo/network``; rail legs and stops are those of the line
(``layers.rail_line``). Every figure is a fact with claims, so it has a source, a date and a
confidence, and staff's own claims can stand beside it. What the records mean for a trip is worked
out in ``atlas.routing``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from layers import parse
from layers.model import NOT_FOUND, UNDATED, Basis, Claim, Fact
from layers.read import Document
from layers.text import Text

Mode: TypeAlias = Literal["rail", "sea", "air", "road"]
Direction: TypeAlias = Literal["out", "in"]  # from the first of a crossing's stops, or to it
MODES: tuple[Mode, ...] = ("rail", "sea", "air", "road")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What every record of the network has: an id, a name or subject, its facts."""

    id: str
    names: Text
    note: Text
    facts: tuple[Fact, ...]

    def fact(self, key: str) -> Fact | None:
        """The fact of this key, if the record has one."""
        return next((fact for fact in self.facts if fact.key == key), None)

    def claim(self, key: str) -> Claim | None:
        """The claim that counts for this key; None where none is known."""
        found = self.fact(key)
        return None if found is None or found.preferred.unknown else found.preferred


@dataclass(frozen=True, slots=True)
class Crossing(Recorded):
    """A border between two neighbouring stops, with the gauge on either side (mm).

    ``open`` says that no control is made (customs union, Schengen): nothing is waited for.
    """

    border: str | None
    stops: tuple[str, str]
    gauges: tuple[int, int]
    open: bool
    source: str

    @property
    def gauge_break(self) -> bool:
        """Whether wagons can't go on."""
        return self.gauges[0] != self.gauges[1]

    def direction(self, start: str) -> Direction:
        """Which way a cargo goes that comes from ``start``."""
        return "out" if start == self.stops[0] else "in"


@dataclass(frozen=True, slots=True)
class Terminal(Recorded):
    """Where cargo changes between the ground and a vehicle; without a stop it is a class."""

    stop: str | None
    mode: Mode
    kind: str | None  # the class whose facts stand in where its own are missing


@dataclass(frozen=True, slots=True)
class Link(Recorded):
    """A way by sea, air or road; kilometres with their basis, passages it goes through."""

    start: str
    end: str
    mode: Mode
    km: float
    basis: Basis | Literal["computed"]
    basis_note: Text
    source: str
    source_reason: Text
    as_of: str
    running: str
    passages: tuple[str, ...]
    countries: tuple[str, ...]
    both_ways: bool
    course: tuple[tuple[tuple[float, float], ...], ...]  # lines of lon, lat; empty where unknown


@dataclass(frozen=True, slots=True)
class Running(Recorded):
    """How fast one kind of way is travelled: facts ``speed`` and ``spread``."""

    mode: Mode | None
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factor(Recorded):
    """Emissions of one mode: facts ``wtw``, ``ttw``, ``wtt`` (g CO₂e per tonne-kilometre)."""

    mode: Mode | None
    region: str
    countries: tuple[str, ...]
    role: str  # low, central, high, context


@dataclass(frozen=True, slots=True)
class Rate(Recorded):
    """A published price: fact ``price``; for one lane only where both its ends are named."""

    mode: str
    scope: Text
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Rule(Recorded):
    """A dated restriction or condition, said as a fact; never legal advice."""

    topic: str
    flags: tuple[str, ...]
    modes: tuple[str, ...]
    countries: tuple[str, ...]
    crossings: tuple[str, ...]
    direction: str  # west, east or both
    since: str
    until: str
    text: Text
    advice: Text
    source: str
    source_reason: Text
    as_of: str
    review_by: str


@dataclass(frozen=True, slots=True)
class Trip(Recorded):
    """A published door or terminal time: fact ``days``. ``held_out`` never tunes the model."""

    start: str | None
    end: str | None
    mode: str
    via: str
    lane: Text
    scope: Text
    held_out: bool


@dataclass(frozen=True, slots=True)
class Preset(Recorded):
    """A named what-if with its assumption: closures, and factors on dwell and running times."""

    assumption: Text
    source: str
    source_reason: Text
    close: tuple[str, ...]
    dwell: tuple[tuple[str, float], ...]
    running: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Distance(Recorded):
    """A published distance to check ours against; ``used`` where a leg was built from it."""

    start: str
    end: str
    mode: Mode
    via: tuple[str, ...]
    passage: str
    km: float
    source: str
    as_of: str
    used: bool
    usable: bool


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A planner's own figure: a quote, a border's dwell or a trip. Only the office sees it.

    ``what`` is ``quote`` (``low`` = ``high`` = USD per FEU), ``dwell`` (hours, from ``low`` to
    ``high``) or ``trip`` (days). ``valid_until`` is an EDTF date, empty where it has no end.
    """

    id: str
    what: Literal["quote", "dwell", "trip"]
    start: str
    end: str
    via: str
    crossing: str
    direction: Direction
    low: float
    high: float
    departed: str
    as_of: str
    valid_until: str
    operator: str
    note: str


@dataclass(frozen=True, slots=True)
class Network:
    """All records by kind and id."""

    crossings: dict[str, Crossing] = field(default_factory=dict)
    terminals: dict[str, Terminal] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    running: dict[str, Running] = field(default_factory=dict)
    factors: dict[str, Factor] = field(default_factory=dict)
    rates: dict[str, Rate] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    trips: dict[str, Trip] = field(default_factory=dict)
    presets: dict[str, Preset] = field(default_factory=dict)
    distances: dict[str, Distance] = field(default_factory=dict)
    own: dict[str, OwnFigure] = field(default_factory=dict)

    def recorded(self) -> Iterable[Recorded]:
        """Every record that has facts."""
        for name in PARTS.values():
            yield from getattr(self, name).values()


# the field `part` of a record → where it stands in the network
PARTS = {
    "crossing": "crossings",
    "terminal": "terminals",
    "link": "links",
    "running": "running",
    "factor": "factors",
    "rate": "rates",
    "rule": "rules",
    "trip": "trips",
    "preset": "presets",
    "distance": "distances",
}


def network(docs: dict[str, Document], own: dict[str, Document]) -> Network:
    """The network of these records."""
    made = Network(own={key: own_figure(doc) for key, doc in own.items()})
    for key, doc in docs.items():
        getattr(made, PARTS[doc["part"]])[key] = MAKERS[doc["part"]](doc)
    return made


def crossing(doc: Document) -> Crossing:
    """One border."""
    a, b = doc["stops"]
    left, right = doc["gauges"]
    return Crossing(
        **_recorded(doc), border=doc.get("border"), stops=(a, b),
        gauges=(int(left), int(right)), open=bool(doc.get("open", False)),
        source=doc.get("source", NOT_FOUND),
    )


def terminal(doc: Document) -> Terminal:
    """One terminal or class of terminals."""
    return Terminal(
        **_recorded(doc), stop=doc.get("stop"), mode=doc["mode"], kind=doc.get("class")
    )


def link(doc: Document) -> Link:
    """One way by sea, air or road."""
    return Link(
        **_recorded(doc), start=doc["from"], end=doc["to"], mode=doc["mode"], km=float(doc["km"]),
        basis=doc["basis"], basis_note=parse.text(doc.get("basis_note")),
        source=doc.get("source", NOT_FOUND), source_reason=parse.text(doc.get("source_reason")),
        as_of=str(doc.get("as_of", UNDATED)), running=doc["running"],
        passages=tuple(doc.get("passages", ())), countries=tuple(doc.get("countries", ())),
        both_ways=bool(doc.get("both_ways", True)),
        course=tuple(
            tuple((lon, lat) for lon, lat, *_ in line) for line in doc.get("course", ())
        ),
    )


def running(doc: Document) -> Running:
    """One kind of way."""
    return Running(
        **_recorded(doc), mode=doc.get("mode"), countries=tuple(doc.get("countries", ()))
    )


def factor(doc: Document) -> Factor:
    """One emission factor."""
    return Factor(
        **_recorded(doc), mode=doc.get("mode"), region=doc.get("region", ""),
        countries=tuple(doc.get("countries", ())), role=doc.get("role", "context"),
    )


def rate(doc: Document) -> Rate:
    """One published price."""
    return Rate(
        **_recorded(doc), mode=doc["mode"], scope=parse.text(doc.get("scope")),
        start=doc.get("from"), end=doc.get("to"),
    )


def rule(doc: Document) -> Rule:
    """One restriction or condition."""
    return Rule(
        **_recorded(doc), topic=doc["topic"], flags=tuple(doc.get("flags", ())),
        modes=tuple(doc.get("modes", ())), countries=tuple(doc.get("countries", ())),
        crossings=tuple(doc.get("crossings", ())), direction=doc.get("direction", "both"),
        since=str(doc.get("since", "")), until=str(doc.get("until", "")),
        text=parse.text(doc["text"]), advice=parse.text(doc.get("advice")),
        source=doc.get("source", NOT_FOUND), source_reason=parse.text(doc.get("source_reason")),
        as_of=str(doc.get("as_of", UNDATED)), review_by=str(doc.get("review_by", "")),
    )


def trip(doc: Document) -> Trip:
    """One published trip."""
    return Trip(
        **_recorded(doc), start=doc.get("from"), end=doc.get("to"), mode=doc["mode"],
        via=doc.get("via", ""), lane=parse.text(doc.get("lane")),
        scope=parse.text(doc.get("scope")), held_out=bool(doc["held_out"]),
    )


def preset(doc: Document) -> Preset:
    """One named what-if."""
    return Preset(
        **_recorded(doc), assumption=parse.text(doc["assumption"]),
        source=doc.get("source", NOT_FOUND), source_reason=parse.text(doc.get("source_reason")),
        close=tuple(doc.get("close", ())),
        dwell=tuple((key, float(value)) for key, value in doc.get("dwell", {}).items()),
        running=tuple((key, float(value)) for key, value in doc.get("running", {}).items()),
    )


def distance(doc: Document) -> Distance:
    """One published distance."""
    return Distance(
        **_recorded(doc), start=doc["from"], end=doc["to"], mode=doc.get("mode", "rail"),
        via=tuple(doc.get("via", ())), passage=doc.get("passage", ""), km=float(doc["km"]),
        source=doc.get("source", NOT_FOUND), as_of=str(doc.get("as_of", UNDATED)),
        used=bool(doc.get("used", False)), usable=bool(doc.get("usable", True)),
    )


def own_figure(doc: Document) -> OwnFigure:
    """One figure of the office's own."""
    value = doc["value"]
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
    return OwnFigure(
        id=doc["id"], what=doc["what"], start=doc.get("from", ""), end=doc.get("to", ""),
        via=doc.get("via", ""), crossing=doc.get("crossing", ""),
        direction=doc.get("direction", "out"), low=float(low), high=float(high),
        departed=str(doc.get("departed", "")), as_of=str(doc.get("as_of", UNDATED)),
        valid_until=str(doc.get("valid_until", "")), operator=doc.get("operator", ""),
        note=doc.get("note", ""),
    )


def _recorded(doc: Document) -> dict[str, Any]:
    return {
        "id": doc["id"],
        "names": parse.names(doc)[0] if "names" in doc else parse.text(doc.get("what")),
        "note": parse.text(doc.get("note")),
        "facts": parse.facts(doc),
    }


MAKERS: dict[str, Any] = {
    "crossing": crossing,
    "terminal": terminal,
    "link": link,
    "running": running,
    "factor": factor,
    "rate": rate,
    "rule": rule,
    "trip": trip,
    "preset": preset,
    "distance": distance,
}
