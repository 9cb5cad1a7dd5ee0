"""The page of sources: how old the evidence is, and what rests on it."""
