"""Views, map documents and their renderers."""
