"""The pages about the webhook: the list of programs, the instructions of each, and who can report."""

from functools import partialmethod
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..const import CONF_WEBHOOK_ADDRESS, DOMAIN
from ..downloads.last_reports import async_last_reports
from ..downloads.report_commands import PROGRAMS, TRIGGERS, report_commands
from ..downloads.webhook import async_webhook_url
from . import options_schema as schema
from .options_page import OptionsPages
from .relative_time import relative_time

_STEP: Final = "webhook_{}"
_TEXTS: Final = f"component.{DOMAIN}.selector.last_report.options."


class WebhookPages(OptionsPages):
    """Choose a program, and show only what it needs."""

    async def async_step_webhook(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the programs, and when each of them last reported."""
        return self.async_show_menu(
            step_id="webhook",
            menu_options=[*map(_STEP.format, PROGRAMS), "local_only"],
            description_placeholders=await self._async_last_reports(),
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
        return self._show_program(program, _STEP.format(program))

    async def _async_step_importer(self, importer: str, _user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Show the address for an importer, and what to select in it."""
        triggers = "\n".join(f"   - **{trigger}**" for trigger in TRIGGERS[importer])
        placeholders = {"program": importer.capitalize(), "triggers": triggers}
        return self._show_program(importer, "webhook_importer", placeholders)

    async def async_step_webhook_importer(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the programs again after the page of any importer."""
        return await self.async_step_webhook()

    # Home Assistant needs a step for each program.
    async_step_webhook_sonarr = partialmethod(_async_step_importer, "sonarr")
    async_step_webhook_radarr = partialmethod(_async_step_importer, "radarr")
    async_step_webhook_lidarr = partialmethod(_async_step_importer, "lidarr")
    async_step_webhook_readarr = partialmethod(_async_step_importer, "readarr")
    async_step_webhook_whisparr = partialmethod(_async_step_importer, "whisparr")
    async_step_webhook_qbittorrent = partialmethod(_async_step_program, "qbittorrent")
    async_step_webhook_transmission = partialmethod(_async_step_program, "transmission")
    async_step_webhook_rtorrent = partialmethod(_async_step_program, "rtorrent")
    async_step_webhook_sabnzbd = partialmethod(_async_step_program, "sabnzbd")
    async_step_webhook_pyload = partialmethod(_async_step_program, "pyload")
    async_step_webhook_other = partialmethod(_async_step_program, "other")

    def _show_program(self, program: str, step_id: str, placeholders: dict[str, str] | None = None) -> ConfigFlowResult:
        url = async_webhook_url(self.hass, self.config_entry, self.config_entry.options.get(CONF_WEBHOOK_ADDRESS))
        pasted = {schema.PASTED: report_commands(url)[program].rstrip()}
        return self._show(step_id, schema.WEBHOOK, pasted, placeholders, saves=False)

    async def _async_last_reports(self) -> dict[str, str]:
        """Return in words when each program last reported."""
        texts = await async_get_translations(self.hass, self.hass.config.language, "selector", {DOMAIN})
        words = {key.removeprefix(_TEXTS): text for key, text in texts.items() if key.startswith(_TEXTS)}
        times, now = async_last_reports(self.hass, self.config_entry.entry_id), dt_util.utcnow()
        return {
            program: relative_time(words, now - times[program]) if program in times else words["none"]
            for program in PROGRAMS
        }
