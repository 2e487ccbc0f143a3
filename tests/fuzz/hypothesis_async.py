"""Run Hypothesis in a thread and its async checks in the event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
import logging
import tracemalloc
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from testing.waiting import WaitingThreads

LIMIT_SECONDS = 30


async def fuzz[T](
    strategy: st.SearchStrategy[T], check: Callable[[T], Coroutine[Any, Any, object]], effort: settings
) -> None:
    """Run `check` with many generated cases in the running loop; re-raise its failure with the case."""
    loop = asyncio.get_running_loop()

    async def check_waited_for(case: T) -> None:
        with WaitingThreads.count():
            await check(case)

    @effort
    @given(strategy)
    def ask(case: T) -> None:
        asyncio.run_coroutine_threadsafe(check_waited_for(case), loop).result(LIMIT_SECONDS)

    await asyncio.to_thread(ask)


@contextmanager
def limited_memory(max_bytes: int) -> Iterator[None]:
    """Fail if the block's peak memory exceeds the limit. Slows the block down."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < max_bytes
    finally:
        tracemalloc.stop()


def traces(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the log records of the integration and Home Assistant that are errors or have a stack trace."""
    ours = [record for record in caplog.records if record.name.startswith(("custom_components", "homeassistant"))]
    bad = [record for record in ours if record.exc_info or record.levelno >= logging.ERROR]
    return [f"{record.name}: {record.getMessage()[:500]} {record.exc_info}" for record in bad]


async def refused(answer: Awaitable[object], *errors: type[Exception]) -> bool:
    """Return whether it was refused with one of these errors; raise any other."""
    try:
        await answer
    except errors:
        return True
    return False
