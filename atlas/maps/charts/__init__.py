"""Charts and strip maps as our own SVG trees: pure functions from figures to elements."""
