"""Home Assistant's repairs about downloads."""

from testing.home_assistant.instance import HomeAssistantClient


async def ignore_repairs(hass_client: HomeAssistantClient) -> None:
    """Ignore all repairs of the integration, so that the card itself offers to retry and to dismiss."""
    for issue in (await hass_client.command("repairs/list_issues"))["issues"]:
        if issue["domain"] == "plex_arrivals":
            await hass_client.command(
                "repairs/ignore_issue", domain=issue["domain"], issue_id=issue["issue_id"], ignore=True
            )
