"""Flows neither show, log nor store a token of an account or a server while they run."""

from collections.abc import Generator
import logging
import traceback
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_REAUTH, ConfigFlowContext
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowHandler, FlowManager, FlowResultType
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.plex_tv import PlexTv
from tests.config_flow.steps import NOTHING_LISTENS, begin, choose, plex_entry, progressed, shown, submit

ACCOUNT_TOKEN = "aCc0uNt-t0kEn-77aa"
SERVER_TOKEN = "sErVeR-t0kEn-4f1d"
OTHER_TOKEN = "0tHeR-t0kEn-9c3e"


@pytest.fixture
def results() -> Generator[list[str]]:
    """Return every result of every step as text, without the data of the created entry."""
    texts: list[str] = []
    handle_step = FlowManager._async_handle_step

    async def remember(self: Any, flow: FlowHandler[Any, Any, Any], *args: Any, **kwargs: Any) -> Any:
        result = await handle_step(self, flow, *args, **kwargs)
        fields = result["data_schema"].schema if result["type"] is FlowResultType.FORM else {}
        texts.append(
            repr([{key: value for key, value in result.items() if key not in {"data", "result"}}, flow.context])
        )
        texts.extend(repr([key.description, key.default, vars(selector)]) for key, selector in fields.items())
        return result

    with patch.object(FlowManager, "_async_handle_step", remember):
        yield texts


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    texts = [caplog.text]
    for record in caplog.records:
        texts.append(repr(record.args))
        if record.exc_info and record.exc_info[1]:
            texts.append("".join(traceback.format_exception(record.exc_info[1])))
    return texts


async def test_tokens_are_never_shown(
    hass: HomeAssistant,
    plex_server: PlexServer,
    other_server: PlexServer,
    plex_tv: PlexTv,
    results: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    plex_tv.account_token, plex_server.token, other_server.token = ACCOUNT_TOKEN, SERVER_TOKEN, OTHER_TOKEN
    plex_tv.add_server(plex_server, NOTHING_LISTENS)
    plex_tv.add_server(other_server)

    # Two servers, of which one is reached nowhere, then refuses the token, then is found.
    progress = await choose(hass, await begin(hass), "sign_in")
    plex_tv.enter(shown(progress))
    form = await progressed(hass, progress)
    form = await submit(hass, form, server=plex_server.identity.machine_identifier)
    with plex_server.fail(Fault.STATUS(401), "/"):
        form = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    form = await submit(hass, form, url=other_server.url, verify_ssl=True)
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY

    # One that is taken over and gone.
    plex_entry(hass, other_server, url=NOTHING_LISTENS)
    form = await choose(hass, await begin(hass), "take_over")
    assert form["step_id"] == "address"
    hass.config_entries.flow.async_abort(form["flow_id"])

    # plex.tv fails when the account has signed in; then the server of the entry does not respond.
    for statuses, fault in (([401], None), ([], Fault.REFUSE)):
        plex_tv.statuses["GET resources"] = statuses
        context: ConfigFlowContext = {"source": SOURCE_REAUTH, "entry_id": result["result"].entry_id}
        menu = await hass.config_entries.flow.async_init(DOMAIN, context=context, data=result["data"])
        progress = await choose(hass, menu, "sign_in")
        plex_tv.enter(shown(progress))
        if fault:
            with plex_server.fail(fault):
                await progressed(hass, progress)
        else:
            await progressed(hass, progress)
        hass.config_entries.flow.async_abort(progress["flow_id"])

    strings = [*results, *logged(caplog)]
    assert "sign_in_failed" in "".join(results)
    assert "no_address_answers" in "".join(results)
    for token in (ACCOUNT_TOKEN, SERVER_TOKEN, OTHER_TOKEN):
        assert not [text for text in strings if token in text]
    assert not [flow for flow in hass.config_entries.flow.async_progress() if "t0kEn" in repr(flow)]


async def test_tokens_are_sent_only_to_their_owner(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, plex_tv: PlexTv
) -> None:
    """The account's token goes to plex.tv in a header, and a server's token to that server."""
    plex_tv.account_token, plex_server.token, other_server.token = ACCOUNT_TOKEN, SERVER_TOKEN, OTHER_TOKEN
    plex_tv.add_server(plex_server, other_server.url, plex_server.url)
    progress = await choose(hass, await begin(hass), "sign_in")
    plex_tv.enter(shown(progress))
    result = await progressed(hass, progress)
    assert result["type"] is FlowResultType.CREATE_ENTRY

    sent = [
        (server, request.path, request.headers.get("X-Plex-Token"))
        for server, requests in (("tv", plex_tv.requests), ("its", plex_server.requests), ("no", other_server.requests))
        for request in requests
        if "X-Plex-Token" in request.headers
    ]
    assert sent == [("tv", "/api/v2/resources", ACCOUNT_TOKEN), ("its", "/", SERVER_TOKEN)]
    for request in [*plex_tv.requests, *plex_server.requests, *other_server.requests]:
        headers = [value for name, value in request.headers.items() if name != "X-Plex-Token"]
        assert "t0kEn" not in f"{request.path}{request.query}{headers}"
