"""What of the page of facts is open: its part, a place, a fact and what is done with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args
from urllib.parse import urlencode

import streamlit as st

from atlas.maps.view import ID, View
from pages.widgets.url_state import kept_query

PATH = "/facts"
Part = Literal["facts", "review", "history", "sheet", "due", "releases"]
Task = Literal[
    "correct", "fact", "add", "contact", "picture", "place", "words", "original", "withdraw",
    "event", "question", "names", "take-out",
]  # fmt: skip
PARTS: tuple[Part, ...] = get_args(Part)
TASKS: tuple[Task, ...] = get_args(Task)
RECORD = re.compile(r"[a-z0-9][a-z0-9._-]{0,159}")  # a fact's or a claim's id
SMALL = re.compile(r"[0-9A-Za-z._-]{1,64}")


@dataclass(frozen=True, slots=True)
class FactsAddress:
    """The keys of ``/facts`` in the address. What can't be read is left out.

    ``sel`` is an entity, a service or a system of the plan; ``fact`` the id of a fact or of one
    of its claims; ``do`` the form that is open; ``item`` the entry of a list it is about (an
    event, a question, a picture); ``draft`` and ``rev`` what review and history show.
    """

    part: Part = "facts"
    sel: str = ""
    fact: str = ""
    do: str = ""
    item: str = ""
    draft: str = ""
    rev: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "FactsAddress":
        """The address a query names."""
        return cls(
            part=next((part for part in PARTS if part == query.get("part")), "facts"),
            sel=_matching(ID, query.get("sel")),
            fact=_matching(RECORD, query.get("fact")),
            do=next((task for task in TASKS if task == query.get("do")), ""),
            item=_matching(SMALL, query.get("item")),
            draft=_matching(SMALL, query.get("draft")),
            rev=_matching(SMALL, query.get("rev")),
        )

    def to_query(self) -> dict[str, str]:
        """The query that opens this again; what is at its default is left out."""
        return {
            item.name: getattr(self, item.name)
            for item in fields(self)
            if getattr(self, item.name) != item.default
        }

    def with_(self, **changes: Any) -> "FactsAddress":
        """A copy with some keys changed."""
        return replace(self, **changes)

    def href(self, view: View) -> str:
        """A link to it that can be copied, in the view's language and theme."""
        query = urlencode({**kept_query(view), **self.to_query()})
        return f"{PATH}?{query}" if query else PATH

    def link(self, view: View) -> dict[str, Any]:
        """Attributes of an ``a`` that opens it in this window."""
        return {"href": self.href(view), "act": {"go": PATH}}


def read_facts_address() -> FactsAddress:
    """What the address of this run names."""
    return FactsAddress.read(st.query_params.to_dict())


def write_facts_address(address: FactsAddress) -> None:
    """Make the browser's address show it; keys of others stay."""
    ours = {item.name for item in fields(FactsAddress)}
    current = st.query_params.to_dict()
    others = {key: value for key, value in current.items() if key not in ours}
    if current != {**others, **address.to_query()}:
        st.query_params.from_dict({**others, **address.to_query()})


def _matching(pattern: re.Pattern[str], value: str | None) -> str:
    return value if value and pattern.fullmatch(value) else ""
