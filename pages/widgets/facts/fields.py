"""Fields of forms: name above, field, hint below, and what is wrong with it in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atlas.facts.forms import Ground
from atlas.maps.element import Node, h
from pages.widgets.wording import Screen

Options = Mapping[str, str]  # value of a choice, and its words


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back: what was typed, and what is wrong with it."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Node, ...] = ()  # what belongs to no field


NOT_SENT = Sent()


@dataclass(frozen=True, slots=True)
class Form:
    """One form on the screen: its id, the screen, the records, and what came back of it."""

    id: str
    s: Screen
    ground: Ground
    sent: Sent = NOT_SENT

    def value(self, name: str, present: str) -> str:
        """What a field holds: a suggestion, what was typed, else what is there at present."""
        typed = self.sent.suggested.get(name, self.sent.fields.get(name, present))
        return typed if isinstance(typed, str) else present

    def ticked(self, name: str, present: bool) -> bool:
        """Whether a box is ticked."""
        typed = self.sent.fields.get(name, present)
        return typed if isinstance(typed, bool) else present


def line(
    f: Form, name: str, label: str, present: str = "", *, hint: Node | None = None,
    optional: bool = False, **attributes: Any,
) -> Node:
    """A field of one line."""
    attrs = {"type": "text", "autocomplete": "off", **attributes}
    control = h("input", {**_own(f, name), "value": f.value(name, present), **attrs})
    return _field(f, name, label, control, hint=hint, optional=optional)


def area(
    f: Form, name: str, label: str, present: str = "", *, hint: Node | None = None,
    optional: bool = False, lang: str | None = None, rows: int = 2,
) -> Node:
    """A field of several lines. Its text is a child: browsers know no ``value`` for it."""
    written = f.value(name, present)
    control = h("textarea", {**_own(f, name), "rows": rows, "lang": lang}, written)
    return _field(f, name, label, control, hint=hint, optional=optional)


def choice(
    f: Form, name: str, label: str, options: Options, present: str, *, hint: Node | None = None,
    optional: bool = False,
) -> Node:
    """One of a closed list."""
    return _field(f, name, label, select(f, name, options, present), hint=hint, optional=optional)


def select(f: Form, name: str, options: Options, present: str, **attributes: Any) -> Node:
    """The list alone, for a field that has its name already."""
    held = f.value(name, present)
    return h("select", {**_own(f, name), **attributes},
             *(h("option", {"value": value, "selected": value == held}, words)
               for value, words in options.items()))


def tick(f: Form, name: str, words: str, *, present: bool, hint: str = "") -> Node:
    """A box to tick."""
    return h(
        "div", "facts-tick",
        h("label", "check",
          h("input", {"type": "checkbox", "name": name, "id": f"{f.id}-{name}",
                      "checked": f.ticked(name, present)}), h("span", None, words)),
        h("span", "field-hint", hint) if hint else None,
        error(f, name),
    )


def cards(
    f: Form, name: str, label: str, options: Mapping[str, tuple[str, str]], present: str
) -> Node:
    """Two or three ways to go on, each with a sentence."""
    held = f.value(name, present)
    return h(
        "fieldset", "field",
        h("legend", None, label),
        h("div", "radio-cards", *(
            h("label", "radio-card",
              h("input", {"type": "radio", "name": name, "value": value,
                          "id": f"{f.id}-{name}-{value}", "checked": value == held}),
              h("b", None, title), h("small", None, sentence) if sentence else None)
            for value, (title, sentence) in options.items())),
        error(f, name),
    )


def pills(f: Form, name: str, label: str, options: Options, present: str) -> Node:
    """A few short choices in one row."""
    held = f.value(name, present)
    return h(
        "fieldset", "field",
        h("legend", None, label),
        h("div", "facts-choices", *(
            h("label", "facts-choice",
              h("input", {"type": "radio", "name": name, "value": value,
                          "id": f"{f.id}-{name}-{value}", "checked": value == held}),
              h("span", None, words))
            for value, words in options.items())),
        error(f, name),
    )


def pair(
    f: Form, name: str, labels: tuple[str, str], present: Mapping[str, str], *,
    hint: Node | None = None, optional: bool = False, long: bool = True,
) -> Node:
    """The same words in Chinese and in English, side by side."""
    parts = []
    for lang, label in zip(("zh", "en"), labels, strict=True):
        held, own = present.get(lang, ""), f"{name}_{lang}"
        parts.append(area(f, own, label, held, optional=optional, lang=lang) if long
                     else line(f, own, label, held, optional=optional, lang=lang))
    return h("div", "facts-pair", h("div", "form-row", *parts),
             h("span", "field-hint", hint) if hint else None)


def known_lines(f: Form, name: str, lines: tuple[str, ...]) -> Node:
    """The lines a field completes while one types."""
    return h("datalist", {"id": f"{f.id}-{name}-list"},
             *(h("option", {"value": words}) for words in lines))


def hidden(name: str, value: str, *, keep: bool = False) -> Node:
    """A value that goes along; ``keep`` where it belongs to what is being typed."""
    return h("input", {"type": "hidden", "name": name, "value": value,
                       "data-keep": "" if keep else None})


def when(rule: str, *children: Node | None) -> Node:
    """Fields that stand only while the rule holds, such as ``kind=number|range``."""
    return h("div", {"class": "facts-when", "data-when": rule}, *children)


def error(f: Form, name: str) -> Node | None:
    """What is wrong with a field, if anything."""
    sentence = f.sent.mistakes.get(name)
    if not sentence:
        return None
    return h("p", {"class": "field-error", "id": f"{f.id}-{name}-error", "role": "alert"},
             h("span", None, sentence))


def _own(f: Form, name: str) -> dict[str, Any]:
    """What every control has: its name, its id, and the way to what is said about it."""
    wrong = name in f.sent.mistakes
    return {
        "name": name,
        "id": f"{f.id}-{name}",
        "aria-invalid": "true" if wrong else None,
        "aria-describedby": f"{f.id}-{name}-error" if wrong else None,
    }


def _field(
    f: Form, name: str, label: str, control: Node, *, hint: Node | None, optional: bool
) -> Node:
    mark = h("small", None, f.s.say("optional")) if optional else None
    return h(
        "div", "field",
        h("label", {"for": f"{f.id}-{name}"}, label, mark),
        control,
        h("span", "field-hint", hint) if hint else None,
        error(f, name),
    )
