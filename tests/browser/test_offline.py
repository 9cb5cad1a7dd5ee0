"""Every control of every page is clicked with the network cut: nothing asks another host."""

import pytest

from tests.browser.conftest import Visit

# The guard of each visitor notes foreign requests; here it gets every reason to.
# Links that lead to a source on the web are the visitor's own choice and are left alone.
CONTROLS = """() => [...document.querySelectorAll(
  'button, summary, [role=tab], [role=switch], [role=radio], input, select, th, label, [tabindex="0"]')]
  .filter((one) => !one.closest('a[href^=http], nav.menu, [data-testid=feature-item] ~ [data-testid=feature-item]'))
  .length"""
CLICK = """(at) => {
  const all = [...document.querySelectorAll(
    'button, summary, [role=tab], [role=switch], [role=radio], input, select, th, label, [tabindex="0"]')]
    .filter((one) => !one.closest('a[href^=http], nav.menu, [data-testid=feature-item] ~ [data-testid=feature-item]'));
  all[at]?.focus(); all[at]?.click();
}"""


@pytest.mark.parametrize(
    "path", ["/?sel=park-rok", "/parks", "/routes", "/systems", "/compare", "/sources"]
)
def test_no_control_asks_another_host(visit: Visit, path: str) -> None:
    visitor = visit(path)
    count = visitor.run(CONTROLS)
    assert count > 5
    for at in range(count):
        visitor.run(CLICK, at)
        visitor.page.wait_for_timeout(25)
        if visitor.page.url.split("?")[0] != visitor.server.url + path.split("?", maxsplit=1)[0]:
            visitor.goto(path)
    visitor.settle(patience_ms=60_000)  # hundreds of answers are still on their way
    assert visitor.page.get_by_test_id("stException").count() == 0


def test_every_basemap_offered_works_with_the_network_cut(visit: Visit) -> None:
    visitor = visit("/", size=(1920, 1080))
    for ground in visitor.page.locator(".grounds [role=radio]").all():
        ground.click()
        visitor.settle()
        assert int(visitor.map.get_attribute("data-features") or 0) > 10
