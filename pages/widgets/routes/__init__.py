"""The routes page: which route, its strip map, its tables, what is true at a kilometre."""
