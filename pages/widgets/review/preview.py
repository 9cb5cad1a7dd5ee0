"""What visitors would see of changed facts: their blocks, made of the records as they would be."""

from collections.abc import Iterable, Iterator, Mapping

from atlas.facts.changing import with_changes
from atlas.maps.element import Node, h
from layers.catalog import Catalog, open_catalog
from layers.errors import AtlasError
from layers.model import AUDIENCES, Audience
from layers.store import Change, Key, Record
from layers.store.records import CLAIMS, FACTS, WITH_FACTS, join
from pages.widgets.review.levels import Step
from pages.widgets.wording import Screen, fact_block, said

MOST_BLOCKS = 12
VISITORS: Audience = "visitor"


def preview(
    s: Screen,
    steps: Iterable[Step],
    *,
    changes: Iterable[Change],
    records: Mapping[Key, Record],
    audience: Audience,
) -> Node | None:
    """The blocks of every changed fact as visitors will see them; None where no fact changes."""
    asked = list(dict.fromkeys(_facts(steps)))[:MOST_BLOCKS]
    if not asked:
        return None
    after = with_changes(records, changes)
    owners = {str(after[FACTS, name].doc["owner"]) for name in asked if (FACTS, name) in after}
    try:
        catalog = _catalog(after, owners, min(audience, VISITORS, key=AUDIENCES.index))
    except AtlasError:  # what is wrong with it stands among the problems
        return None
    return h("section", {"class": "preview", "data-testid": "preview"},
             h("h3", None, s.say("What visitors will see")),
             *_blocks(asked, Screen(s.view, catalog, s.say, s.today)))


def _blocks(asked: list[str], s: Screen) -> Iterator[Node]:
    shown = {
        f"{owner.id}.{fact.key}": (owner, fact) for owner, fact in s.catalog.all_facts()
    }
    for name in (name for name in asked if name in shown):
        owner, fact = shown[name]
        names = getattr(owner, "names", None)
        yield h("div", "preview-fact",
                said(names, s.lang, "div", "preview-name") if names else None,
                fact_block(fact, s))
    if missing := [name for name in asked if name not in shown]:
        yield h("p", "preview-none", s.say(
            "What is withdrawn, above their level or a status of the city’s plan is not "
            "previewed here: {count}", count=len(missing)))


def _facts(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        doc = step.after or step.before or {}
        if step.key[0] == FACTS:
            yield step.key[1]
        elif step.key[0] == CLAIMS:
            yield str(doc.get("fact"))


def _catalog(after: Mapping[Key, Record], owners: set[str], audience: Audience) -> Catalog:
    """A catalogue of these entities alone: a tenth of the time the whole one takes."""
    tables = join({key: record.doc for key, record in after.items()})
    kept = {
        table: {name: doc for name, doc in docs.items() if name in owners}
        if table in WITH_FACTS
        else (docs if table in ("sources", "publishers") else {})
        for table, docs in tables.items()
    }
    return open_catalog(kept, version="", audience=audience)
