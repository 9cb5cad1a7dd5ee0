"""What staff do with facts: correct, review, undo, read in and out."""
