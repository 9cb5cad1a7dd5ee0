"""Where staff change facts: who may, what is checked, and that a second person looks.

Rights are checked here, where the write happens, whatever a page shows. A change is a draft until
someone else publishes it; a setting may let one person do both.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from atlas.facts.editors import Editor
from layers.check import examine
from layers.check.kinds import walk
from layers.check.record import gathered
from layers.errors import DataError, NotAllowed, Problem, ReadOnly, UnknownEntity
from layers.read import Document
from layers.store import Applied, Change, Clash, Conflict, Draft, Entry, Key, Record, Store
from layers.store.base import Kind
from layers.store.merging import merged
from layers.store.records import CLAIMS, join

Choice = Literal["mine", "theirs"]
BOOKS = ("sources", "publishers")  # records that others rest on
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
        orphans = _orphans(after, wanted)
        return [*orphans, *(problem for problem in found if problem not in self._problems_now())]

    def propose(
        self, changes: Iterable[Change], *, editor: Editor | None, why: str, kind: Kind = "edit"
    ) -> Draft | Refused | Conflict:
        """Keep changes as a draft; where one person is enough they are published at once."""
        author = self._allowed(editor)
        wanted = self.combined(_merged(changes))
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
        done = self.publish(draft.id, editor=editor)
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
        changes = self.combined(self._settled(draft.changes, choices or {}))
        if problems := self.check(changes):
            return Refused(tuple(problems))
        return self.store.apply(
            changes,
            who=draft.who,
            approved_by=person.name,
            why=draft.why,
            kind=draft.kind,
            at=self._moment(),
            draft=draft.id,
        )

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
            if change.key in found and (both := _together(found[change.key])) is not None
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
        changes = _without_needed([_opposite(entry) for entry in entries], self.store.records())
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


def _together(clash: Clash) -> Document | None:
    """Both sides' changes in one record; None where they touch the same thing."""
    if clash.table == CLAIMS or clash.base is None or clash.mine is None or clash.theirs is None:
        return None
    first = merged(clash.base, clash.theirs, clash.mine)
    # Where both changed one thing, the one named last would win: the order would matter.
    return first if first == merged(clash.base, clash.mine, clash.theirs) else None


def with_changes(
    records: Mapping[Key, Record], changes: Iterable[Change]
) -> dict[Key, Record]:
    """The records as they would be; new ones stand last."""
    after = dict(records)
    for change in changes:
        if change.doc is None:
            after.pop(change.key, None)
        else:
            after[change.key] = Record(change.table, change.id, change.doc, change.seen + 1)
    return after


def changes_back(store: Store, named: str) -> list[Change]:
    """What leads from the present back to the state after a revision.

    Raises
    ------
    UnknownEntity
        No revision has this name, data version or counter.

    """
    revision = store.revision(named)
    if revision is None:
        raise UnknownEntity(f"No revision is called “{named}”. The history lists them.")
    then, now = store.records(as_of=revision.seq), store.records()
    return [
        Change(*key, _doc(then, key), now[key].version if key in now else 0)
        for key in dict.fromkeys((*now, *then))
        if _doc(then, key) != _doc(now, key)
    ]


def _without_needed(changes: list[Change], records: Mapping[Key, Record]) -> list[Change]:
    """The changes without taking out a source or publisher that something else rests on by now."""
    wanted = changes
    for book in BOOKS:  # a source that stays keeps its publisher
        after = with_changes(records, wanted)
        named = {word for record in after.values() for _, word in walk(record.doc)}
        wanted = [
            change for change in wanted
            if change.doc is not None or change.table != book or change.id not in named
        ]
    return wanted


def _doc(records: Mapping[Key, Record], key: Key) -> Document | None:
    return records[key].doc if key in records else None


def _opposite(entry: Entry) -> Change:
    seen = entry.record_version if entry.after is not None else 0
    return Change(entry.table, entry.id, entry.before, seen)


def _merged(changes: Iterable[Change]) -> list[Change]:
    """One change for each record.

    Raises
    ------
    DataError
        Two changes of one record contradict each other.

    """
    found: dict[Key, Change] = {}
    for change in changes:
        other = found.setdefault(change.key, change)
        if other != change:
            raise DataError(f"“{change.id}” is changed twice at once. Make it one change.")
    return list(found.values())


def _orphans(after: Mapping[Key, Record], changes: Iterable[Change]) -> list[Problem]:
    """Facts and claims that would belong to nothing; joined documents no longer show them."""
    found = []
    owners = {key[1] for key in after if key[0] not in ("facts", "claims")}
    for change in changes:
        if change.doc is None:
            continue
        if change.table == "claims" and ("facts", change.doc.get("fact")) not in after:
            found.append(Problem("", change.id, "fact", "does not exist.", "Add the fact first."))
        if change.table == "facts" and change.doc.get("owner") not in owners:
            found.append(Problem("", change.id, "owner", "does not exist.", "Choose a place."))
    return found
