"""The parks page: one park, from its names to its distances."""
