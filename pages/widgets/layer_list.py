"""The layers: what can be switched, how many there are, and what the symbols mean."""

from atlas import process
from atlas.maps import office
from atlas.maps.document import layers_on
from atlas.maps.element import Node, h
from atlas.maps.legend import Entry, legend
from atlas.maps.online import chosen
from layers.model import Entity, LayerSpec
from pages.widgets.cache import document, ground
from pages.widgets.mount import tree
from pages.widgets.wording import Screen


def layer_list(s: Screen) -> None:
    """Show the layers with switches and counts, the ground, the viewpoint and the legend."""
    made = document(s.view, s.catalog)
    overdue = made.overdue(layers_on(s.catalog, s.view))
    tree(
        h(
            "aside",
            {"class": "side", "aria-label": s.say("Layers and legend")},
            h("h2", "side-title", s.say("Layers")),
            h("div", {"class": "switches", "data-layers": ""},
              *(_switch(spec, s) for spec in s.catalog.layers)),
            h("h2", "side-title", s.say("Basemap")),
            _grounds(s),
            h("div", "viewpoint", h("b", None, made.statement), h("span", None, made.review)),
            h("h2", "side-title", s.say("Legend")),
            h("ul", "legend", *(_entry(entry) for entry in legend(s.say, overdue=overdue))),
            _offline(s),
        ),
        key="layers",
    )


def _switch(spec: LayerSpec, s: Screen) -> Node:
    on = layers_on(s.catalog, s.view)
    after = tuple(item for item in on if item != spec.id) if spec.id in on else (*on, spec.id)
    members = s.catalog.layer(spec.id)
    note = _unconfirmed_note(members, s) if spec.id == "parks" else None
    return h(
        "button",
        {
            "type": "button",
            "role": "switch",
            "class": "switch",
            "aria-checked": "true" if spec.id in on else "false",
            "data-layer": spec.id,
            "act": {"type": "layers", "layers": list(after)},
        },
        h("span", {"class": f"swatch swatch-{spec.id}", "aria-hidden": "true"}),
        h("span", "switch-name", spec.title.to(s.lang).text, note),
        h("span", "count", str(len(members))) if len(members) > 1 else h("span", "count"),
        h("span", {"class": "knob", "aria-hidden": "true"}),
    )


def _unconfirmed_note(members: tuple[Entity, ...], s: Screen) -> Node:
    placed = sum(1 for item in members if item.location.geometry is not None)
    return h(
        "small",
        None,
        s.say("{placed} on the map · {open} not confirmed", placed=placed,
              open=len(members) - placed),
    )


def _grounds(s: Screen) -> Node:
    settings = process.settings()
    names = {"relief": s.say("Shaded relief"), "plain": s.say("Plain"), "rail": s.say("Railways")}
    names |= {
        item.id: item.title.get(s.lang, item.title["en"]) for item in chosen(settings).values()
    }
    if office.raster(settings):
        names["office"] = settings.office_basemap_title or s.say("Office base map")
    current = ground(s.view)
    return h(
        "div",
        {"class": "grounds", "role": "radiogroup", "aria-label": s.say("Basemap")},
        *(
            h(
                "button",
                {"type": "button", "role": "radio", "class": "ground",
                 "aria-checked": "true" if name == current else "false",
                 "act": {"set": {"basemap": name}, "basemap": name}},
                title,
            )
            for name, title in names.items()
        ),
    )


def _entry(entry: Entry) -> Node:
    return h("li", None, entry.symbol, h("span", None, entry.text))


def _offline(s: Screen) -> Node:
    return h(
        "div",
        "offline",
        h("b", None, s.say("Ready offline")),
        h("span", None, s.say("Map, fonts and data are on this host; nothing is asked elsewhere.")),
        h("span", None, s.say("Data version {version}", version=s.catalog.version)),
    )
