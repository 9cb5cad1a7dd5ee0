"""The facts of several parks as rows: one question a row, one park a cell."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from layers.model import Entity, Fact
from layers.text import Text

# Keys that ask the same question under two names; a cell with its own caption shows it.
SAME_QUESTION = {
    "planned_area": "area",
    "official_boundary": "boundary",
    "administrator": "operator",
    "location": "site",
    "present_site": "site",
    "korean_tenants": "tenants",
    "tenants_today": "tenants",
}
GROUPS = ("profile", "figures", "partner", "location", "transport", "industry", "policy",
          "timeline", "risk")
LAST = 99  # after every headline, which are numbered 1 to 4


@dataclass(frozen=True, slots=True)
class Row:
    """One question; a park without an answer has None."""

    key: str
    group: str
    label: Text
    facts: tuple[Fact | None, ...]

    @property
    def answered(self) -> int:
        """How many parks hold a fact for it."""
        return sum(fact is not None for fact in self.facts)

    @property
    def headline(self) -> int:
        """Its place among the headline facts; high where it is none."""
        return min((fact.headline or LAST for fact in self.facts if fact), default=LAST)

    @property
    def same(self) -> bool:
        """Whether every park gives the same answer, be it that nothing is known."""
        return len({_answer(fact) for fact in self.facts}) == 1


def rows(parks: Iterable[Entity]) -> tuple[Row, ...]:
    """Every question any of the parks answers, headline facts first, then group by group."""
    listed = tuple(parks)
    held = [_by_question(park) for park in listed]
    keys = dict.fromkeys(key for facts in held for key in facts)
    made = [_row(key, tuple(facts.get(key) for facts in held)) for key in keys]
    return tuple(sorted(made, key=_rank))


def _by_question(park: Entity) -> dict[str, Fact]:
    """A park's facts by question; where two ask the same, the one with the plain name wins."""
    own = {fact.key: fact for fact in park.facts}
    found = dict(own)
    for key, fact in own.items():
        question = SAME_QUESTION.get(key)
        if question is not None and question not in found:
            found[question] = fact
            del found[key]
    return found


def _row(key: str, facts: tuple[Fact | None, ...]) -> Row:
    held = [fact for fact in facts if fact]
    first = next((fact for fact in held if fact.key == key), held[0])
    often = Counter(fact.label for fact in held)
    label = max(held, key=lambda fact: (often[fact.label], fact.key == key)).label
    return Row(key, first.group, label, facts)


def _rank(row: Row) -> tuple[int, int, int]:
    group = GROUPS.index(row.group) if row.group in GROUPS else len(GROUPS)
    return (min(row.headline, LAST), group if row.headline == LAST else 0, -row.answered)


def _answer(fact: Fact | None) -> object:
    if fact is None or fact.preferred.unknown:
        return None
    claims = fact.claims
    return tuple((claim.value, claim.unit, claim.text) for claim in claims)
