"""The values everything else speaks of: entities, facts, claims, sources, legs, services.

All are frozen. Coordinates are CRS84 (longitude first), distances kilometres on the WGS84
ellipsoid, dates EDTF strings (ISO 8601-2) or ``undated``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from layers.text import EMPTY, Text

Audience = Literal["public", "visitor", "internal"]
Grade = Literal["official", "press", "copy", "not-found"]
Confidence = Literal["high", "medium", "low"]
LocationConfidence = Literal["high", "medium", "low", "placeholder", "none"]
Basis = Literal["published", "derived", "estimated"]
Placement = Literal["placed", "approximate", "unconfirmed"]

AUDIENCES: tuple[Audience, ...] = ("public", "visitor", "internal")
NOT_FOUND = "not-found"
UNDATED = "undated"

# Up to this a place counts as placed, above it as approximate (DESIGN: confidence is drawn).
PLACED_WITHIN_KM = 1.0



@dataclass(frozen=True, slots=True)
class ValueRange:
    """A figure given as a range; an open end is None ("more than 20" has no ``high``)."""

    low: float | None
    high: float | None


Value: TypeAlias = float | str | ValueRange


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who stands behind a source."""

    id: str
    names: Text
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where claims come from. ``url`` is None where the original was not reached."""

    id: str
    publisher: Publisher
    title: Text
    date: str
    url: str | None
    licence: str
    grade: Grade
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about one thing at one time."""

    id: str
    value: Value | None
    unit: str | None
    text: Text
    as_of: str
    source: str
    source_reason: Text
    confidence: Confidence
    review_by: str
    preferred: bool
    unknown: bool
    note: Text = EMPTY
    audience: Audience = "public"  # its own level; the higher of this and its fact's counts
    statistic: str = ""  # what a figure is of a spread: mean, median, typical, range, quantiles
    sample: int | None = None  # how many were counted, where the source says so
    assumed: bool = False  # our own guess: nothing was published

    def ends(self, factors: Mapping[str, float]) -> tuple[float | None, float | None] | None:
        """Lower and upper end in the unit that ``factors`` lead to from others by their names.

        An open end is None; None as a whole where the claim holds no figure in such a unit.
        """
        factor = factors.get(self.unit or "")
        if factor is None or self.value is None or isinstance(self.value, str):
            return None
        if not isinstance(self.value, ValueRange):
            return self.value * factor, self.value * factor
        low, high = self.value.low, self.value.high
        return (None if low is None else low * factor, None if high is None else high * factor)


@dataclass(frozen=True, slots=True)
class Fact:
    """One question about an entity and every claim that answers it, the preferred one first."""

    key: str
    group: str
    label: Text
    audience: Audience
    headline: int | None
    claims: tuple[Claim, ...]

    @property
    def preferred(self) -> Claim:
        """The claim shown where there is room for one only.

        Where the marked one is above the audience it is the first of the rest, still unmarked.
        """
        return self.claims[0]

    @property
    def disputed(self) -> bool:
        """Whether sources disagree."""
        return len(self.claims) > 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A zone that a source suggests for a park without a confirmed site."""

    entity: str
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where an entity lies and how sure that is. ``geometry`` is None where it is not confirmed."""

    geometry: Point | None
    accuracy_km: float | None
    confidence: LocationConfidence
    source: str
    statement: Text = EMPTY
    outline: BaseGeometry | None = None
    outline_status: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def placement(self) -> Placement:
        """How the place is drawn: solid, with a soft circle, or beside the map."""
        if self.geometry is None:
            return "unconfirmed"
        near = self.accuracy_km is not None and self.accuracy_km <= PLACED_WITHIN_KM
        return "placed" if near else "approximate"


@dataclass(frozen=True, slots=True)
class Status:
    """What an entity's state is, as of when, by which source."""

    code: str
    text: Text
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Event:
    """One dated point of a timeline: a plan announced, or something that happened."""

    date: str
    kind: Literal["plan", "event"]
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an entity: its file beside the record, what it shows, whom it is owed to."""

    file: str
    alt: Text
    credit: Text
    date: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything with an id that can be selected: a park, facility, zone, stop, border, line."""

    id: str
    kind: str
    layer: str
    names: Text
    short: Text
    name_status: Text
    search: tuple[str, ...]
    location: Location
    status: Status | None
    summary: Text
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    ask: tuple[Text, ...]
    partner: str | None = None
    system: str | None = None
    same_as: str | None = None
    country: str | None = None
    file: str = ""
    role: Text = EMPTY
    priority: int = 30
    gauge_mm: tuple[int, ...] = ()
    timezone: str | None = None
    systems: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    gauge_break: bool | None = None
    pictures: tuple[Picture, ...] = ()

    def label(self, lang: str) -> str:
        """The shortest good name in ``lang``."""
        return (self.short if lang in self.short else self.names).to(lang).text

    def fact(self, key: str) -> Fact | None:
        """The fact of this key, if the entity has one."""
        return next((fact for fact in self.facts if fact.key == key), None)


@dataclass(frozen=True, slots=True)
class OtherLength:
    """Another source's kilometres for the same leg, kept beside the one used."""

    km: float
    source: str
    note: Text


@dataclass(frozen=True, slots=True)
class Leg:
    """A rail leg between two stops with the kilometres it counts for and how they are known."""

    start: str
    end: str
    km: float
    basis: Basis
    basis_note: Text
    source: str
    source_reason: Text
    as_of: str
    systems: tuple[str, ...]
    gauge_mm: int | None
    country: str
    traction: str | None
    traction_source: str | None
    other_km: tuple[OtherLength, ...] = ()

    @property
    def id(self) -> str:
        """The two stops, in the direction of the record."""
        return f"{self.start}--{self.end}"


@dataclass(frozen=True, slots=True)
class Track:
    """Where a leg's rails are drawn: vertices with the leg's own chainage in kilometres."""

    start: str
    end: str
    coordinates: tuple[tuple[float, float], ...]
    km: tuple[float, ...]

    def reversed(self) -> "Track":
        """The same track, run the other way."""
        last = self.km[-1]
        return Track(
            start=self.end,
            end=self.start,
            coordinates=self.coordinates[::-1],
            km=tuple(last - km for km in self.km[::-1]),
        )


@dataclass(frozen=True, slots=True)
class Service:
    """Who runs trains from where to where, since when; not the same as the track."""

    id: str
    line: str
    names: Text
    status: Status | None
    origin: str | None
    destination: str | None
    destination_unknown: Text
    via: tuple[str, ...]
    path: tuple[str, ...]
    path_note: Text
    opened: str
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One branch of the corridor, as its source names it."""

    id: str
    names: Text
    text: Text
    source: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A line or corridor: its own facts, the stops its main path runs through, its branches."""

    entity: Entity
    main_path: tuple[str, ...]
    through: tuple[str, ...]
    axes: tuple[Axis, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemItem:
    """One thing the city's plan named, and where it stands today as far as a source says."""

    id: str
    text: Text
    source: str
    kind: str
    entity: str | None
    target_value: float | None
    target_unit: str | None
    status: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class PlanSystem:
    """One of the five systems of the city's plan."""

    id: str
    names: Text
    summary: Text
    items: tuple[SystemItem, ...]


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer of the catalogue: what it is called and how it starts."""

    id: str
    title: Text
    group: str
    order: int
    visible: bool
    note: Text = EMPTY
