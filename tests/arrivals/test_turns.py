"""Who does what in which round of the event loop, and how much in a second."""

import asyncio

from custom_components.plex_arrivals.arrivals.turns import Pace, Turns


async def in_rounds(turns: Turns, callers: int, cancelled: frozenset[int] = frozenset()) -> list[list[int]]:
    """Return which callers had their turn in which round, all of them having come at once."""
    rounds: list[list[int]] = [[]]

    async def call(number: int) -> None:
        await turns.mine()
        rounds[-1].append(number)

    tasks = [asyncio.create_task(call(number)) for number in range(callers)]
    while not all(task.done() for task in tasks):
        await asyncio.sleep(0)
        if len(rounds) == 1:
            for number in cancelled:
                tasks[number].cancel()
        rounds.append([])
    return [one for one in rounds if one]


async def test_a_few_go_at_once() -> None:
    assert await in_rounds(Turns(5), 5) == [[0, 1, 2, 3, 4]]


async def test_the_others_go_in_the_next_rounds_in_their_order() -> None:
    turns = Turns(2)
    rounds = await in_rounds(turns, 7)
    assert [number for one in rounds for number in one] == list(range(7))
    assert max(map(len, rounds)) == 2
    await asyncio.sleep(0.01)
    assert await in_rounds(turns, 2) == [[0, 1]]


async def test_who_is_cancelled_takes_no_turn() -> None:
    rounds = await in_rounds(Turns(2), 9, cancelled=frozenset((3, 4, 5)))
    assert [number for one in rounds for number in one] == [0, 1, 2, 6, 7, 8]
    assert len(rounds) == 3


async def test_pace() -> None:
    """So much at once, and then so much a second; after a rest as much at once again."""
    pace = Pace(100, 1000)
    loop = asyncio.get_running_loop()

    async def seconds_for(amount: float, times: int) -> float:
        begun = loop.time()
        for _ in range(times):
            await pace.keep(amount)
        return loop.time() - begun

    assert await seconds_for(10, 10) < 0.05
    assert 0.08 < await seconds_for(10, 10) < 0.3
    await asyncio.sleep(0.12)
    assert await seconds_for(10, 10) < 0.05
