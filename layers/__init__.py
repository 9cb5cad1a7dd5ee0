"""WHAT can be shown: entities, facts, sources and layers. No drawing, no screen."""
