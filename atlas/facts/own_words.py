"""What own figures are about, in words: places, ways, stays at borders; and their ids again.

A place is a stop of the network, a way an alternative of the planner (``via-manzhouli``, ``air``),
a stay a border crossed in one direction (``x-manzhouli-zabaikalsk:out``).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from atlas.facts.sheet_words import folded
from atlas.i18n import N_, Words
from atlas.i18n.figures import edtf, number
from layers import parse
from layers.read import Document
from layers.store.base import Key

What: TypeAlias = Literal["quote", "dwell", "trip"]
WHATS: tuple[What, ...] = ("quote", "dwell", "trip")
HOME = "cn-"  # ids of stops in China begin so
SEA_WAYS = {
    "sea-suez": N_("Sea by Suez"),
    "sea-cape": N_("Sea by the Cape"),
    "sea-panama": N_("Sea by Panama"),
    "sea": N_("Sea"),
}
OTHER_WAYS = {"air": N_("Air"), "road": N_("Road"), "rail": N_("Rail")}
SEAPORT = "seaport"
BY_PORT = "rail-sea-"
ARROW = " → "


@dataclass(frozen=True)
class OwnWords:
    """The network's records in one language: what can be named, and by which words."""

    docs: Mapping[Key, Document]
    lang: str
    say: Words

    @cached_property
    def places(self) -> dict[str, str]:
        """Names of stops by id, in their order; where two share one, each has its id behind."""
        named = {stop: self._named(doc) for stop, doc in self._table("stops")}
        twice = Counter(named.values())
        shown = {stop: name if twice[name] == 1 else f"{name} ({stop})"
                 for stop, name in named.items()}
        return dict(sorted(shown.items(), key=lambda item: (item[1], item[0])))

    @cached_property
    def ways(self) -> dict[str, str]:
        """Alternatives by id: through each border of China, by sea, by air, by road."""
        rails = {way_of(doc): self.say("Rail via {place}", place=self.place(_own_stop(doc)))
                 for doc in self.crossings.values() if _own_stop(doc)}
        ports = {f"{BY_PORT}{stop.partition('-')[2]}":
                 self.say("Rail and sea via {port}", port=self.place(stop))
                 for stop, doc in self._table("stops")
                 if doc.get("kind") == SEAPORT and not stop.startswith(HOME)}
        fixed = {way: self.say(words) for way, words in (*SEA_WAYS.items(), *OTHER_WAYS.items())}
        return {**dict(sorted(rails.items())), **fixed, **dict(sorted(ports.items()))}

    @cached_property
    def crossings(self) -> dict[str, Document]:
        """Borders where there is something to wait for, by id."""
        return {key: doc for key, doc in self._table("network")
                if doc.get("part") == "crossing" and len(doc.get("stops", ())) == 2}

    @cached_property
    def stays(self) -> dict[str, str]:
        """Borders in each direction, by crossing and direction."""
        found: dict[str, str] = {}
        for key, doc in self.crossings.items():
            if not doc.get("open"):
                a, b = (self.place(stop) for stop in doc["stops"])
                found |= {f"{key}:out": f"{a}{ARROW}{b}", f"{key}:in": f"{b}{ARROW}{a}"}
        return found

    def place(self, stop: str) -> str:
        """The name of a stop; its id where it is gone."""
        return self.places.get(stop, stop)

    def way(self, way: str) -> str:
        """The name of an alternative; its id where no border bears it now."""
        return self.ways.get(way, way)

    def stay(self, crossing: str, direction: str) -> str:
        """The two sides of a border in the direction that is meant."""
        return self.stays.get(f"{crossing}:{direction}", crossing)

    def subject(self, doc: Document) -> str:
        """What an own figure is about: "Changchun → Hamburg · Rail via Manzhouli"."""
        if doc.get("what") == "dwell":
            return self.stay(str(doc.get("crossing", "")), str(doc.get("direction", "out")))
        ends = ARROW.join(self.place(str(doc.get(end, ""))) for end in ("from", "to"))
        return f"{ends} · {self.way(str(doc.get('via', '')))}"

    def value(self, doc: Document) -> str:
        """The figure with its unit: "9,400 USD per container (FEU)", "14 days"."""
        value = doc.get("value")
        ends = [value.get("min"), value.get("max")] if isinstance(value, dict) else [value]
        shown = "–".join(number(end, self.lang) for end in ends if isinstance(end, int | float))
        return {
            "quote": self.say("{figure} USD per FEU", figure=shown),
            "dwell": self.say("{figure} hours", figure=shown),
        }.get(str(doc.get("what")), self.say("{figure} days", figure=shown))

    def kind(self, what: str) -> str:
        """What an own figure is called: "Own quote"."""
        return {
            "quote": self.say("Own quote"), "dwell": self.say("Own dwell at a border"),
        }.get(what, self.say("Own trip"))

    def date(self, value: object) -> str:
        """An EDTF date in words."""
        return edtf(str(value), self.say)

    def names_of(self, stop: str) -> Iterator[str]:
        """Every name of a stop, in whatever language, and its id."""
        yield stop
        yield self.place(stop)
        names = self.docs.get(("stops", stop), {}).get("names", {})
        for name in names.values() if isinstance(names, dict) else (names,):
            yield str(name.get("text", "")) if isinstance(name, dict) else str(name)

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Stops by each of their names, however it is typed."""
        found: dict[str, tuple[str, ...]] = {}
        for stop in self.places:
            for name in dict.fromkeys(folded(name) for name in self.names_of(stop)):
                if name:
                    found[name] = (*found.get(name, ()), stop)
        return found

    def _named(self, doc: Document) -> str:
        return parse.names(doc)[0].to(self.lang).text or str(doc.get("id", ""))

    def _table(self, table: str) -> Iterator[tuple[str, Document]]:
        return ((key[1], doc) for key, doc in self.docs.items() if key[0] == table)


def way_of(crossing: Document) -> str:
    """The id of the alternative through a border, as the planner calls it."""
    named = str(crossing.get("border") or str(crossing["id"]).removeprefix("x-"))
    return f"via-{named.partition('-')[0]}"


def _own_stop(crossing: Document) -> str:
    """The stop on China's side where the other is abroad; empty else."""
    home = [stop for stop in crossing["stops"] if stop.startswith(HOME)]
    return home[0] if len(home) == 1 else ""
