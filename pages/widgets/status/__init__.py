"""The status page: how everything stands, line by line."""
