"""The head of the planner: the question, each part of it to be changed in place."""

from datetime import date

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from atlas.routing.query import FLAGS, Cargo
from layers.catalog import LINE
from pages.widgets.mount import tree
from pages.widgets.plan.asking import refused
from pages.widgets.plan.box_limit import box_warning
from pages.widgets.plan.closing import close_menu
from pages.widgets.plan.link import changed
from pages.widgets.plan.parts import PARTS
from pages.widgets.plan.places import places_url
from pages.widgets.plan.question import SHORTEN, Asked
from pages.widgets.url_state import address
from pages.widgets.wording import Screen


def plan_title(asked: Asked) -> None:
    """Show the head, and what of the address was not understood."""
    s = asked.s
    tree(
        h(
            "div",
            {"class": "plan-title", "data-sheet": "plan", "style": {"--hue": f"var(--hue-{LINE})"}},
            h("div", "plan-names",
              h("a", {"class": "plan-back", "href": address("/routes", s.view),
                      "act": {"go": "/routes"}, "title": s.say("Line and corridor"),
                      "aria-label": s.say("Line and corridor")}, "‹"),
              h("span", {"class": "route-bar", "aria-hidden": "true"}),
              h("h1", None, _lane(asked)), _chosen(asked)),
            _tools(asked),
            *_sentences(asked),
            box_warning(asked),
        ),
        key="route-title",
    )


def _lane(asked: Asked) -> str:
    start, end = (place_name(name, asked.s) for name in (asked.origin, asked.destination))
    if start and end:
        return asked.s.say("{start} – {end}", start=start, end=end)
    return asked.s.say("Plan a shipment")


def place_name(name: str | None, s: Screen) -> str:
    """A place of the network in the reader's language; empty where none is named."""
    stop = s.catalog.places.get(name or "")
    return stop.label(s.lang) if stop else ""


def _chosen(asked: Asked) -> Node | None:
    way, s = asked.chosen, asked.s
    if way is None:
        return None
    km = s.say("{km} km by legs", km=number(round(way.km), s.lang))
    return h("span", "pill pill-info", f"{way.name.to(s.say, s.lang)} · {km}")


def _sentences(asked: Asked) -> list[Node]:
    sentences = [*asked.said, *_no_part(asked.s), *_refused(asked.s)]
    return [h("p", {"class": "plan-said", "role": "status"}, text) for text in sentences]


def _refused(s: Screen) -> list[str]:
    found = refused()
    if found is None:
        return []
    field, value = found
    label = field_words(s).get(field.partition(":")[0], field)
    if not value:
        return [s.say("{field}: a number is missing; what stood before still counts.",
                      field=label)]
    return [s.say("{field}: “{value}” can’t be used; what stood before still counts.",
                  field=label, value=value)]


def _no_part(s: Screen) -> list[str]:
    """That the address asks for a tab there is none of."""
    tab = s.view.tab
    if tab is None or tab in PARTS:
        return []
    return [s.say("“{key}={value}” in this link was not understood; the rest is shown.",
                  key="tab", value=tab[:SHORTEN])]


def field_words(s: Screen) -> dict[str, str]:
    """What the fields of the question are called."""
    return {
        "t": s.say("Tonnes of cargo"),
        "teu": s.say("TEU of containers"),
        "usd": s.say("Value, USD"),
        "depart": s.say("Departs"),
        "by": s.say("Arrive by"),
        "dwell": s.say("Stays at borders"),
        "running": s.say("Running time"),
    }


def _tools(asked: Asked) -> Node:
    s = asked.s
    table = {"class": "button plan-legs", **changed(s.view, tab="legs")}
    return h(
        "div",
        "plan-tools",
        h("div", "plan-ends", _end("from", s.say("From"), asked.origin, s), _swap(s),
          _end("to", s.say("To"), asked.destination, s)),
        _cargo_menu(asked),
        _dates_menu(s),
        close_menu(asked),
        h("a", table, s.say("Table of legs")) if asked.plan else None,
    )


def _end(key: str, label: str, name: str | None, s: Screen) -> Node:
    return h(
        "div",
        "plan-end",
        h("span", {"class": "plan-label", "aria-hidden": "true"}, label),
        h("atlas-search", {
            "index": places_url(s),
            "label": label,
            "placeholder": s.say("City, station or port"),
            "empty": s.say("Nothing found"),
            "data-set": key,
            "data-value": place_name(name, s),
        }),
    )


