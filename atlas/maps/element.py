"""Elements of a page or drawing as plain data: a tag, attributes, children.

What is written here reaches the page by ``createElement`` and text nodes only, so a value from
data can never become markup. SVG drawings are the same trees and can be written out as a file.
"""

from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

Node: TypeAlias = str | list[Any]
Attributes: TypeAlias = dict[str, Any]


def h(tag: str, attributes: Attributes | str | None = None, *children: Node | None) -> Node:
    """An element; a plain string for ``attributes`` is its class.

    >>> h("p", "note", "Hello")
    ['p', {'class': 'note'}, 'Hello']
    """
    attrs = {"class": attributes} if isinstance(attributes, str) else attributes or {}
    kept = {key: value for key, value in attrs.items() if value is not None and value is not False}
    return [tag, kept or None, *(child for child in children if child is not None)]


def text_of(node: Node) -> str:
    """All text of a tree, in reading order."""
    if isinstance(node, str):
        return node
    return "".join(text_of(child) for child in node[2:])


def svg_file(node: Node) -> str:
    """A drawing as the text of an SVG file, every value escaped."""
    if isinstance(node, str):
        return escape(node)
    tag, attributes, *children = node
    listed = dict(attributes or {})
    if tag == "svg":
        listed.setdefault("xmlns", "http://www.w3.org/2000/svg")
    style = listed.get("style")
    if isinstance(style, dict):
        listed["style"] = ";".join(f"{name}:{value}" for name, value in style.items())
    written = "".join(
        f" {name}={quoteattr(str(value))}" for name, value in listed.items() if name != "act"
    )
    return f"<{tag}{written}>{''.join(svg_file(child) for child in children)}</{tag}>"
