"""Selectors of the flows (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from homeassistant.helpers.selector import SelectOptionDict, SelectSelector, SelectSelectorConfig, SelectSelectorMode

from ..plex.models import PlexLibrary


def library_options(libraries: Iterable[PlexLibrary]) -> list[SelectOptionDict]:
    """Return an option for each library: its title, or its ID if several have the same title."""
    libraries = list(libraries)
    titles = Counter(library.title.casefold() for library in libraries)
    return [
        SelectOptionDict(value=library.title, label=library.title)
        if titles[library.title.casefold()] == 1
        else SelectOptionDict(value=library.id, label=f"{library.title} ({', '.join(library.locations)})")
        for library in libraries
    ]


def dropdown(options: Sequence[SelectOptionDict] | Sequence[str]) -> SelectSelector:
    """Return a selector for one option.

    Use it in an optional field, or with a default: the frontend fills in the first option of a required field.
    """
    return SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN))


def checkboxes(labels: Mapping[str, str]) -> SelectSelector:
    """Return a selector for any number of values; `labels` by value."""
    options = [SelectOptionDict(value=value, label=label) for value, label in labels.items()]
    return SelectSelector(SelectSelectorConfig(options=options, multiple=True, mode=SelectSelectorMode.LIST))


def text_with_suggestions(texts: Iterable[str]) -> SelectSelectorConfig:
    """Return the configuration of a selector for a text, with suggestions."""
    return SelectSelectorConfig(options=list(dict.fromkeys(texts)), custom_value=True)
