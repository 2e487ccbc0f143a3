"""A document of Plex, modeled once and written as XML or JSON."""

from dataclasses import dataclass, field
import json
from typing import Any
from xml.etree import ElementTree as ET

type Value = str | int | float | bool | None
"""None is omitted."""


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, Value] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    json_name: str | None = None
    """The name of its list in JSON, if that is not the tag."""


def container(children: list[Node], **attributes: Value) -> Node:
    """Return a MediaContainer, the root of every response."""
    return Node("MediaContainer", {"size": len(children), **attributes}, children)


def to_xml(node: Node) -> bytes:
    text = ET.tostring(_element(node), encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "replace")


def to_json(node: Node) -> bytes:
    text = json.dumps({node.tag: _mapping(node)}, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def error_page(status: int, title: str) -> str:
    """Return the HTML page of an error in Plex."""
    return f"<html><head><title>{title}</title></head><body><h1>{status} {title}</h1></body></html>"


def _element(node: Node) -> ET.Element:
    element = ET.Element(node.tag)
    for name, value in node.attributes.items():
        if value is not None:
            element.set(name, str(int(value)) if isinstance(value, bool) else str(value))
    element.extend(_element(child) for child in node.children)
    return element


def _mapping(node: Node) -> dict[str, Any]:
    mapping: dict[str, Any] = {name: value for name, value in node.attributes.items() if value is not None}
    for child in node.children:
        mapping.setdefault(child.json_name or child.tag, []).append(_mapping(child))
    return mapping
