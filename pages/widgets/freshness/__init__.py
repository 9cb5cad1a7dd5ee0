"""What is due for review, and what rests on copies."""
