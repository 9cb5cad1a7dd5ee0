"""Measurements against the tools a city would otherwise use; docs/benchmarks.md has the results."""