def _swap(s: Screen) -> Node:
    view = s.view
    ends = {"origin": view.destination, "destination": view.origin}
    return h("a", {"class": "plan-swap", **changed(view, **ends),
                   "title": s.say("Swap"), "aria-label": s.say("Swap from and to")}, "⇄")


# --- cargo and dates -------------------------------------------------------------------------


def _cargo_menu(asked: Asked) -> Node:
    s = asked.s
    cargo = asked.query.cargo if asked.query else Cargo()
    values = {"t": cargo.tonnes, "teu": cargo.teu, "usd": cargo.value_usd}
    steps = {"t": "any", "teu": "1", "usd": "1000"}
    fields = [_amount(field, value, s, step=steps[field]) for field, value in values.items()]
    flags = [_flag(flag, flag in cargo.flags, s) for flag in FLAGS]
    note = s.say("A forty-foot container (FEU) is 2 TEU. The value is used for the break-even; "
                 "what is ticked chooses the rules that apply.")
    return menu("cargo", cargo_words(cargo, s), s.say("Cargo"),
                h("div", {"data-together": ""}, h("div", "plan-fields", *fields),
                  h("div", "plan-flags", *flags)),
                h("p", "plan-note", note))


def cargo_words(cargo: Cargo, s: Screen) -> str:
    """A cargo in a few words: "20 t · 2 TEU · battery"."""
    words = [f"{number(cargo.tonnes, s.lang)} t", f"{number(cargo.teu, s.lang)} TEU"]
    if cargo.value_usd is not None:
        words.append(f"{number(cargo.value_usd, s.lang)} USD")
    return " · ".join((*words, *(flag_words(s)[flag] for flag in cargo.flags)))


def flag_words(s: Screen) -> dict[str, str]:
    """What makes a cargo special, in words."""
    return {
        "battery": s.say("Lithium batteries"),
        "food": s.say("Food"),
        "chilled": s.say("Chilled"),
        "dual-use": s.say("Dual use"),
    }


def _amount(field: str, value: float | None, s: Screen, *, step: str) -> Node:
    shown = "" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return h("label", "plan-field", h("span", None, field_words(s)[field]),
             h("input", {"type": "number", "min": "0", "step": step, "value": shown,
                         "inputmode": "decimal", "data-testid": f"plan-{field}",
                         "placeholder": s.say("unknown") if field == "usd" else None,
                         "act": {"plan": field}}))


def _flag(flag: str, on: bool, s: Screen) -> Node:
    return h("label", "plan-flag",
             h("input", {"type": "checkbox", "checked": on, "act": {"plan": flag}}),
             h("span", None, flag_words(s)[flag]))


def _dates_menu(s: Screen) -> Node:
    view = s.view
    shown = [s.say("Departs {date}", date=_short(view.depart, s))] if view.depart else []
    if view.by:
        shown.append(s.say("by {date}", date=_short(view.by, s)))
    note = s.say("With both dates each alternative shows its probability to arrive in time.")
    return menu("dates", " · ".join(shown) or s.say("Any date"), s.say("Dates"),
                h("div", {"class": "plan-fields", "data-together": ""},
                  _date("depart", view.depart, s), _date("by", view.by, s)),
                h("p", "plan-note", note))


def _date(field: str, value: str | None, s: Screen) -> Node:
    return h("label", "plan-field", h("span", None, field_words(s)[field]),
             h("input", {"type": "date", "value": value or "", "data-testid": f"plan-{field}",
                         "act": {"plan": field}}))


def _short(text: str, s: Screen) -> str:
    """A day without its year where it lies in the year to come."""
    day = date.fromisoformat(text)
    near = 0 <= (day - s.today).days < 330
    return text[5:] if near else text


def menu(name: str, shown: str, label: str, *content: Node | None) -> Node:
    """A button and what opens under it."""
    return h(
        "div",
        {"class": f"dropdown plan-menu plan-menu-{name}", "data-menu": f"plan-{name}"},
        h("button", {"type": "button", "class": "button", "aria-haspopup": "true",
                     "aria-expanded": "false", "aria-label": f"{label}: {shown}"},
          shown, h("span", {"aria-hidden": "true", "class": "caret"}, "▾")),
        h("div", {"class": "menu-list plan-sheet", "data-menu-list": "", "hidden": True,
                  "role": "group", "aria-label": label}, *content),
    )
