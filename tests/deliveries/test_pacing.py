"""The number of callers that continue in an iteration of the event loop."""

import asyncio

from custom_components.plex_arrivals.deliveries.pacing import Pacer


async def in_rounds(pacer: Pacer, callers: int, cancelled: frozenset[int] = frozenset()) -> list[list[int]]:
    """Return the callers that continue in each iteration, all started at once."""
    rounds: list[list[int]] = [[]]

    async def call(number: int) -> None:
        await pacer.wait()
        rounds[-1].append(number)

    tasks = [asyncio.create_task(call(number)) for number in range(callers)]
    while not all(task.done() for task in tasks):
        await asyncio.sleep(0)
        if len(rounds) == 1:
            for number in cancelled:
                tasks[number].cancel()
        rounds.append([])
    return [one for one in rounds if one]


async def test_few_callers_go_on_at_once() -> None:
    assert await in_rounds(Pacer(5), 5) == [[0, 1, 2, 3, 4]]


async def test_other_callers_go_on_in_next_iterations_in_order() -> None:
    pacer = Pacer(2)
    rounds = await in_rounds(pacer, 7)
    assert [number for one in rounds for number in one] == list(range(7))
    assert max(map(len, rounds)) == 2
    await asyncio.sleep(0.01)
    assert await in_rounds(pacer, 2) == [[0, 1]]


async def test_cancelled_callers_do_not_count() -> None:
    rounds = await in_rounds(Pacer(2), 9, cancelled=frozenset((3, 4, 5)))
    assert [number for one in rounds for number in one] == [0, 1, 2, 6, 7, 8]
    assert len(rounds) == 3
