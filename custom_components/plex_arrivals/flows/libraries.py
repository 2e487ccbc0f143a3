"""Libraries to choose from (pure)."""

from collections import Counter
from collections.abc import Iterable

from homeassistant.helpers.selector import SelectOptionDict

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
