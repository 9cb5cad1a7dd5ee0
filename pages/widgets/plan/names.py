"""What the planner's ids are called: borders, passages, countries, places, alternatives."""

from atlas.i18n.places import country
from layers.catalog import Catalog
from pages.widgets.wording import Screen

CODE = 2  # letters of a country's code


def is_country(name: str) -> bool:
    """Whether a name of a question is a country's code."""
    return len(name) == CODE


def name_of(name: str, s: Screen) -> str:
    """A closure or a via in the reader's words."""
    if is_country(name):
        return country(name.upper(), s.lang)
    return passages(s).get(name) or recorded(name, s.catalog, s) or name


def recorded(name: str, catalog: Catalog, s: Screen) -> str:
    """The name of a border, a kind of way, a preset or a place; empty where nothing has the id."""
    network = catalog.network
    for records in (network.crossings, network.running, network.presets):
        if name in records:
            return records[name].names.to(s.lang).text
    entity = catalog.find(name)
    return entity.names.to(s.lang).text if entity else ""


def passages(s: Screen) -> dict[str, str]:
    """The narrows and capes ships go through or round."""
    return {
        "suez": s.say("Suez Canal"),
        "cape": s.say("Cape of Good Hope"),
        "panama": s.say("Panama Canal"),
        "bab-el-mandeb": s.say("Bab-el-Mandeb"),
        "malacca": s.say("Strait of Malacca"),
        "sunda": s.say("Sunda Strait"),
        "gibraltar": s.say("Strait of Gibraltar"),
        "dover": s.say("Strait of Dover"),
        "kiel": s.say("Kiel Canal"),
        "danish-straits": s.say("Danish Straits"),
        "korea-strait": s.say("Korea Strait"),
        "tsugaru": s.say("Tsugaru Strait"),
    }
