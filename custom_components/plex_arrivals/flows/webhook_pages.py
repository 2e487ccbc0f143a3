"""The pages about the webhook: the list of programs, the instructions of each, and who can report."""

from functools import partialmethod
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.util import dt as dt_util

from ..const import CONF_WEBHOOK_ADDRESS
from ..downloads.report_commands import PROGRAMS, report_commands
from ..downloads.webhook import async_webhook_url
from . import options_schema as schema
from .markdown import NO_VALUE
from .options_page import OptionsPages

_STEP: Final = "webhook_{}"


class WebhookPages(OptionsPages):
    """Choose a program, and show only what it needs."""

    async def async_step_webhook(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the programs."""
        return self.async_show_menu(
            step_id="webhook",
            menu_options=[*map(_STEP.format, PROGRAMS), "local_only"],
            description_placeholders=self._last_reports(),
        )

    async def async_step_local_only(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Configure whether the webhook accepts reports from the internet."""
        if user_input is not None:
            return self._save(user_input)
        return self._show("local_only", schema.LOCAL_ONLY, self.config_entry.options)

    async def _async_step_program(self, program: str, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Show what to paste into a program, then the programs again."""
        if user_input is not None:
            return await self.async_step_webhook()
        url = async_webhook_url(self.hass, self.config_entry, self.config_entry.options.get(CONF_WEBHOOK_ADDRESS))
        return self._show(
            _STEP.format(program),
            schema.WEBHOOK,
            {schema.PASTED: report_commands(url)[program].rstrip()},
            {"last_report": self._last_reports()[program]},
            saves=False,
        )

    # Home Assistant needs a step for each program.
    async_step_webhook_importers = partialmethod(_async_step_program, "importers")
    async_step_webhook_qbittorrent = partialmethod(_async_step_program, "qbittorrent")
    async_step_webhook_transmission = partialmethod(_async_step_program, "transmission")
    async_step_webhook_rtorrent = partialmethod(_async_step_program, "rtorrent")
    async_step_webhook_sabnzbd = partialmethod(_async_step_program, "sabnzbd")
    async_step_webhook_pyload = partialmethod(_async_step_program, "pyload")
    async_step_webhook_other = partialmethod(_async_step_program, "other")

    def _last_reports(self) -> dict[str, str]:
        """Return when each program last reported, in a form that no language needs to be known for."""
        entry = self.config_entry
        times = entry.runtime_data.webhook.last_reports if entry.state is ConfigEntryState.LOADED else {}
        shown = {program: f"{dt_util.as_local(time):%Y-%m-%d %H:%M}" for program, time in times.items()}
        return dict.fromkeys(PROGRAMS, NO_VALUE) | shown
