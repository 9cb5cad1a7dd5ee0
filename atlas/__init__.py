"""WHAT WE DO with layers: maps, exports, services. No screen."""

__version__ = "0.1.0"
