"""The comparison: parks side by side."""
