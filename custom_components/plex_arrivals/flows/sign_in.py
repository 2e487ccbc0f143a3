"""Sign in at plex.tv with a short code to get the servers of an account, with their tokens and URLs."""

import asyncio
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.translation import async_get_translations

from ..const import CONF_CLIENT_IDENTIFIER, DOMAIN
from ..plex.account import LinkCode, PlexAccount, PlexTvError
from ..plex.identification import is_at
from ..plex.resources import AccountServer
from .connection import CONNECTION_WITH_TOKEN, ConnectionFlow
from .take_over import CONF_SERVER, server_choice


class SignInFlow(ConnectionFlow):
    """Add a server of a plex.tv account, or get a new token from it."""

    def __init__(self) -> None:
        super().__init__()
        self._code: LinkCode | None = None
        self._sign_in_task: asyncio.Task[list[AccountServer]] | None = None
        self._sign_in_error = ""
        self._servers: dict[str, AccountServer] = {}

    async def async_step_sign_in(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the code until it was entered at plex.tv."""
        if self._sign_in_task is None or self._code is None:
            account = PlexAccount(async_get_clientsession(self.hass), self._data[CONF_CLIENT_IDENTIFIER])
            try:
                self._code = await account.request_code()
            except PlexTvError as error:
                return await self._sign_in_failed(error.key)
            self._sign_in_task = self.hass.async_create_background_task(
                account.servers_when_signed_in(self._code), "wait for the sign-in at plex.tv"
            )
        if not self._sign_in_task.done():
            return self.async_show_progress(
                step_id="sign_in",
                progress_action="wait_for_sign_in",
                description_placeholders={"code": self._code.code, "link_url": self._code.url},
                progress_task=self._sign_in_task,
            )
        task, self._sign_in_task = self._sign_in_task, None
        try:
            self._servers = {server.machine_identifier: server for server in task.result()}
        except PlexTvError as error:
            self._sign_in_error = error.key
            return self.async_show_progress_done(next_step_id="sign_in_failed")
        return self.async_show_progress_done(next_step_id="server")

    async def async_step_sign_in_failed(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show why the sign-in failed, and the ways to continue."""
        texts = await async_get_translations(self.hass, self.hass.config.language, "config", {DOMAIN})
        error = self._sign_in_error
        return self.async_show_menu(
            step_id="sign_in_failed",
            menu_options=self._menu_options(),
            description_placeholders={"reason": texts.get(f"component.{DOMAIN}.config.error.{error}", error)},
        )

    async def _sign_in_failed(self, error: str) -> ConfigFlowResult:
        self._sign_in_error = error
        return await self.async_step_sign_in_failed()

    def _menu_options(self) -> list[str]:
        """Return the steps that get a server or a new token."""
        raise NotImplementedError

    async def async_step_server(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Connect to the server of the account; ask which one if several are not set up yet."""
        if self._machine_identifier:
            if self._machine_identifier not in self._servers:
                return await self._sign_in_failed("not_the_owner")
            return await self._async_connect(self._servers[self._machine_identifier])
        if not self._servers:
            return await self._sign_in_failed("no_servers")
        configured = self._async_current_ids(include_ignore=False)
        servers = {key: server for key, server in self._servers.items() if key not in configured}
        if not servers:
            return self.async_abort(reason="all_configured")
        chosen = user_input[CONF_SERVER] if user_input else next(iter(servers)) if len(servers) == 1 else None
        if chosen not in servers:
            names = {key: server.name for key, server in servers.items()}
            return self.async_show_form(step_id="server", data_schema=server_choice(names))
        return await self._async_connect(servers[chosen])

    async def _async_connect(self, server: AccountServer) -> ConfigFlowResult:
        """Connect to a server: at the URL of its entry, or else at the first of its URLs that responds."""
        self._machine_identifier = server.machine_identifier
        self._data[CONF_TOKEN] = server.token
        if self._entry:
            return await self.async_step_address({key: self._data[key] for key in (CONF_URL, CONF_VERIFY_SSL)})
        if url := await self._async_find_url(server):
            return await self.async_step_address({CONF_URL: url, CONF_VERIFY_SSL: True})
        suggested = self._data.get(CONF_URL) or next(iter(server.urls), "")
        errors = {CONF_URL: "no_address_answers"}
        return self._show_connection("address", CONNECTION_WITH_TOKEN, {CONF_URL: suggested}, errors)

    async def _async_find_url(self, server: AccountServer) -> str | None:
        """Return the first URL at which the server responds; all are requested at once, without a token."""
        session = async_get_clientsession(self.hass)
        responds = await asyncio.gather(*(is_at(session, url, server.machine_identifier) for url in server.urls))
        return next((url for url, is_there in zip(server.urls, responds, strict=True) if is_there), None)
