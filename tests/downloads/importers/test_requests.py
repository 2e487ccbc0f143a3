"""The requests to an importer, and what its errors say."""

import asyncio
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.importer import Importer, ImporterError, Method
from custom_components.plex_arrivals.downloads.importers.queue import MAX_MESSAGE_LENGTH

KEY = "5ec2e7"


async def request(hass: HomeAssistant, response: web.Response, **given: Any) -> Any:
    """Return what a request to a server with this response returns."""
    received: list[web.Request] = []

    async def handle(request: web.Request) -> web.Response:
        received.append(request)
        return response

    application = web.Application()
    application.router.add_route("*", "/base/api/v3/notification/test", handle)
    async with TestServer(application, host="127.0.0.1") as server:
        data = {"url": str(server.make_url("/base/")), "api_key": KEY, "verify_ssl": False}
        importer = Importer(hass, MockConfigEntry(domain="sonarr", data=data))
        result = await importer.async_request("POST", "notification/test", **given)
    assert [one.headers["X-Api-Key"] for one in received] == [KEY]
    return result


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (web.json_response({"id": 1}, status=201), {"id": 1}),
        (web.json_response([]), []),
        (web.Response(), None),
        (web.Response(text=" \n"), None),
        (web.Response(text='{"id": 1}', content_type="text/plain"), {"id": 1}),
    ],
    ids=["object", "list", "empty", "blank", "wrong type"],
)
async def test_response(hass: HomeAssistant, response: web.Response, expected: Any) -> None:
    assert await request(hass, response, params={"a": 1}, data={"b": 2}) == expected


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize(
    ("response", "message"),
    [
        (
            web.json_response([{"propertyName": "Url", "errorMessage": "Unable to send."}, {"a": 1}], status=400),
            "Unable to send.",
        ),
        (web.json_response([{"errorMessage": "One."}, {"errorMessage": "Two."}], status=400), "One. Two."),
        (web.json_response({"message": "Refused", "description": "at Http…"}, status=500), "Refused"),
        (web.json_response({"error": "Unauthorized"}, status=401), "Unauthorized"),
        (web.json_response({"message": "x" * 9999}, status=500), "x" * MAX_MESSAGE_LENGTH),
        (web.Response(status=401), "401 Unauthorized"),
        (web.Response(text="<html>", status=502), "502 Bad Gateway"),
        (web.json_response([None, 7], status=400), "400 Bad Request"),
        (web.Response(text="<html>please log in</html>"), "The response is not JSON."),
        (
            web.Response(status=307, headers={"Location": "http://127.0.0.2:1/"}),
            "The server redirects to another address.",
        ),
    ],
    ids=["list", "two", "object", "error", "long", "no body", "no JSON", "odd", "page", "redirect"],
)
async def test_error(hass: HomeAssistant, response: web.Response, message: str) -> None:
    with pytest.raises(ImporterError) as error:
        await request(hass, response)
    assert str(error.value) == message
    assert KEY not in str(error.value)


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize(("method", "seconds"), [("GET", 10), ("POST", 30)])
async def test_time_limit(hass: HomeAssistant, method: Method, seconds: float) -> None:
    """An importer takes longer to test a webhook, because it sends a request itself."""

    async def handle(request: web.Request) -> web.Response:
        await asyncio.sleep(3600)
        return web.Response()

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(application, host="127.0.0.1") as server:
        data = {"url": str(server.make_url("")), "api_key": KEY, "verify_ssl": False}
        importer = Importer(hass, MockConfigEntry(domain="sonarr", data=data))
        began = hass.loop.time()
        with pytest.raises(ImporterError):
            await importer.async_request(method, "notification/test")
        assert seconds <= hass.loop.time() - began < seconds + 2


@pytest.mark.usefixtures("socket_enabled")
async def test_importer_that_is_down(hass: HomeAssistant) -> None:
    data = {"url": "http://127.0.0.1:1", "api_key": KEY, "verify_ssl": True}
    importer = Importer(hass, MockConfigEntry(domain="radarr", data=data))
    with pytest.raises(ImporterError) as error:
        await importer.async_queue(include_media=True)
    assert str(error.value)
    assert KEY not in str(error.value)


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("body", [[], {}, {"records": None}, "text"])
async def test_queue_of_another_shape(hass: HomeAssistant, body: Any) -> None:
    async def handle(request: web.Request) -> web.Response:
        return web.json_response(body)

    application = web.Application()
    application.router.add_get("/api/v1/queue", handle)
    async with TestServer(application, host="127.0.0.1") as server:
        data = {"url": str(server.make_url("")), "api_key": KEY, "verify_ssl": False}
        with pytest.raises(TypeError):
            await Importer(hass, MockConfigEntry(domain="lidarr", data=data)).async_queue(include_media=False)
