"""The planner on the routes page: the question, its answers side by side, what if."""
