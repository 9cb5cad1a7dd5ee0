"""Steps of the one-off basemap build; run `tools/build_basemap.py`."""
