"""Releases: what each one did, and where staff's form and theirs differ."""
