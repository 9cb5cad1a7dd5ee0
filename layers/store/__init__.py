"""Where the records are kept. Nothing outside this package knows which store it is."""

from layers.store.base import (
    Applied,
    Change,
    Clash,
    Conflict,
    Draft,
    Entry,
    Key,
    Record,
    ReleaseReport,
    Revision,
    Signed,
    State,
    Store,
)
from layers.store.opening import acknowledge, open_store
from layers.store.records import join

__all__ = [
    "Applied",
    "Change",
    "Clash",
    "Conflict",
    "Draft",
    "Entry",
    "Key",
    "Record",
    "ReleaseReport",
    "Revision",
    "Signed",
    "State",
    "Store",
    "acknowledge",
    "join",
    "open_store",
]
