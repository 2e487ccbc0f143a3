"""The connections of an importer."""

from pathlib import Path
from typing import Any

import pytest
from yarl import URL

from testing.importers import Importer, Lidarr, Radarr, Sonarr
from tests.importers_standin.client import Receiver, webhook
from tests.importers_standin.conftest import Start


@pytest.mark.parametrize(
    ("importer", "version", "present", "absent"),
    [
        (Sonarr, "3.0.10.1566", "onDownload", "onManualInteractionRequired"),
        (Sonarr, "4.0.0.924", "onManualInteractionRequired", "onImportComplete"),
        (Sonarr, "4.0.16.2946", "onImportComplete", "onReleaseImport"),
        (Radarr, "5.9.1.9070", "onManualInteractionRequired", "onImportComplete"),
        (Lidarr, "2.14.5.4836", "onReleaseImport", "onDownload"),
    ],
)
async def test_boxes_depend_on_kind_and_version(
    tmp_path: Path,
    start: Start,
    receiver: Receiver,
    importer: type[Importer],
    version: str,
    present: str,
    absent: str,
) -> None:
    client = await start(importer(tmp_path, version=version))
    _, schema = await client.ask("notification/schema")
    (ours,) = [row for row in schema if row["implementation"] == "Webhook"]
    assert present in ours
    assert absent not in ours
    assert [field["name"] for field in ours["fields"]][:2] == ["url", "method"]
    status, saved = await client.ask("notification", "POST", webhook(receiver.url, present, absent))
    assert (status, saved[present], absent in saved) == (201, True, False)
    assert [field.get("value") for field in saved["fields"]][:2] == [receiver.url, 1]
    assert receiver.events == ["Test"]


async def test_others_connections_stay(tmp_path: Path, start: Start, receiver: Receiver) -> None:
    client = await start(Radarr(tmp_path, version="5.27.5.10198"))
    script = webhook("", "onDownload", name="Theirs") | {"implementation": "CustomScript"}
    script |= {"configContract": "CustomScriptSettings", "fields": [{"name": "path", "value": "/scripts/theirs.sh"}]}
    _, theirs = await client.ask("notification", "POST", script)
    _, ours = await client.ask("notification", "POST", webhook(receiver.url, "onDownload"))
    status, changed = await client.ask(
        f"notification/{ours['id']}", "PUT", webhook(receiver.url, "onUpgrade") | {"id": ours["id"]}
    )
    assert (status, changed["onDownload"], changed["onUpgrade"]) == (202, False, True)
    assert (await client.ask(f"notification/{ours['id']}"))[1] == changed
    assert (await client.ask(f"notification/{ours['id']}", "DELETE"))[0] == 200
    assert (await client.ask(f"notification/{ours['id']}", "DELETE"))[0] == 404
    assert (await client.ask("notification"))[1] == [theirs]
    assert theirs["fields"][0]["value"] == "/scripts/theirs.sh"


@pytest.mark.parametrize(
    ("importer", "version", "before"),
    [
        (Sonarr, "3.0.10.1566", ""),
        (Sonarr, "4.0.16.2946", "Unable to send test message: "),
        (Lidarr, "2.14.5.4836", ""),
    ],
)
async def test_address_that_answers_with_an_error(
    tmp_path: Path, start: Start, receiver: Receiver, importer: type[Importer], version: str, before: str
) -> None:
    client = await start(importer(tmp_path, version=version))
    receiver.status = 404
    for path in ("notification", "notification/test"):
        status, (failure,) = await client.ask(path, "POST", webhook(receiver.url, "onUpgrade"))
        assert status == 400
        assert failure["propertyName"] == "Url"
        assert failure["errorMessage"] == (
            f"{before}Unable to post to webhook: HTTP request failed: [404:NotFound] [POST] at [{receiver.url}]"
        )
    assert (await client.ask("notification"))[1] == []
    receiver.status = 200
    assert (await client.ask("notification/test", "POST", webhook(receiver.url)))[0] == 200


async def test_address_where_nobody_listens(tmp_path: Path, start: Start, unused_tcp_port: int) -> None:
    client = await start(Sonarr(tmp_path, version="4.0.16.2946"))
    place = f"127.0.0.1:{unused_tcp_port}"
    status, body = await client.ask("notification", "POST", webhook(f"http://{place}/hook", "onDownload"))
    assert (status, body["message"]) == (500, f"Connection refused ({place})")
    assert body["description"].startswith("System.Net.Http.HttpRequestException: Connection refused")


async def test_without_boxes_the_address_is_not_tested(tmp_path: Path, start: Start, receiver: Receiver) -> None:
    client = await start(Sonarr(tmp_path, version="4.0.16.2946"))
    assert (await client.ask("notification", "POST", webhook(receiver.url)))[0] == 201
    assert receiver.events == []


@pytest.mark.parametrize(
    ("changes", "name", "message"),
    [
        ({"name": ""}, "Name", "'Name' must not be empty."),
        ({"name": "theirs"}, "Name", "Should be unique"),
        ({"fields": [{"name": "url", "value": "nonsense"}]}, "Url", "Invalid Url: 'nonsense'"),
    ],
)
async def test_refused_connections(
    tmp_path: Path, start: Start, receiver: Receiver, changes: dict[str, Any], name: str, message: str
) -> None:
    client = await start(Sonarr(tmp_path, version="4.0.16.2946"))
    await client.ask("notification", "POST", webhook(str(URL(receiver.url)), name="Theirs"))
    status, (failure,) = await client.ask("notification", "POST", webhook(receiver.url, "onDownload") | changes)
    assert (status, failure["propertyName"], failure["errorMessage"]) == (400, name, message)
