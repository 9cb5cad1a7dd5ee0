"""The page of the city's five systems."""
