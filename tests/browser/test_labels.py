"""Names and symbols on the overview never cover each other, at any zoom and in any language."""

from itertools import combinations
from typing import Any

import pytest

from tests.browser.conftest import Visit

# Centres with the most marks on them: Europe's end, the Mongolian border, Changchun.
CENTRES = {3: ((70, 50),), 4: ((105, 48), (25, 52)), 6: ((114, 48), (22, 52), (125, 44)),
           9: ((125.3, 43.9), (23.6, 52.1))}  # fmt: skip
MOST_LABELLED = 40
TOUCHING_PX = 0.75  # rounding of glyph boxes to whole pixels
GO = """([lon, lat, zoom]) => window.atlas.maps.get('main').map.setView([lat, lon], zoom, {animate: false})"""
# What is seen of each mark is its sign, not its larger hit area; of a name its lines of text.
BOXES = """() => {
  const host = document.querySelector('[data-testid=atlas-map]'), frame = host.getBoundingClientRect();
  const box = (one) => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const inside = ([x0, y0, x1, y1]) => x1 > frame.left && x0 < frame.right && y1 > frame.top && y0 < frame.bottom;
  const signs = [...host.querySelectorAll('.atlas-mark')].map((one) => {
    const [x0, y0, x1, y1] = box(one), x = (x0 + x1) / 2, y = (y0 + y1) / 2;
    const r = parseFloat(one.style.getPropertyValue('--r'));
    return { name: 'sign ' + one.dataset.feature, mark: one.dataset.feature, box: [x - r, y - r, x + r, y + r] };
  });
  const labels = [...host.querySelectorAll('.atlas-label')].map((one) => ({
    name: 'name ' + one.dataset.label, label: one.dataset.label, box: box(one),
    counted: one.classList.contains('is-mark'),
  }));
  return [...signs, ...labels].filter((one) => inside(one.box));
}"""


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    a, b = one["box"], other["box"]
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > TOUCHING_PX and down > TOUCHING_PX


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_covers_a_name_or_a_symbol(visit: Visit, lang: str, size: tuple[int, int]) -> None:
    visitor = visit(
        f"/?lang={lang}&layers=parks,line,corridor,facilities,borders,stations,zones", size=size
    )
    covered, crowded = [], []
    for zoom, centres in CENTRES.items():
        for centre in centres:
            visitor.run(GO, [*centre, zoom])
            visitor.page.wait_for_timeout(150)
            boxes = visitor.run(BOXES)
            labelled = sum(1 for one in boxes if one.get("counted"))
            if labelled > MOST_LABELLED:
                crowded.append(f"zoom {zoom} at {centre}: {labelled} names")
            covered += [
                f"zoom {zoom} at {centre}: {one['name']} and {other['name']}"
                for one, other in combinations(boxes, 2)
                if overlap(one, other)
            ]
            assert any(one.get("counted") for one in boxes), f"no name at zoom {zoom}, {centre}"
    assert not covered + crowded, "\n".join(crowded + covered)
