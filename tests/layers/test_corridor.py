"""A corridor has as many axes as its sources name; a service is not its track."""

import pytest

from layers.corridor import route, service

ROUTE = {"id": "r", "kind": "corridor", "names": {"zh": "走廊", "en": "Corridor"}}


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_axes_are_data_and_their_number_is_not_fixed(count: int) -> None:
    axes = [{"id": f"axis-{n}", "names": {"zh": "轴"}, "path": ["a", "b"]} for n in range(count)]
    assert len(route({**ROUTE, "axes": axes}).axes) == count


def test_a_route_stands_on_the_layer_of_its_kind() -> None:
    assert route(ROUTE).entity.layer == "corridor"


def test_a_service_may_have_a_destination_nobody_named() -> None:
    doc = {"id": "s", "names": {"zh": "线"}, "destination_unknown": {"zh": "未公布", "en": "?"}}
    found = service(doc)
    assert found.destination is None
    assert found.destination_unknown["zh"] == "未公布"
    assert found.opened == "undated"
