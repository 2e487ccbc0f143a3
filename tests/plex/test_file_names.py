r"""Names and separators of paths, of whichever system Plex runs on."""

import unicodedata

import pytest

from custom_components.plex_arrivals.plex.file_names import base_name, same_name, without_doubled_separators


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/media/Movies/Heat.mkv", "Heat.mkv"),
        (r"D:\Movies\Heat.mkv", "Heat.mkv"),
        (r"\\nas\films\Heat.mkv", "Heat.mkv"),
        (r"//nas/films\Heat.mkv", "Heat.mkv"),
        ("D:/Movies/Heat.mkv", "Heat.mkv"),
        ("Heat.mkv", "Heat.mkv"),
        (r"Season 1\e1.mkv", "e1.mkv"),
        pytest.param(r"/media/AC\DC.mp3", r"AC\DC.mp3", id="a backslash in a name on Linux"),
    ],
)
def test_base_name(path: str, expected: str) -> None:
    assert base_name(path) == expected


@pytest.mark.parametrize(
    ("wanted", "path", "expected"),
    [
        ("Heat.mkv", "/m/Heat.mkv", True),
        ("heat.mkv", "/m/Heat.mkv", False),
        ("heat.mkv", r"D:\m\Heat.mkv", True),
        ("heat.mkv", r"\\nas\m\HEAT.MKV", True),
        ("heat.mkv", "//nas/m/HEAT.MKV", True),
        ("eat.mkv", "/m/Heat.mkv", False),
        (unicodedata.normalize("NFC", "Amélie.mkv"), unicodedata.normalize("NFD", "/m/Amélie.mkv"), True),
        (unicodedata.normalize("NFD", "Amélie.mkv"), unicodedata.normalize("NFC", "/m/Amélie.mkv"), True),
    ],
)
def test_same_name(wanted: str, path: str, *, expected: bool) -> None:
    assert same_name(wanted, path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/media//Movies///Heat", "/media/Movies/Heat"),
        ("//nas/films//Heat", "//nas/films/Heat"),
        ("///media/Movies", "/media/Movies"),
        ("/", "/"),
        (r"/media/a\\b", r"/media/a\\b"),
        (r"D:\\Movies\\Heat", r"D:\Movies\Heat"),
        (r"\\nas\films\\Heat", r"\\nas\films\Heat"),
        (r"\\\\nas\films", r"\\nas\films"),
    ],
)
def test_without_doubled_separators(path: str, expected: str) -> None:
    assert without_doubled_separators(path) == expected
