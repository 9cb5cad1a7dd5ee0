"""On a wall of many pixels the card of a place stands beside it, inside the map."""

import pytest

from tests.browser.conftest import Visit

NEAR_PX = 60


@pytest.mark.parametrize("size", [(1366, 768), (2560, 1440), (3840, 2160)])
def test_the_card_stands_beside_its_place(visit: Visit, size: tuple[int, int]) -> None:
    visitor = visit("/?lang=en&sel=line-cme&at=3412", size=size)
    visitor.page.wait_for_selector("[data-testid=map-card]")
    card, ground = visitor.card.bounding_box(), visitor.map.bounding_box()
    assert card
    assert ground
    right, bottom = card["x"] + card["width"], card["y"] + card["height"]
    assert ground["x"] <= card["x"]
    assert right <= ground["x"] + ground["width"]
    assert ground["y"] <= card["y"]
    assert bottom <= ground["y"] + ground["height"]
    ring = visitor.map.locator(".atlas-cross:visible").first.bounding_box()
    assert ring
    x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
    assert card["x"] - NEAR_PX <= x <= right + NEAR_PX
    assert card["y"] - NEAR_PX <= y <= bottom + NEAR_PX
