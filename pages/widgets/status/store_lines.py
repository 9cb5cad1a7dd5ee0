"""How the store stands: its version, whether it can be written, damage, releases, copies, room."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from atlas.config import Settings
from atlas.i18n.figures import number
from atlas.i18n.moments import minute
from atlas.maps.element import Node, h
from layers.store import Store, backup
from layers.store.backup import Copy
from pages.widgets.facts.address import FactsAddress
from pages.widgets.status.line import Line, Standing
from pages.widgets.store_banner import is_seen
from pages.widgets.wording import Screen

MOST_DRAFTS = 10_000
MB = 1_000_000
GB = 1_000 * MB
OLD_COPY = timedelta(days=1)  # copies follow changes within minutes
BY_PEOPLE = ("edit", "undo", "rollback", "import")
# A save needs about the size of the store again for a moment, a backup once more.
LITTLE_ROOM, NO_ROOM = 1 * GB, 200 * MB


def store_lines(store: Store, settings: Settings, s: Screen) -> Iterator[Line]:
    """The lines, top to bottom; what only staff may read stands only where editing is allowed."""
    yield data_line(store, settings, s)
    yield damage_line(store, settings, s)
    yield release_line(store, settings, s)
    if settings.editing:
        yield drafts_line(store, s)
        yield saving_line(store, s)
        yield copies_line(backup.copies(settings.store), store.seq, s)
        yield room_line(settings.store, s)


def data_line(store: Store, settings: Settings, s: Screen) -> Line:
    """The data version and the last change; who and why only for staff, if it was a person."""
    last = next(iter(store.revisions(limit=1)), None)
    changed = s.say("last changed {at}", at=minute(last.at)) if last is not None else None
    told = last is not None and settings.editing and last.kind in BY_PEOPLE
    about = (f"{last.who} · {last.why}",) if last is not None and told else ()
    version = h("code", None, s.catalog.version)
    value = h("span", None, version, f" · {changed}") if changed else version
    return Line("data", "good", s.say("Data version"), value, about)


def damage_line(store: Store, settings: Settings, s: Screen) -> Line:
    """Whether the store was damaged, and what stands in for it."""
    state, title = store.state, s.say("Store")
    if state.rebuilt:
        value = s.say("The store was damaged and no backup was whole; "
                      "it was made anew from the text files.")
        do = s.say("Keep the damaged file: staff’s work is in it.")
        detail: tuple[Node, ...] = (_machine(state.rebuilt),)
    elif state.copy_used:
        value = s.say("The store was damaged; the copy of {at} is used.", at=minute(state.copy_at))
        do = s.say("Nothing is missing. Put the bar away once you have read it.")
        if state.missing:
            do = s.say("Look whether the last changes are there; enter again what is missing.")
        redone = s.say("later changes brought back: {count}", count=number(state.redone, s.lang))
        detail = (_machine(state.copy_used), redone)
    else:
        return Line("store", "good", title, s.say("undamaged"))
    staff = settings.editing
    standing: Standing = "warn" if is_seen(store) else "bad"
    return Line("store", standing, title, value, detail if staff else (), do if staff else "")


def release_line(store: Store, settings: Settings, s: Screen) -> Line:
    """Whether the newest text files were taken, and why not."""
    refused, title = store.state.text_refused, s.say("Release")
    if refused:
        value = s.say("A new release was not taken; the one before is shown.")
        if not settings.editing:
            return Line("release", "warn", title, value)
        return Line("release", "warn", title, value, tuple(_machine(item) for item in refused),
                    s.say("Mend these lines and start the atlas again."))
    last = next(iter(store.releases()), None)
    value = s.say("taken {at}", at=minute(last.at)) if last is not None else s.say("the first one")
    return Line("release", "good", title, value)


def drafts_line(store: Store, s: Screen) -> Line:
    """How many drafts wait for a second person, with the way to them."""
    title, waiting = s.say("Drafts"), len(store.drafts(limit=MOST_DRAFTS))
    if not waiting:
        return Line("drafts", "good", title, s.say("none waits for review"))
    words = s.say("1 draft waits for review") if waiting == 1 else s.say(
        "{count} drafts wait for review", count=number(waiting, s.lang))
    return Line("drafts", "warn", title, h("a", FactsAddress(part="review").link(s.view), words),
                do=s.say("Look at them and publish or decline them."))


def saving_line(store: Store, s: Screen) -> Line:
    """Whether a change can be kept, and why not."""
    title = s.say("Saving")
    if not store.state.read_only:
        return Line("saving", "good", title, s.say("changes are kept"))
    return Line("saving", "bad", title, s.say("Nothing can be saved."),
                (_machine(store.state.read_only),),
                s.say("Give the atlas the right to write there and start it again."))


def copies_line(found: Sequence[Copy], seq: int, s: Screen) -> Line:
    """How many copies there are, and whether the newest is too old to go back to."""
    title = s.say("Backups")
    if not found:
        return Line("backup", "warn", title, s.say("There is none yet."),
                    do=s.say("One is made with the first change."))
    newest = found[0]
    value = s.say("{count} kept, the newest of {at}",
                  count=number(len(found), s.lang), at=minute(newest.at))
    later = max(0, seq - newest.seq)
    detail = (s.say("saved since then: {count}", count=number(later, s.lang)),) if later else ()
    made = date.fromisoformat(newest.at[:10])
    if later and s.today - made > OLD_COPY:
        return Line("backup", "warn", title, value, detail, s.say(
            "Look whether the disk is full; a copy should follow each change."))
    return Line("backup", "good", title, value, detail)


def room_line(target: Path, s: Screen) -> Line:
    """How much room the disk of the store has left."""
    free = shutil.disk_usage(_there(target)).free
    value = s.say("{size} free", size=size_words(free, s))
    title = s.say("Disk")
    if free >= LITTLE_ROOM:
        return Line("disk", "good", title, value)
    standing: Standing = "bad" if free < NO_ROOM else "warn"
    return Line("disk", standing, title, value, do=s.say(
        "Free some room before the next change; a save that finds none keeps nothing."))


def size_words(size: int, s: Screen) -> str:
    """Bytes as GB or MB, whole above ten."""
    if size >= GB:
        return f"{number(round(size / GB, 1 if size < 10 * GB else 0), s.lang)} GB"
    return f"{number(size // MB, s.lang)} MB"


def _there(path: Path) -> Path:
    """The nearest folder that exists: before the first save the store's own may not."""
    return next(folder for folder in path.absolute().parents if folder.exists())


def _machine(text: str) -> Node:
    """What the machine says, as it says it: in English whatever the screen's language."""
    return h("code", {"lang": "en"}, text)
