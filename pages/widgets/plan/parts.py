"""What stands below the map: a tab for each part of the answer, the open one in the address.

A part is one module with one function ``(asked) -> Node``; it is imported when it is opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from atlas.i18n import N_
from atlas.maps.element import Node, h
from pages.widgets.mount import tree
from pages.widgets.plan.link import changed
from pages.widgets.plan.own_state import of_office
from pages.widgets.plan.question import Asked

HERE = "pages.widgets.plan"


@dataclass(frozen=True, slots=True)
class Part:
    """A tab: its title (English, translated where shown), its module and function.

    ``alone`` says that it needs no answer: it can be opened before both ends are chosen,
    ``office`` that only a process for internal audiences has it.
    """

    title: str
    module: str
    function: str
    alone: bool = False
    office: bool = False

    @property
    def there(self) -> bool:
        """Whether this process may show it."""
        return of_office() or not self.office

    def show(self, asked: Asked) -> Node:
        """Its content."""
        function: Callable[[Asked], Node] = getattr(
            import_module(f"{HERE}.{self.module}"), self.function)
        return function(asked)


PARTS = {
    "strip": Part(N_("Strip map"), "strip", "strip_part"),
    "legs": Part(N_("Legs"), "legs_table", "legs_part"),
    "what": Part(N_("What if"), "what_if", "what_if_part"),
    "when": Part(N_("When"), "when", "when_part"),
    "reach": Part(N_("Reach"), "reach", "reach_part", alone=True),
    "service": Part(N_("Service"), "service", "service_part"),
    "rules": Part(N_("Rules"), "rules", "rules_part"),
    "co2e": Part(N_("Emissions"), "co2e", "co2e_part"),
    "even": Part(N_("Break-even"), "even", "even_part"),
    "matters": Part(N_("What matters"), "matters", "matters_part"),
    "own": Part(N_("Own figures"), "own_part", "own_part", alone=True, office=True),
}


def plan_parts(asked: Asked) -> None:
    """Show the tabs and the open part."""
    offered = {key: part for key, part in PARTS.items()
               if part.there and (part.alone or asked.chosen is not None)}
    if not offered:
        tree(h("span", None), key="plan-parts")
        return
    wanted = asked.s.view.tab or ""
    here = wanted if wanted in offered else next(iter(offered))
    body = offered[here].show(asked)
    tree(h("section", {"class": "plan-parts", "data-sheet": "plan", "data-plan": "",
                       "data-testid": "plan-parts"},
           _tabs(offered, here, asked),
           h("div", {"class": "plan-part", "role": "tabpanel", "data-part": here,
                     "data-key": here, "aria-label": asked.s.say(offered[here].title)}, body)),
         key="plan-parts")


def _tabs(offered: dict[str, Part], here: str, asked: Asked) -> Node:
    s = asked.s
    return h("div", {"class": "tabs", "role": "tablist"}, *(
        h("a", {"class": "tab", "role": "tab", "data-part": key,
                "aria-selected": "true" if key == here else "false",
                **changed(s.view, tab=key)}, s.say(part.title))
        for key, part in offered.items()
    ))
