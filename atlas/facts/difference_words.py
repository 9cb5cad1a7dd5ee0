"""Parts of records in words a person reads: names for ids, codes as words, places as places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from babel import Locale
from shapely.errors import ShapelyError
from shapely.geometry import shape

from atlas.facts.own_words import OwnWords
from atlas.i18n import Words
from atlas.i18n.figures import claim_words, edtf, number
from atlas.i18n.places import country, direction
from layers import parse
from layers.crs import M_PER_KM, area_km2, bearing_deg, distance_km
from layers.model import NOT_FOUND
from layers.read import Document
from layers.store.base import Key
from layers.text import LANGUAGES

DEGREES = 5  # decimals of a degree: about a metre
BROKEN = (ShapelyError, ValueError, TypeError, KeyError, IndexError)


@dataclass(frozen=True)
class Wording:
    """What words are made from: the records known, the language, the interface's words."""

    records: Mapping[Key, Document]
    lang: str
    say: Words
    earlier: Mapping[Key, Document]  # records as they were before, for what is said of then

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        places = ("parks", "facilities", "zones", "context", "borders", "routes", "stops",
                  "services", "systems")  # fmt: skip
        return {key: doc for (table, key), doc in self.records.items() if table in places}

    def name(self, record_id: str) -> str:
        """The name of a place, route, stop, service or system; of a leg by both its ends."""
        doc = self._by_id.get(record_id)
        if doc is not None:
            return self.named(doc)
        if ("network", record_id) in self.records:
            return self.of_network(self.records["network", record_id])
        start, _, end = record_id.partition("--")
        if end:
            return f"{self.name(start)} – {self.name(end)}"
        return self.say("an entry that is gone")

    def title(self, source_id: str) -> str:
        """The title of a source; that none was found; that it is gone."""
        if source_id == NOT_FOUND:
            return self.say("not found")
        doc = self.records.get(("sources", source_id))
        return self.text(doc.get("title")) if doc else self.say("a source that is gone")

    def named(self, doc: Document) -> str:
        """What a document calls itself."""
        full = parse.names(doc)[0].to(self.lang).text
        return full or self.text(doc.get("short")) or self.say("no name")

    def of_network(self, doc: Document) -> str:
        """What a record of the planner's network is about, with its mode: "Hamburg · rail"."""
        ends = " – ".join(self.name(str(doc[end])) for end in ("from", "to") if doc.get(end))
        stop = self.name(str(doc["stop"])) if doc.get("stop") else ""
        told = (parse.names(doc)[0].to(self.lang).text, ends, stop,
                *(self.text(doc.get(field)) for field in ("what", "lane", "scope", "text")))
        name = next((words for words in told if words), "") or self.say("in general")
        mode = self.code(doc["mode"]) if doc.get("mode") else ""
        return " · ".join(part for part in (name, mode) if part)

    @cached_property
    def own(self) -> OwnWords:
        """Words for the office's own figures."""
        return OwnWords(self.records, self.lang, self.say)

    def names(self, record_ids: Iterable[Any]) -> str:
        """Several of them, one after the other."""
        return self.listed(self.name(str(item)) for item in record_ids)

    def layer(self, layer_id: str) -> str:
        """The title of a layer."""
        doc = self.records.get(("layers", layer_id))
        return self.text(doc.get("title")) if doc else self.code(layer_id)

    def publisher(self, publisher_id: str) -> str:
        """Who publishes a source."""
        doc = self.records.get(("publishers", publisher_id))
        return parse.names(doc)[0].to(self.lang).text if doc else self.say("unknown")

    def text(self, value: Any) -> str:
        """A text in the language asked for, else in the nearest there is."""
        return parse.text(value).to(self.lang).text

    def claim(self, doc: Document) -> str:
        """A claim's figure or sentence."""
        made = parse.claim({"id": "", **doc})
        return claim_words(made, self.lang, self.say) or self.say("nothing said")

    def claim_in_full(self, doc: Document) -> str:
        """A claim with its date and source: "40 km² · 2026-11 · A letter"."""
        dated = edtf(str(doc.get("as_of", "undated")), self.say)
        source = self.title(doc.get("source", NOT_FOUND))
        source = self.say("source not found") if doc.get("source") == NOT_FOUND else source
        return " · ".join(part for part in (self.claim(doc), dated, source) if part)

    def code(self, value: Any) -> str:
        """A code of a closed list as a word."""
        return _codes(self.say).get(str(value)) or str(value).replace("_", " ").replace("-", " ")

    def language(self, code: str) -> str:
        """A language's name in the language shown."""
        return str(Locale.parse(self.lang).languages.get(code, code))

    def country(self, code: Any) -> str:
        """A country's name."""
        return country(str(code), self.lang)

    def date(self, value: Any) -> str:
        """An EDTF date in words."""
        return edtf(str(value), self.say)

    def point(self, value: Any) -> str:
        """A position: "125.39112° E, 43.9955° N"."""
        if not _is_point(value):
            return ""
        lon, lat = value
        return self.say(
            "{lon}° {east}, {lat}° {north}",
            lon=number(abs(round(lon, DEGREES)), self.lang),
            lat=number(abs(round(lat, DEGREES)), self.lang),
            east="E" if lon >= 0 else "W", north="N" if lat >= 0 else "S",
        )  # fmt: skip

    def moved(self, before: Any, after: Any) -> str:
        """Where a point went: "350 m north-east"; empty where one end is not known."""
        if not (_is_point(before) and _is_point(after)) or before == after:
            return ""
        way = distance_km(tuple(before), tuple(after))
        towards = direction(bearing_deg(tuple(before), tuple(after)), self.say)
        return self.say("{distance} {direction}", distance=self.length(way), direction=towards)

    def length(self, km: float) -> str:
        """A length: metres below one kilometre, tenths of kilometres above."""
        if km < 1:
            return f"{number(round(km * M_PER_KM), self.lang)} m"
        return f"{number(round(km, 1), self.lang)} km"

    def area(self, outline: Any) -> str:
        """An outline by what it encloses."""
        try:
            return f"{number(round(area_km2(shape(outline)), 2), self.lang)} km²"
        except BROKEN:
            return self.say("an outline that can't be read")

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other."""
        mark = "、" if self.lang == "zh" else ", "
        return mark.join(words)


def languages_of(*texts: Any) -> Iterator[str]:
    """Languages that texts have, in the usual order; a plain string stands for all."""
    spoken = {lang for text in texts if isinstance(text, dict) for lang in text}
    return iter([*(lang for lang in LANGUAGES if lang in spoken), *sorted(spoken - {*LANGUAGES})])


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)
    )


@lru_cache(maxsize=len(LANGUAGES))
def _codes(_: Words) -> dict[str, str]:
    """Codes of closed lists in one language, looked up once: a comparison names thousands."""
    return {
        "high": _("high confidence"), "medium": _("medium confidence"),
        "low": _("low confidence"), "placeholder": _("location not confirmed"),
        "none": _("location not confirmed"),
        "public": _("for everyone"), "visitor": _("for visitors of the hall"),
        "internal": _("for the office only"),
        "official": _("Official"), "press": _("Press"), "copy": _("secondary copy"),
        "not-found": _("not found"), "indicative": _("a sketch"),
        "planned": _("planned"), "approved": _("approved"),
        "under_construction": _("under construction"), "operating": _("operating"),
        "mentioned": _("mentioned"), "stopped": _("stopped"), "unknown": _("unknown"),
        "published": _("published"), "derived": _("from published posts"),
        "estimated": _("estimate"), "plan": _("announced"), "event": _("happened"),
        "profile": _("Profile"), "industry": _("Industry"), "policy": _("Policy"),
        "timeline": _("Plans and goals"), "figures": _("Figures"),
        "location": _("Location"), "transport": _("Transport"),
        "risk": _("Risks and mix-ups"), "contact": _("Contacts"), "partner": _("Partners"),
        "attested": _("as used by others"), "translated": _("translated by this atlas"),
        "transliterated": _("spelled by its sound"),
        "rail": _("rail"), "sea": _("sea"), "air": _("air"), "road": _("road"),
        "True": _("yes"), "False": _("no"),
    }  # fmt: skip
