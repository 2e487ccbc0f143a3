"""The pages about the webhook: the list of programs, and the instructions of each."""

from datetime import datetime
from functools import partialmethod
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..const import CONF_WEBHOOK_ADDRESS, CONF_WEBHOOK_LOCAL_ONLY, DOMAIN
from ..downloads.report_commands import PROGRAMS, report_commands
from ..downloads.webhook import async_webhook_url
from . import options_schema as schema
from .options_page import OptionsPages

_STEP: Final = "webhook_{}"
_TEXTS: Final = f"component.{DOMAIN}.selector.last_report.options."
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR


class WebhookPages(OptionsPages):
    """Choose a program, and show only what it needs."""

    async def async_step_webhook(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the programs."""
        return self.async_show_menu(
            step_id="webhook",
            menu_options=[_STEP.format(program) for program in PROGRAMS],
            description_placeholders=await self._async_last_reports(never=""),
        )

    async def _async_step_program(self, program: str, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Show what to paste into a program, and configure who can use the webhook."""
        if user_input is not None:
            return self._save({CONF_WEBHOOK_LOCAL_ONLY: user_input[CONF_WEBHOOK_LOCAL_ONLY]})
        options = self.config_entry.options
        url = async_webhook_url(self.hass, self.config_entry, options.get(CONF_WEBHOOK_ADDRESS))
        return self._show(
            _STEP.format(program),
            schema.WEBHOOK,
            {**options, schema.PASTED: report_commands(url)[program].rstrip()},
            {"last_report": (await self._async_last_reports())[program]},
        )

    # Home Assistant needs a step for each program.
    async_step_webhook_importers = partialmethod(_async_step_program, "importers")
    async_step_webhook_qbittorrent = partialmethod(_async_step_program, "qbittorrent")
    async_step_webhook_transmission = partialmethod(_async_step_program, "transmission")
    async_step_webhook_rtorrent = partialmethod(_async_step_program, "rtorrent")
    async_step_webhook_sabnzbd = partialmethod(_async_step_program, "sabnzbd")
    async_step_webhook_pyload = partialmethod(_async_step_program, "pyload")
    async_step_webhook_other = partialmethod(_async_step_program, "other")

    async def _async_last_reports(self, *, never: str | None = None) -> dict[str, str]:
        """Return a sentence about when each program last reported; `never` replaces that of those that did not."""
        entry = self.config_entry
        times = entry.runtime_data.webhook.last_reports if entry.state is ConfigEntryState.LOADED else {}
        texts = await async_get_translations(self.hass, self.hass.config.language, "selector", {DOMAIN})

        def sentence(time: datetime | None) -> str:
            if time is None and never is not None:
                return never
            unit, count = _age(time)
            return texts.get(_TEXTS + unit, unit).replace("{count}", str(count))

        return {program: sentence(times.get(program)) for program in PROGRAMS}


def _age(time: datetime | None) -> tuple[str, int]:
    """Return the translation key of how long ago that was, and the number in it."""
    if time is None:
        return "never", 0
    seconds = int((dt_util.utcnow() - time).total_seconds())
    for unit, length in (("days", _DAY), ("hours", _HOUR), ("minutes", _MINUTE)):
        if seconds >= length:
            return unit, seconds // length
    return "now", 0
