"""WHAT WE DO with layers: maps, exports, services. No screen."""
