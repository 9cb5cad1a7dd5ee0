"""What a revision is about, in the reader's language: the places, and whether it added or took."""

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.i18n.figures import number
from layers.model import Audience
from layers.store import Key, Record, Revision, Store
from layers.store.records import FACTS
from pages.widgets.review.changes import about, differences_of
from pages.widgets.review.levels import Step, shown_steps, steps_of_entries
from pages.widgets.review.words import kind_words
from pages.widgets.wording import Screen

# A release or a new form of the store is no single change that somebody could take back.
CAN_BE_UNDONE = ("edit", "undo", "rollback", "import")
MOST_LOOKED_AT = 500  # entries of one revision: enough to know whether any lies above the level
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class About:
    """What a row of the history says beside the reason its author gave.

    ``hidden`` says that the reason may tell of what lies above the level of this process.
    """

    kind: str
    places: str = ""
    hidden: bool = False


def about_revision(
    revision: Revision, s: Screen, *, store: Store, records: Mapping[Key, Record],
    audience: Audience,
) -> About:
    """The places and the kind of one revision; of a release, which is about all, no place."""
    if revision.kind not in CAN_BE_UNDONE:
        return About(kind_words(revision.kind, s))
    entries = store.history(seq=revision.seq, limit=MOST_LOOKED_AT)
    found = shown_steps(steps_of_entries(entries), records=records, catalog=s.catalog,
                        audience=audience)
    whole = not found.kept_back and len(entries) == revision.count
    kind = doing(revision.kind, found.steps, s) if whole else kind_words(revision.kind, s)
    return About(kind, places(found.steps, s, records), bool(found.kept_back))


def doing(kind: str, steps: tuple[Step, ...], s: Screen) -> str:
    """What sort of change it is; one that only adds or only takes away is no correction."""
    if kind != "edit":
        return kind_words(kind, s)
    moved = [step for step in steps if not _leads_only(step)]
    if moved and all(step.before is None for step in moved):
        return s.say("Added")
    if moved and all(step.after is None for step in moved):
        return s.say("Withdrawn")
    return kind_words(kind, s)


def places(steps: tuple[Step, ...], s: Screen, records: Mapping[Key, Record]) -> str:
    """One place with what of it changed: "China–ROK · near-term area"; of several their names."""
    found = differences_of(steps, s, records)
    if len({item.entity_id for item in found}) != 1:
        return about(steps, s, records, most=MOST_NAMED)
    details = list(dict.fromkeys(item.what for item in found if item.what))
    named = details[:MOST_NAMED]
    if (left := len(details) - len(named)) > 0:
        named.append(s.say("and {count} more", count=number(left, s.lang)))
    mark = "、" if s.lang == "zh" else ", "
    return " · ".join(part for part in (found[0].entity, mark.join(named)) if part)


def _leads_only(step: Step) -> bool:
    """A fact that only shows another of its claims first: that follows from the claims."""
    if step.key[0] != FACTS or step.before is None or step.after is None:
        return False
    bare = [{key: value for key, value in doc.items() if key != "preferred"}
            for doc in (step.before, step.after)]
    return bare[0] == bare[1]
