"""An office with a real store and two people, for the parts where they review and look back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas import process
from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.catalog import open_catalog
from layers.store import Applied, Change, Draft, open_store
from pages.widgets.facts.address import FactsAddress
from pages.widgets.wording import Screen, screen

AT = "2026-11-23T01:30:00+00:00"
LI, WANG = Editor("Li"), Editor("Wang")
AREA = "park-one.area.1"


@dataclass
class Office:
    """A desk over a store of the tiny atlas, and what a part of its page shows."""

    desk: Desk
    part: Callable[..., Node]

    @property
    def screen(self) -> Screen:
        """The English screen of the present data."""
        store = self.desk.store
        catalog = open_catalog(store.documents(), version=store.version,
                               audience=process.settings().audience)
        return screen(View(lang="en"), catalog)

    def show(
        self, who: Editor = WANG, *, form: dict[str, Any] | None = None, **address: str
    ) -> Node:
        """The part as one person sees it, after a form if one was sent."""
        return self.part(self.screen, desk=self.desk, editor=who, form=form,
                         address=FactsAddress(**address))

    def send(self, form: str, who: Editor = WANG, **sent: Any) -> Node:
        """What one person sees after sending a form; ``fields`` and ``button`` as a browser has."""
        return self.show(who, form={"type": "act", "fields": {}, "form": form, **sent})

    def area(self, value: float, **more: Any) -> Change:
        """The park's area as it should be."""
        record = self.desk.store.get("claims", AREA)
        return Change("claims", AREA, {**record.doc, "value": value, **more}, record.version)

    def draft(self, *changes: Change, who: Editor = LI, why: str = "a letter") -> Draft:
        """A draft that waits."""
        made = self.desk.propose(changes or (self.area(300),), editor=who, why=why)
        assert isinstance(made, Draft)
        return made

    def published(self, *changes: Change, why: str = "a letter") -> Applied:
        """A change by Li that Wang has published."""
        done = self.desk.publish(self.draft(*changes, why=why).id, editor=WANG)
        assert isinstance(done, Applied)
        return done

    def value(self) -> Any:
        """The park's area as everyone sees it."""
        return self.desk.store.get("claims", AREA).doc["value"]


def office(data: Path, target: Path, part: Callable[..., Node], *, one: bool = False) -> Office:
    """An office whose store is built of the text files in ``data``."""
    store = open_store(data, target, at=AT)
    return Office(
        Desk(store, data, editing=True, one_person=one, moment=lambda: AT), part
    )


def nodes(tree: Node) -> Iterator[list[Any]]:
    """Every element of a tree, in reading order."""
    if isinstance(tree, list):
        yield tree
        for child in tree[2:]:
            yield from nodes(child)


def having(tree: Node, **attributes: object) -> list[list[Any]]:
    """Elements with these attributes; ``data_`` stands for ``data-``."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [node for node in nodes(tree) if wanted.items() <= (node[1] or {}).items()]


def words(tree: Node, **attributes: object) -> str:
    """The text of the one element with these attributes."""
    (found,) = having(tree, **attributes)
    return text_of(found)


def forms(tree: Node) -> list[str]:
    """Names of the forms that can be sent."""
    return [node[1]["act"]["form"] for node in nodes(tree) if node[0] == "form" and "act" in node[1]]
