"""The corridor: a programme with axes, each as its source names it, drawn as far as legs go."""

from layers.model import Axis, Route, Service
from layers.parse import entity, events, facts, names, status, text
from layers.read import Document


def route(doc: Document) -> Route:
    """A line or corridor with its main path, the stops it passes and its axes."""
    return Route(
        entity=entity({**doc, "layer": doc.get("layer", doc["kind"])}, table="routes"),
        main_path=tuple(doc.get("main_path", ())),
        through=tuple(doc.get("through", ())),
        axes=tuple(axis(item) for item in doc.get("axes", ())),
    )


def axis(doc: Document) -> Axis:
    """One branch of the corridor."""
    return Axis(
        id=doc["id"],
        names=names(doc)[0],
        text=text(doc.get("text")),
        source=doc.get("source", "not-found"),
        path=tuple(doc.get("path", ())),
    )


def service(doc: Document) -> Service:
    """One train service."""
    return Service(
        id=doc["id"],
        line=doc.get("line", ""),
        names=names(doc)[0],
        status=status(doc),
        origin=doc.get("origin"),
        destination=doc.get("destination"),
        destination_unknown=text(doc.get("destination_unknown")),
        via=tuple(doc.get("via", ())),
        path=tuple(doc.get("path", ())),
        path_note=text(doc.get("path_note")),
        opened=str(doc.get("opened", "undated")),
        facts=facts(doc),
        events=events(doc),
    )
