"""Review: drafts that wait for a second person."""
