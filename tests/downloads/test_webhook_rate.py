"""How many reports the webhook accepts over HTTP; those beyond are delayed."""

import asyncio

from custom_components.plex_arrivals.downloads.webhook import RateLimiter, Webhook
from testing.waiting import until

from .conftest import Http, Reports
from .importer_bodies import sonarr
from .test_webhook import UNSTORED, send


async def test_season_is_accepted_and_flood_is_refused(http: Http, reports: Reports) -> None:
    answers = await asyncio.gather(*(send(http, sonarr(number)) for number in range(60)))
    assert set(answers) == {(200, "ok")}
    assert len(set(reports.names)) == 60
    answers = await asyncio.gather(*(send(http) for _ in range(600)))
    assert set(answers) == {(200, "ok"), (429, "Too many reports.")}
    assert await send(http) == (200, "ok")


async def test_imports_beyond_burst_are_delayed(webhook: Webhook, http: Http, reports: Reports) -> None:
    """Sonarr and Lidarr do not repeat a refused report."""
    webhook._rate_limiter = RateLimiter(3, 2)
    sending = asyncio.gather(*(send(http, sonarr(number)) for number in range(13)))
    await until(lambda: len(reports.downloads) == 3)
    await asyncio.sleep(0.4)
    assert len(reports.downloads) == 3
    assert set(await sending) == {(200, "ok")}
    assert len(set(reports.names)) == 13


async def test_report_with_long_delay_is_refused(webhook: Webhook, http: Http, reports: Reports) -> None:
    webhook._rate_limiter = RateLimiter(1, 0.5)
    answers = [status for status, _ in await asyncio.gather(*(send(http) for _ in range(20)))]
    assert (answers.count(200), answers.count(429)) == (6, 14)


async def test_delayed_report_during_stop_is_refused(webhook: Webhook, http: Http, reports: Reports) -> None:
    webhook._rate_limiter = RateLimiter(1, 0.5)
    assert await send(http) == (200, "ok")
    sending = asyncio.create_task(send(http))
    await until(lambda: webhook._rate_limiter._left < 0)
    await webhook.async_stop()
    assert await sending == (503, UNSTORED)
    assert len(reports.downloads) == 1


async def test_bad_reports_are_counted(webhook: Webhook, http: Http) -> None:
    webhook._rate_limiter = RateLimiter(3, 0)
    assert [(await send(http, data=b"nothing"))[0] for _ in range(5)] == [400, 400, 400, 429, 429]


def test_rate_limiter() -> None:
    limiter = RateLimiter(120, 2)
    assert [limiter.acquire(1000) for _ in range(121)] == [0] * 120 + [None]
    assert [limiter.acquire(1001) for _ in range(3)] == [0, 0, None]
    assert [limiter.acquire(1001, max_delay=2) for _ in range(5)] == [0.5, 1, 1.5, 2, None]
    assert limiter.acquire(1002) is None, "those that are delayed come first"
    assert limiter.acquire(1002, max_delay=2) == 1.5
    assert [limiter.acquire(9999) for _ in range(500)].count(0) == 120
