"""The planner: ways from one place to another with their time, cost and emissions.

It knows no map and no screen. ``graph`` turns the catalogue into arrays, ``alternatives`` finds
the truly different ways, ``transit_time``, ``emissions`` and ``cost`` say what each takes,
``plan`` puts them side by side.
"""
