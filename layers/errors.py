"""Everything that can go wrong with the data, as one tree.

AtlasError
├── DataError            a record in ``data/geo`` can't be used
│   ├── UnreadableFile   the file is missing, cut or not in its format
│   └── InvalidRecords   records were read and found wrong; carries every problem
├── UnknownEntity        an id that no layer holds
├── StoreError           the store can't be read or written
│   ├── ReadOnly         nothing can be saved here, and why
│   ├── NoSpace          the disk is too full; says how many MB are missing
│   ├── Busy             another program holds the file
│   └── Overtaken        someone else saved at the same moment
├── NotAllowed           this person may not do this
└── SettingError         a setting has a value it can't have

Each message says what is wrong, where, and what to do. Visitors never see it: the pages show
one calm sentence in the visitor's language, and the log keeps the rest.
"""

from dataclasses import dataclass


class AtlasError(Exception):
    """Any error this project raises on purpose."""


class DataError(AtlasError):
    """A record in ``data/geo`` can't be used."""


class UnreadableFile(DataError):  # noqa: N818 - reads as a sentence in the tree above
    """A file is missing, cut off or not in the format its name promises."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one record: where it stands, what is wrong, what to do."""

    file: str
    record: str
    field: str
    what: str
    do: str

    def __str__(self) -> str:
        where = " · ".join(part for part in (self.file, self.record, self.field) if part)
        return f"{where}: {self.what} {self.do}".strip()


class InvalidRecords(DataError):  # noqa: N818 - reads as a sentence in the tree above
    """Records were read and found wrong; ``problems`` lists all of them."""

    def __init__(self, problems: "list[Problem]") -> None:
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{len(problems)} problem(s) in the data:\n{lines}")


class UnknownEntity(AtlasError):  # noqa: N818
    """No layer holds an entity of this id."""


class StoreError(AtlasError):
    """The store can't be read or written."""


class ReadOnly(StoreError):  # noqa: N818 - reads as a sentence in the tree above
    """Nothing can be saved here; says why."""


class NoSpace(StoreError):  # noqa: N818
    """The disk is too full; ``missing_mb`` says by how much. The old data is whole."""

    def __init__(self, missing_mb: float, where: str) -> None:
        self.missing_mb = missing_mb
        super().__init__(
            f"{where}: no space, {missing_mb:.0f} MB are missing. Nothing was changed. "
            "Free some and save again."
        )


class Busy(StoreError):  # noqa: N818
    """Another program holds the store; nothing was changed."""


class Overtaken(StoreError):  # noqa: N818
    """Someone else saved between the look at the data and the write; nothing was kept."""


class NotAllowed(AtlasError):  # noqa: N818
    """A person may not do what was asked; says what would be needed."""


class SettingError(AtlasError):
    """A setting has a value it can't have."""
