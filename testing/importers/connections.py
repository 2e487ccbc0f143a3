"""The connections of an importer, of which it calls those that are webhooks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import json
import logging
import os
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

_LOGGER = logging.getLogger(__name__)
_TIMEOUT = aiohttp.ClientTimeout(total=100)


class WebhookFailed(Exception):
    """The address answered with an error."""


class Refused(Exception):
    """A connection cannot be saved; with the answer that says why."""

    def __init__(self, answer: web.Response) -> None:
        super().__init__(answer.text)
        self.answer = answer


@dataclass(slots=True)
class Connections:
    """The connections, by ID."""

    flags: tuple[str, ...]
    """The boxes that this version has: `onDownload` and so on."""
    fields: tuple[str, ...]
    """The settings that a webhook has in this version."""
    test_body: Callable[[], dict[str, Any]]
    test_message: str
    """What goes before the reason why a test failed."""
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)

    # The API

    def schema(self) -> list[dict[str, Any]]:
        return [
            self._shown({"implementation": "CustomScript", "configContract": "CustomScriptSettings"}, ("path",), {}),
            self._shown({"implementation": "Webhook", "configContract": "WebhookSettings"}, self.fields, {"method": 1}),
        ]

    def listing(self) -> list[dict[str, Any]]:
        return sorted(self.rows.values(), key=lambda row: row["name"])

    def find(self, number: int) -> web.Response:
        row = self.rows.get(number)
        return web.json_response(row) if row else web.json_response({"message": "NotFound"}, status=404)

    async def add(self, body: Mapping[str, Any]) -> web.Response:
        number = max(self.rows, default=0) + 1
        return await self._save(number, body, 201)

    async def change(self, number: int, body: Mapping[str, Any]) -> web.Response:
        if number not in self.rows:
            return web.json_response({"message": "NotFound"}, status=404)
        return await self._save(number, body, 202)

    def remove(self, number: int) -> web.Response:
        if not self.rows.pop(number, None):
            return web.json_response({"message": f"NotificationDefinition with ID {number} does not exist"}, status=404)
        return web.json_response({})

    async def test(self, body: Mapping[str, Any]) -> web.Response:
        """Send the test event to an address."""
        try:
            self._check_name(body, body.get("id", 0))
            await self._test(body)
        except Refused as refused:
            return refused.answer
        return web.Response(text="{}")

    # Sending

    async def fire(self, flag: str, body: Mapping[str, Any]) -> None:
        """Call the webhooks that have the box of an event; upgrades take another box as well."""
        for row in list(self.rows.values()):
            wanted = row.get(flag) and (row["onUpgrade"] or not body.get("isUpgrade"))
            if row["implementation"] != "Webhook" or not wanted:
                continue
            try:
                await _send(row, body)
            except (WebhookFailed, aiohttp.ClientError, TimeoutError) as error:
                _LOGGER.warning("Unable to send %s notification to %s: %s", flag, row["name"], error)

    # Saving

    async def _save(self, number: int, body: Mapping[str, Any], status: int) -> web.Response:
        try:
            self._check_name(body, number)
            if any(body.get(flag) for flag in self.flags):
                await self._test(body)
        except Refused as refused:
            return refused.answer
        values = {entry["name"]: entry.get("value") for entry in body["fields"]}
        fields = self.fields if body["implementation"] == "Webhook" else tuple(values)
        self.rows[number] = self._shown(body, fields, values) | {"id": number, "name": body["name"]}
        return web.json_response(self.rows[number], status=status)

    def _check_name(self, body: Mapping[str, Any], number: int) -> None:
        name = body.get("name")
        if not name:
            raise Refused(_failure("Name", "'Name' must not be empty.", ""))
        if any(row["name"].casefold() == name.casefold() for other, row in self.rows.items() if other != number):
            raise Refused(_failure("Name", "Should be unique", name))

    async def _test(self, body: Mapping[str, Any]) -> None:
        if body["implementation"] != "Webhook":
            return
        url = _value(body, "url") or ""
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise Refused(_failure("Url", f"Invalid Url: '{url}'", url))
        try:
            await _send(body, self.test_body())
        except WebhookFailed as error:
            raise Refused(_failure("Url", f"{self.test_message}{error}", None)) from error
        except aiohttp.ClientConnectorDNSError as error:
            raise Refused(_broken(f"Name or service not known ({address.netloc})")) from error
        except aiohttp.ClientConnectorError as error:
            raise Refused(_broken(f"{os.strerror(error.os_error.errno or 0)} ({address.netloc})")) from error
        except TimeoutError as error:
            raise Refused(_broken("Http request timed out")) from error
        except aiohttp.ClientError as error:
            raise Refused(_broken("An error occurred while sending the request.")) from error

    def _shown(self, body: Mapping[str, Any], fields: tuple[str, ...], values: Mapping[str, Any]) -> dict[str, Any]:
        implementation = body["implementation"]
        return {
            **{flag: bool(body.get(flag)) for flag in self.flags},
            **{f"supportsO{flag[1:]}": True for flag in self.flags},
            "includeHealthWarnings": bool(body.get("includeHealthWarnings")),
            "name": "",
            "fields": [_field(order, name, values.get(name)) for order, name in enumerate(fields)],
            "implementationName": "Custom Script" if implementation == "CustomScript" else implementation,
            "implementation": implementation,
            "configContract": body["configContract"],
            "infoLink": f"https://wiki.servarr.com/supported#{implementation.lower()}",
            "tags": list(body.get("tags", ())),
        }


def _field(order: int, name: str, value: Any) -> dict[str, Any]:
    entry = {
        "order": order,
        "name": name,
        "label": name.title(),
        "type": {"url": "url", "method": "select", "password": "password", "headers": "keyValueList"}.get(
            name, "textbox"
        ),
        "advanced": name == "headers",
        "privacy": {"username": "userName", "password": "password"}.get(name, "normal"),
        "isFloat": False,
    }
    return entry if value is None else entry | {"value": value}


def _value(row: Mapping[str, Any], name: str) -> Any:
    return next((entry.get("value") for entry in row["fields"] if entry["name"] == name), None)


async def _send(row: Mapping[str, Any], body: Mapping[str, Any]) -> None:
    method = "PUT" if _value(row, "method") == 2 else "POST"
    url = _value(row, "url")
    user, password = _value(row, "username"), _value(row, "password")
    auth = aiohttp.BasicAuth(user or "", password or "") if user or password else None
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    headers |= {entry["key"]: entry["value"] for entry in _value(row, "headers") or ()}
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
        session.request(method, url, data=json.dumps(body), headers=headers, auth=auth) as response,
    ):
        if response.status >= 400:
            phrase = (response.reason or "").replace(" ", "")
            reason = f"HTTP request failed: [{response.status}:{phrase}] [{method}] at [{url}]"
            raise WebhookFailed(f"Unable to post to webhook: {reason}")


def _failure(name: str, message: str, attempted: str | None) -> web.Response:
    failure = {"isWarning": False, "propertyName": name, "errorMessage": message, "severity": "error"}
    if attempted is not None:
        failure["attemptedValue"] = attempted
    return web.json_response([failure], status=400)


def _broken(message: str) -> web.Response:
    description = f"System.Net.Http.HttpRequestException: {message}"
    return web.json_response({"message": message, "description": description}, status=500)
