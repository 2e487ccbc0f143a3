"""Downloads of items that Plex has already."""

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryKind, DeliveryState

from .conftest import DeliveryEnvironment


async def test_new_file_of_an_item_is_upgraded(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    old = env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    (env.disk / folder / "Paper Harbour (2021) 720p.mkv").unlink()
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}", new))
    assert old != new
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        pytest.param([1, 2], DeliveryKind.UPGRADED, id="nothing new"),
        pytest.param([1], DeliveryKind.ADDED, id="partly new"),
    ],
)
async def test_pack_is_an_upgrade_only_if_nothing_in_it_is_new(
    env: DeliveryEnvironment, held: list[int], kind: DeliveryKind
) -> None:
    folder = "shows/Quiet Engines/Season 07"
    for number in held:
        env.put(f"{folder}/Quiet Engines - S07E0{number} 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["2"])
    files = [env.put(f"{folder}/Quiet Engines - S07E0{number} 2160p.mkv", size=20) for number in (1, 2)]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    assert [item.episode for item in delivery.items] == [1, 2]
    assert delivery.kind is kind


async def test_second_version_of_a_movie_is_upgraded(env: DeliveryEnvironment) -> None:
    folder = "movies/Paper Harbour (2021)"
    env.put(f"{folder}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    new = env.put(f"{folder}/Paper Harbour (2021) 2160p.mkv", size=20)
    delivery = await env.ended(await env.finish(f"/media/{folder}", new))
    assert (delivery.state, delivery.kind) == (DeliveryState.AVAILABLE, DeliveryKind.UPGRADED)
