"""Where staff change facts: who may, what is checked, and that a second person looks.

Rights are checked here, where the write happens, whatever a page shows. A change is a draft until
someone else publishes it; a setting may let one person do both.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from atlas.facts.changing import (
    changes_back,
    hollow,
    one_each,
    opposite,
    orphans,
    together,
    with_changes,
    without_empty_facts,
    without_needed,
)
from atlas.facts.editors import Editor
from layers.check import examine
from layers.check.record import gathered
from layers.errors import NotAllowed, Overtaken, Problem, ReadOnly, UnknownEntity
from layers.store import Applied, Change, Conflict, Draft, Key, Signed, Store
from layers.store.base import Kind
from layers.store.records import join

Choice = Literal["mine", "theirs"]
CAN_BE_UNDONE: tuple[Kind, ...] = ("edit", "undo", "rollback", "import")
MOST_ATTEMPTS = 5  # each lost to someone who saved between check and write
EVERY_ENTRY = 1_000_000  # a revision is undone whole, however large it was


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was kept: the data would be wrong; every reason."""

    problems: tuple[Problem, ...]


class Desk:
    """One process' way to change its store."""

    def __init__(
        self,
        store: Store,
        data: Path,
        *,
        editing: bool,
        one_person: bool,
        moment: Callable[[], str],
    ) -> None:
        self.store = store
        self.data = data
        self.editing = editing
        self.one_person = one_person
        self._moment = moment
        self._old: tuple[int, frozenset[Problem]] = (-1, frozenset())

    def check(self, changes: Iterable[Change]) -> list[Problem]:
        """What would be wrong with the data after these changes and is not so now."""
        wanted = list(changes)
        records = self.store.records()
        after = with_changes(records, wanted)
        tables = join({key: record.doc for key, record in after.items()})
        found = examine(gathered(tables), self.data)
        own = [*orphans(after, wanted), *hollow(after, wanted)]
        return [*own, *(problem for problem in found if problem not in self._problems_now())]

    def propose(
        self, changes: Iterable[Change], *, editor: Editor | None, why: str, kind: Kind = "edit"
    ) -> Draft | Refused | Conflict:
        """Keep changes as a draft; where one person is enough they are published at once."""
        author = self._allowed(editor)
        seen = self.store.seq
        wanted = without_empty_facts(self.combined(one_each(changes)), self.store.records())
        if clashes := self.store.clashes(wanted):
            return Conflict(clashes)
        wanted = self._real(wanted)
        if problems := [*_nothing_said(why, wanted), *self.check(wanted)]:
            return Refused(tuple(problems))
        draft = Draft(secrets.token_hex(6), author.name, self._moment(), why.strip(), kind,
                      tuple(wanted))
        self.store.save_draft(draft)
        if not self.one_person:
            return draft
        done = self._published(draft, author, sound=(seen, wanted))
        if isinstance(done, Applied):
            return replace(draft, state="published")
        self.decline(draft.id, editor=editor)  # overtaken within the same second
        return done

    def publish(
        self,
        draft_id: str,
        *,
        editor: Editor | None,
        choices: Mapping[Key, Choice] | None = None,
    ) -> Applied | Refused | Conflict:
        """Make a draft what everyone sees; ``choices`` settle records that have moved on."""
        person = self._allowed(editor)
        draft = self._open_draft(draft_id)
        if person.name == draft.who and not self.one_person:
            raise NotAllowed(
                f"{draft.who} wrote this draft. Someone else has to look at it and publish it."
            )
        return self._published(draft, person, choices)

    def _published(
        self,
        draft: Draft,
        person: Editor,
        choices: Mapping[Key, Choice] | None = None,
        *,
        sound: tuple[int, list[Change]] | None = None,
    ) -> Applied | Refused | Conflict:
        """``sound`` is a counter and the changes found right at it: they need no second check."""
        for _attempt in range(MOST_ATTEMPTS):
            seen = self.store.seq
            changes = self.combined(self._settled(draft.changes, choices or {}))
            changes = without_empty_facts(changes, self.store.records())
            if sound != (seen, changes) and (problems := self.check(changes)):
                return Refused(tuple(problems))
            with suppress(Overtaken):  # what was checked is no longer what is there: again
                signed = Signed(draft.who, draft.why, self._moment(), draft.kind, person.name)
                return self.store.apply(changes, signed, draft=draft.id, checked=seen)
        raise Overtaken("Others are saving all the time. Try again in a moment.")

    def combined(self, changes: Iterable[Change]) -> list[Change]:
        """The changes, each together with what others have since changed elsewhere in its record.

        Two people who change different fields of one place (its outline, a picture) don't stand
        in each other's way. Where both changed the same thing, or a claim, the change stays as it
        was and is a conflict.
        """
        wanted = list(changes)
        found = {(clash.table, clash.id): clash for clash in self.store.clashes(wanted)}
        return [
            replace(change, doc=both, seen=found[change.key].their_version)
            if change.key in found and (both := together(found[change.key])) is not None
            else change
            for change in wanted
        ]

    def decline(self, draft_id: str, *, editor: Editor | None, note: str = "") -> None:
        """Close a draft: its author withdraws it, anyone else rejects it."""
        person = self._allowed(editor)
        draft = self._open_draft(draft_id)
        state: Literal["withdrawn", "rejected"] = (
            "withdrawn" if person.name == draft.who else "rejected"
        )
        self.store.decide_draft(
            draft_id, state, who=person.name, at=self._moment(), note=note.strip()
        )

    def undo(
        self, seq: int, *, editor: Editor | None, why: str
    ) -> Draft | Refused | Conflict:
        """Propose the opposite of a revision; what changed again since is a conflict."""
        self._allowed(editor)
        entries = self.store.history(seq=seq, limit=EVERY_ENTRY)
        if not entries:
            raise UnknownEntity(f"There is no revision {seq}. The history lists them.")
        if entries[0].revision.kind not in CAN_BE_UNDONE:
            raise NotAllowed("A release is not undone: it is what the text files say. "
                             "Go back to a named state instead.")
        changes = without_needed([opposite(entry) for entry in entries], self.store.records())
        return self.propose(changes, editor=editor, why=why, kind="undo")

    def rollback(
        self, named: str, *, editor: Editor | None, why: str
    ) -> Draft | Refused | Conflict:
        """Propose the state after a revision, by its name, data version or counter."""
        self._allowed(editor)
        changes = changes_back(self.store, named)
        return self.propose(changes, editor=editor, why=why, kind="rollback")

    def name(self, seq: int, name: str, *, editor: Editor | None) -> None:
        """Give a revision a name to come back to."""
        self._allowed(editor)
        self.store.name_revision(seq, name.strip())

    def _allowed(self, editor: Editor | None) -> Editor:
        if not self.editing:
            raise NotAllowed("This process only shows: its setting `editing` is off.")
        if editor is None or not editor.name:
            raise NotAllowed("Nobody is signed in. Sign in first.")
        if self.store.state.read_only:
            raise ReadOnly(self.store.state.read_only)
        return editor

    def _open_draft(self, draft_id: str) -> Draft:
        draft = self.store.draft(draft_id)
        if draft is None:
            raise UnknownEntity("There is no such draft. Reload the list.")
        if draft.state != "open":
            raise NotAllowed(f"This draft was {draft.state} by {draft.decided_by} already.")
        return draft

    def _real(self, changes: Iterable[Change]) -> list[Change]:
        records = self.store.records()
        return [
            change for change in changes
            if change.doc != (records[change.key].doc if change.key in records else None)
        ]

    def _settled(
        self, changes: Iterable[Change], choices: Mapping[Key, Choice]
    ) -> tuple[Change, ...]:
        records = self.store.records()
        kept = [change for change in changes if choices.get(change.key) != "theirs"]
        return tuple(
            replace(change, seen=records[change.key].version if change.key in records else 0)
            if choices.get(change.key) == "mine"
            else change
            for change in kept
        )

    def _problems_now(self) -> frozenset[Problem]:
        seq = self.store.seq
        if self._old[0] != seq:
            found = examine(gathered(self.store.documents()), self.data)
            self._old = (seq, frozenset(found))
        return self._old[1]


def _nothing_said(why: str, changes: list[Change]) -> list[Problem]:
    found = []
    if not why.strip():
        found.append(Problem("", "", "why", "is empty.", "Say why in a few words."))
    if not changes:
        found.append(Problem("", "", "", "Nothing differs.", "Change something first."))
    return found
