"""Repairs of deliveries that Plex did not find."""

import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState, Reason
from custom_components.plex_arrivals.issues import IssueKind
from testing.plex_server import Fault
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.flow_texts import texts

from .conftest import Repairs, offered, suggested

KIND = IssueKind.MISSING
NAME = "Paper Harbour (2021)"
FOLDER = f"movies/{NAME}"
FILE = f"{FOLDER}/{NAME}.mkv"


async def swallowed(env: DeliveryEnvironment, *names: str) -> list[Delivery]:
    """Return deliveries whose scans Plex accepted but did not run."""
    env.plex.swallow_scans = 99
    files = [(f"/media/movies/{name}", env.put(f"movies/{name}/{name}.mkv")) for name in names or (NAME,)]
    deliveries = [await env.ended(one) for one in [await env.finish(path, file) for path, file in files]]
    assert {one.state for one in deliveries} == {DeliveryState.MISSING}
    env.plex.swallow_scans = 0
    return deliveries


async def test_shows_attempts_and_items_in_plex(repairs: Repairs, env: DeliveryEnvironment) -> None:
    [delivery] = await swallowed(env)
    assert repairs.title(KIND) == "Not found in Plex: Paper Harbour (2021)"
    env.plex.requests.clear()
    menu = await repairs.open(KIND)
    assert menu["step_id"] == "not_found"
    placeholders = menu["description_placeholders"]
    tried = placeholders.pop("tried").splitlines()
    assert [line.partition(": ")[2] for line in tried] == [
        f"`/media/{FOLDER}`",
        f"`/media/{FOLDER}`",
        "`/media/movies`",
        "Movies",
    ]
    assert placeholders == {
        "name": "`Paper Harbour (2021)`",
        "path": f"`/media/{FOLDER}`",
        "library": "Movies",
        "file": "`Paper Harbour (2021).mkv`",
        "locations": "- `/media/movies`",
        "found": "\N{EM DASH}",
        "newest": placeholders["newest"],
    }
    assert set(placeholders["newest"].splitlines()) == {"- Sable Coast", "- Tin Orchard"}
    assert len(env.plex.requests) <= 3
    assert (await repairs.pick(menu, "retry"))["type"] == "create_entry"
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert repairs.issue(KIND) is None


async def test_shows_file_in_other_folder(repairs: Repairs, env: DeliveryEnvironment) -> None:
    await swallowed(env)
    (env.disk / FILE).unlink()
    env.put("movies/Elsewhere/Paper Harbour (2021).mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    placeholders = (await repairs.open(KIND))["description_placeholders"]
    assert placeholders["found"] == "- `/media/movies/Elsewhere/Paper Harbour (2021).mkv` (Paper Harbour)"


async def test_says_nothing_about_files_that_are_not_known(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """A Usenet client or an action may name the folder only."""
    env.plex.swallow_scans = 99
    await env.ended(await env.finish(f"/media/{FOLDER}"))
    menu = await repairs.open(KIND)
    assert menu["step_id"] == "not_found_without_files"
    assert "{file}" not in texts()["issues"][KIND]["fix_flow"]["step"]["not_found_without_files"]["description"]
    assert (await repairs.pick(menu, "dismiss"))["type"] == "create_entry"


def test_only_what_was_not_found_is_looked_for_by_its_file() -> None:
    """Other reasons come up with and without files; what is not unpacked has none that Plex could have."""
    steps = texts()["issues"][KIND]["fix_flow"]["step"]
    assert [step for step, shown in steps.items() if "{file}" in shown["description"]] == ["not_found"]


async def test_library_was_deleted(repairs: Repairs, env: DeliveryEnvironment) -> None:
    await swallowed(env)
    env.plex.remove_library(env.plex.catalog.libraries["1"])
    await env.restart()
    placeholders = (await repairs.open(KIND))["description_placeholders"]
    assert (placeholders["library"], placeholders["locations"], placeholders["found"]) == (
        "Movies",
        "\N{EM DASH}",
        "\N{EM DASH}",
    )


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault.REFUSE, "Cannot connect to Plex."),
        (Fault.HANG, "Cannot connect to Plex."),
        (Fault.MAINTENANCE, "Plex is starting or busy"),
    ],
)
async def test_plex_does_not_respond(repairs: Repairs, env: DeliveryEnvironment, fault: Fault, sentence: str) -> None:
    [delivery] = await swallowed(env)
    rule = env.plex.fail(fault)
    menu = await repairs.open(KIND)
    assert menu["description_placeholders"]["found"].startswith(sentence)
    rule.lift()
    assert (await repairs.pick(menu, "dismiss"))["type"] == "create_entry"
    assert delivery.id not in env.manager.deliveries
    assert repairs.issue(KIND) is None


@pytest.mark.parametrize(("status", "reason"), [(403, Reason.FORBIDDEN), (500, Reason.PLEX_FAILED)])
async def test_each_reason_has_an_explanation(
    repairs: Repairs, env: DeliveryEnvironment, status: int, reason: Reason
) -> None:
    rule = env.plex.fail(Fault.STATUS(status), path="/library/sections/1/refresh")
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.reason is reason
    menu = await repairs.open(KIND)
    assert menu["step_id"] == reason
    rule.lift()
    await repairs.pick(menu, "retry")
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_retry_several(repairs: Repairs, env: DeliveryEnvironment) -> None:
    first, second, third = await swallowed(env, NAME, "Glass Tide (2019)", "Far Signal (2001)")
    form = await repairs.open(KIND)
    assert suggested(form) == {"deliveries": [first.id, second.id, third.id]}
    assert offered(form, "deliveries")[1] == "Glass Tide (2019)"
    form = await repairs.submit(form, deliveries=[])
    assert form["step_id"] == "choose"
    menu = await repairs.submit(form, deliveries=[first.id, third.id])
    assert (menu["step_id"], menu["description_placeholders"]["count"]) == ("several", "2")
    menu = await repairs.pick(menu, "dismiss")
    assert (menu["step_id"], list(env.manager.deliveries)) == ("not_found", [second.id])
    assert repairs.title(KIND).endswith(": Glass Tide (2019)")
    await repairs.pick(menu, "retry")
    assert (await env.ended(second)).state is DeliveryState.AVAILABLE
    assert repairs.issue(KIND) is None


async def test_choose_one_of_several(repairs: Repairs, env: DeliveryEnvironment) -> None:
    _, second = await swallowed(env, NAME, "Glass Tide (2019)")
    menu = await repairs.submit(await repairs.open(KIND), deliveries=[second.id])
    assert menu["description_placeholders"]["name"] == "`Glass Tide (2019)`"


async def test_mapping_leads_to_other_library(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """The client's path exists in a library, but the files are in another library."""
    env.put(f"shows/Kept/{FILE}")
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}"))
    assert delivery.state is DeliveryState.MISSING
    form = await repairs.pick(await repairs.open(KIND), "map")
    effect = await repairs.submit(form, source="/media/movies", plex="/media/music")
    assert "Music (`/media/music/Paper Harbour (2021)`)" in effect["description_placeholders"]["effect"]
    await repairs.pick(effect, "save_mapping")
    await until(lambda: env.announced(delivery).count("missing") == 2, 1200)
    assert env.manager.deliveries[delivery.id].library_title == "Music"


async def test_delivery_arrives_while_repair_is_open(repairs: Repairs, env: DeliveryEnvironment) -> None:
    [delivery] = await swallowed(env)
    menu = await repairs.open(KIND)
    await env.manager.async_retry(delivery.id)
    assert repairs.issue(KIND) is None
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert (await repairs.pick(menu, "retry"))["type"] == "create_entry"
