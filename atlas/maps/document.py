"""The map document: everything a picture of the map shows, composed once, rendered by many.

``compose(catalog, view)`` is the only way to one; every renderer reads it and nothing else, so
that screen and print can't drift apart (DESIGN D5).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from atlas.i18n import words
from atlas.maps import marks
from atlas.maps.feature import Feature, Phrasing
from atlas.maps.view import Bounds, View
from atlas.maps.ways import Ways
from layers.catalog import Catalog
from layers.model import LayerSpec
from layers.rail_line import RailLine

# Lisbon to Kamchatka would waste the screen: from Schwarzheide to Changchun with its seas.
# and down to the South China Sea, so that all of China is in sight (3.4 N, its southernmost dash).
EURASIA: Bounds = (2.0, 3.0, 146.0, 63.0)
CHANGCHUN: Bounds = (125.02, 43.72, 125.85, 44.16)

Symbol = Literal["disc", "approximate", "unconfirmed", "lozenge", "bars", "square", "dot", "tick"]


@dataclass(frozen=True, slots=True)
class Office:
    """What the office running this process has decided about its maps."""

    viewpoint: str = "cn"
    map_review_number: str = ""


@dataclass(frozen=True, slots=True)
class LayerPart:
    """A layer as part of a map: its title in the view's language, and whether it is on."""

    id: str
    title: str
    visible: bool
    count: int
    note: str


@dataclass(frozen=True, slots=True)
class MapDocument:
    """One map: layers, features, words, credits, in one language and one data version."""

    view: View
    version: str
    bounds: Bounds
    layers: tuple[LayerPart, ...]
    features: tuple[Feature, ...]
    line: RailLine
    viewpoint: str
    statement: str
    review: str
    credits: tuple[str, ...]
    phrasing: Phrasing = field(repr=False)
    ways: Ways | None = None

    def visible_layers(self) -> tuple[str, ...]:
        """Ids of the layers that are on."""
        return tuple(part.id for part in self.layers if part.visible)

    def overdue(self, on: tuple[str, ...]) -> bool:
        """Whether any place of these layers has figures that are due for review."""
        return any(feature.overdue and set(feature.layers) & set(on) for feature in self.features)


def compose(
    catalog: Catalog,
    view: View,
    *,
    office: Office = Office(),
    bounds: Bounds = EURASIA,
    today: date = date.min,
    ways: Ways | None = None,
) -> MapDocument:
    """The map document of a view.

    Parameters
    ----------
    bounds
        Home extent (west, south, east, north, degrees) where the view names none.
    today
        The day on which figures may be due for review; on the first of all days none is.
    ways
        The planner's chosen way and those behind it, where somebody plans. They travel to the
        browser beside its payload, as layers and selection do.

    """
    _ = words(view.lang)
    phrasing = Phrasing(view.lang, second_language(view), _)
    viewpoint = view.viewpoint or office.viewpoint
    features = marks.features(catalog, phrasing, today=today)
    on = layers_on(catalog, view)
    return MapDocument(
        view=view,
        version=catalog.version,
        bounds=view.bbox or bounds,
        layers=tuple(_part(catalog, spec, view.lang, on) for spec in catalog.layers),
        features=features,
        line=catalog.line,
        viewpoint=viewpoint,
        statement=viewpoint_statement(viewpoint, _),
        review=review_statement(office.map_review_number, _),
        credits=credits(_),
        phrasing=phrasing,
        ways=ways,
    )


def second_language(view: View) -> str | None:
    """The language of the second line of labels: the one asked for, else Chinese under others."""
    second = view.lang2 or ("zh" if view.lang != "zh" else None)
    return second if second != view.lang else None


def layers_on(catalog: Catalog, view: View) -> tuple[str, ...]:
    """Ids of the layers a view shows, in catalogue order; unknown ids are ignored.

    A link that names only unknown layers shows the catalogue's own choice, not an empty map.
    """
    named = tuple(spec.id for spec in catalog.layers if spec.id in (view.layers or ()))
    if view.layers is None or (view.layers and not named):
        return tuple(spec.id for spec in catalog.layers if spec.visible)
    return named


def viewpoint_statement(viewpoint: str, _: Any) -> str:
    """The sentence every picture carries about its boundaries."""
    shown = {"cn": _("China, official"), "un": _("UN reference")}[viewpoint]
    return str(_("Boundaries: {viewpoint}", viewpoint=shown))


def review_statement(number: str, _: Any) -> str:
    """The map review number, or the sentence that there is none."""
    if number:
        return str(_("Map review number: {number}", number=number))
    return str(_("No map review number: for internal demonstration only"))


def credits(_: Any) -> tuple[str, ...]:  # noqa: A001 - the cartographer's word
    """Whom the map owes its data to."""
    return ("Natural Earth", "GSHHG", "© OpenStreetMap contributors", "GeoNames")


def _part(
    catalog: Catalog, spec: LayerSpec, lang: str, on: tuple[str, ...]
) -> LayerPart:
    return LayerPart(
        id=spec.id,
        title=spec.title.to(lang).text,
        visible=spec.id in on,
        count=len(catalog.layer(spec.id)),
        note=spec.note.to(lang).text,
    )
