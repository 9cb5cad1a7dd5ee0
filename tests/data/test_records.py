"""Every record of the real data passes the check."""

from functools import cache

from layers.check import examine
from layers.check.record import Gathered, gather
from layers.errors import Problem
from tests.conftest import GEO


@cache
def gathered() -> Gathered:
    return gather(GEO)


@cache
def known() -> frozenset[tuple[str, str]]:
    """File and id of every record."""
    return frozenset((record.file, record.id) for record in gathered().records)


@cache
def problems() -> tuple[Problem, ...]:
    return tuple(examine(gathered(), GEO))


def test_no_record_has_a_problem() -> None:
    assert known()
    found = [str(item) for item in problems() if (item.file, item.record) in known()]
    assert not found, "\n".join(found)


def test_no_file_has_a_problem_of_its_own() -> None:
    found = [str(item) for item in problems() if (item.file, item.record) not in known()]
    assert not found, "\n".join(found)


def test_the_ids_others_rely_on_are_there() -> None:
    records = {record.id for record in gathered().records}
    assert {"park-rok", "park-germany", "park-thailand", "park-russia", "park-cuba"} <= records
    assert {"line-cme", "corridor-cmr", "cn-changchun", "cn-manzhouli"} <= records
    layers = {"parks", "line", "corridor", "facilities", "borders", "stations", "zones"}
    assert {record.id for record in gathered().table("layers")} == layers
