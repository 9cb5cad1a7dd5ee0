"""Changes shown with every problem before they are kept, and kept as one revision."""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.cli.facts_store import as_json, compared, lines, moment
from atlas.config import Settings
from atlas.facts.desk import Desk
from atlas.facts.difference import Difference
from atlas.facts.editors import clean_name
from layers.errors import DataError
from layers.store.base import Applied, Change, Clash, Conflict, Kind, Signed, Store

DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class Offer:
    """Changes somebody wants to make, and what their file says beside."""

    changes: tuple[Change, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unchanged: int | None = None


def settle(
    offer: Offer, store: Store, chosen: argparse.Namespace, settings: Settings, *, kind: Kind
) -> int:
    """Print the offer and everything wrong with it; keep it where that was asked for."""
    who, why = signed(chosen)
    problems = [*offer.problems, *_wrong(offer.changes, store, settings)]
    clashes = store.clashes(offer.changes)
    found = _found(offer.changes, store, chosen.lang)
    kept = None
    if chosen.accept and offer.changes and not problems and not clashes:
        answer = store.apply(offer.changes, Signed(who, why, settings.moment(), kind))
        kept = answer if isinstance(answer, Applied) else None
        clashes = answer.clashes if isinstance(answer, Conflict) else ()
    said = [*problems, *(_clash(clash) for clash in clashes)]
    if chosen.json:
        _print_json(offer, found, said, kept)
    else:
        _print(offer, found, said, kept, accept=chosen.accept)
    return REFUSED if said else DONE


def signed(chosen: argparse.Namespace) -> tuple[str, str]:
    """Who does it and why, in the form the history keeps.

    Raises
    ------
    DataError
        One of them is empty.

    """
    who, why = clean_name(chosen.who), chosen.why.strip()
    if not who:
        raise DataError("--who is no name. Give one, of 60 characters at most and without “:”.")
    if not why:
        raise DataError("--why is empty. Say why in a few words; it stands in the history.")
    return who, why


def _wrong(changes: Sequence[Change], store: Store, settings: Settings) -> Iterable[str]:
    """What would be wrong with the data after the changes."""
    if not changes:
        return []
    desk = Desk(store, settings.data, editing=True, one_person=True, moment=settings.moment)
    return [str(problem) for problem in desk.check(changes)]


def _found(changes: Iterable[Change], store: Store, lang: str) -> list[Difference]:
    known = {key: record.doc for key, record in store.records().items()}
    listed = list(changes)
    before = {change.key: known[change.key] for change in listed if change.key in known}
    after = {change.key: change.doc for change in listed if change.doc is not None}
    return compared(before, after, lang, known)


def _clash(clash: Clash) -> str:
    return (
        f"{clash.table} · {clash.id}: was changed by {clash.who} at {moment(clash.at)}"
        f" ({clash.why}). Look at `facts history {clash.id}` and take the present data first."
    )


def _print(
    offer: Offer, found: list[Difference], said: list[str], kept: Applied | None, *, accept: bool
) -> None:
    for line in (*lines(found), *(f"Note: {note}" for note in offer.notes)):
        print(line)
    if offer.unchanged is not None:
        print(f"{offer.unchanged} row(s) without a change.")
    for problem in said:
        print(f"Problem: {problem}")
    print(_outcome(offer, said, kept, accept=accept))


def _outcome(offer: Offer, said: list[str], kept: Applied | None, *, accept: bool) -> str:
    count = len(offer.changes)
    if said:
        return f"{len(said)} problem(s): nothing was kept."
    if kept is not None:
        return f"{count} record(s) changed: revision {kept.seq}, data version {kept.version}."
    if not count or accept:
        return "Nothing differs."
    return f"{count} record(s) would change; nothing was kept. Add --accept to keep them."


def _print_json(
    offer: Offer, found: list[Difference], said: list[str], kept: Applied | None
) -> None:
    answer = {
        "records": len(offer.changes),
        "differences": as_json(found),
        "problems": said,
        "notes": list(offer.notes),
        "kept": {"seq": kept.seq, "version": kept.version} if kept else None,
    }
    print(json.dumps(answer, ensure_ascii=False, indent=1))
