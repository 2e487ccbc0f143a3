"""The demonstration's downloads, and what it says about them."""

import asyncio
from collections.abc import Iterator
import signal
from typing import TYPE_CHECKING, Any, cast

import pytest

from testing.titles import Title, titles
from testing.torrents import file_size

if TYPE_CHECKING:
    from scripts.demonstration.follow import Follower
    from testing.home_assistant.client import HomeAssistant


class Home:
    """A Home Assistant's events, and its one repair."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def announce(self, entry_id: str, title: Title, state: str, reason: str | None = None) -> None:
        delivery = {"entry_id": entry_id, "download": {"name": title.name}, "state": state, "reason": reason}
        event = {"data": delivery | {"explanation": ""}, "time_fired": "2026-11-29T16:11:00+00:00"}
        self.events.put_nowait(event)

    async def issues(self, kind: str) -> list[str]:
        return [kind]


@pytest.fixture
def follower_type() -> Iterator[type[Follower]]:
    """Return the class; its package changes what Ctrl-C does."""
    handler = signal.getsignal(signal.SIGINT)
    from scripts.demonstration.follow import Follower  # noqa: PLC0415 - for that reason

    yield Follower
    signal.signal(signal.SIGINT, handler)


async def test_only_the_server_that_it_set_up_is_followed(follower_type: type[Follower]) -> None:
    title, home, unused = next(titles()), Home(), cast("Any", None)
    follower = follower_type(title, cast("HomeAssistant", home), "attic", unused, unused, lambda *_: None)
    home.announce("cellar", title, "skipped", "other_server")
    home.announce("attic", title, "waiting", "import_blocked")
    assert await follower.block() == "import_blocked"


def test_no_two_titles_have_the_same_files_with_the_same_sizes() -> None:
    contents = [{(file, file_size(title, file)) for file in title.files} for title in titles()]
    assert all(one.isdisjoint(other) for one in contents for other in contents if other is not one)
