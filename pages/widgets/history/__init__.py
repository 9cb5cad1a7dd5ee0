"""History: what was changed, and the ways back."""
