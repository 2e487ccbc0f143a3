"""Paths of other machines."""

import unicodedata

from hypothesis import example, given, strategies as st
import pytest

from custom_components.plex_arrivals import paths

ANY_PATH = st.text() | st.text(alphabet="aB./\\:~ é\u0301%?*", max_size=30)
ROOTS = st.sampled_from(
    [
        "/",
        "/media",
        "/media/tv/",
        "D:\\",
        "D:\\Media",
        "d:/media",
        "\\\\nas\\share",
        "\\\\nas\\share\\tv",
        "//nas/share",
    ]
)
NAMES = st.text(alphabet=st.characters(exclude_characters="/\\:", exclude_categories=("Cs", "Cc")), min_size=1).filter(
    lambda name: name not in (".", "..")
)


@pytest.mark.parametrize(
    ("path", "folder", "rest"),
    [
        ("/media/tv/Show", "/media/tv", ("Show",)),
        ("/media/tv", "/media/tv", ()),
        ("/media/tv/", "/media//tv", ()),
        ("/media/tv-4k/Show", "/media/tv", None),
        ("/media/tv", "/media/tv/Show", None),
        ("//media//tv///Show/", "/media/tv/", ("Show",)),
        ("/media/tv/x/../Show/./a.mkv", "/media/tv", ("Show", "a.mkv")),
        ("/media/tv/../movies/a.mkv", "/media/tv", None),
        ("/media/a.mkv", "/", ("media", "a.mkv")),
        ("/Media/TV/Show", "/media/tv", None),
        ("D:\\Media\\TV\\Show", "d:\\media\\tv\\", ("Show",)),
        ("d:/media/tv/Show", "D:\\Media\\TV", ("Show",)),
        ("D:\\Show", "D:\\", ("Show",)),
        ("D:\\Show", "D:", ("Show",)),
        ("D:\\", "D:", ()),
        ("E:\\Show", "D:\\", None),
        ("\\\\NAS\\Media\\TV\\Show", "\\\\nas\\media\\tv", ("Show",)),
        ("//nas/media/tv/Show", "\\\\NAS\\media\\tv", ("Show",)),
        ("\\\\nas\\media\\tv\\Show", "//nas/media/tv", ("Show",)),
        ("//NAS/media/tv/Show", "//nas/media/TV", ("Show",)),
        ("//nas/media\\tv\\Show", "//nas/media/tv", ("Show",)),
        ("//Media/tv/Show", "/media/tv", None),
        ("\\\\nas\\media2\\Show", "\\\\nas\\media", None),
        ("/downloads/AC\\DC/a.flac", "/downloads", ("AC\\DC", "a.flac")),
        ("/downloads/AC/a.flac", "/downloads/AC\\DC", None),
        ("/media/tv/Show", "D:\\media", None),
        ("/media/tv/Show", "", None),
        ("/media/tv/Show", ".", None),
        ("../Show", ".", None),
        ("a/b", "a", ("b",)),
    ],
)
def test_below(path: str, folder: str, rest: tuple[str, ...] | None) -> None:
    assert paths.below(path, folder) == rest


def test_unicode_forms_are_equal() -> None:
    composed = "/media/Amélie à la plage/a.mkv"
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert paths.same(composed, decomposed)
    assert paths.below(decomposed, "/media/Amélie à la plage") == ("a.mkv",)
    assert paths.comparable_name("/x/Été.MKV") == paths.comparable_name(unicodedata.normalize("NFD", "D:\\y\\été.mkv"))


@pytest.mark.parametrize(
    ("folder", "parts", "path"),
    [
        ("/media/tv/", ("Show", "a.mkv"), "/media/tv/Show/a.mkv"),
        ("/", ("Show",), "/Show"),
        ("D:\\", ("Show",), "D:\\Show"),
        ("D:", ("Show",), "D:\\Show"),
        ("D:/Media", ("Show", "a.mkv"), "D:\\Media\\Show\\a.mkv"),
        ("\\\\nas\\share", ("Show",), "\\\\nas\\share\\Show"),
        ("//nas/share", ("Show", "a.mkv"), "//nas/share/Show/a.mkv"),
        ("//nas/share/", (), "//nas/share"),
        ("/", ("/etc",), "/etc"),
        ("/media", ("AC\\DC",), "/media/AC\\DC"),
        ("D:\\Media", ("\\evil",), "D:\\Media\\evil"),
        ("D:\\Media", ("C:evil",), "D:\\Media\\C:evil"),
        ("/media", ("/etc",), "/media/etc"),
        ("/media", (), "/media"),
    ],
)
def test_join(folder: str, parts: tuple[str, ...], path: str) -> None:
    assert paths.join(folder, *parts) == path


def test_parents_end_at_the_root() -> None:
    assert paths.parent("/") == "/"
    assert paths.parent("D:\\") == "D:\\"
    assert paths.parents("/media/tv/a.mkv") == ["/media/tv", "/media", "/"]
    assert paths.parents("D:\\tv\\a.mkv") == ["D:\\tv", "D:\\"]


def test_names() -> None:
    assert paths.name("D:\\tv\\A Show\\a.MKV") == "a.MKV"
    assert paths.stem("/tv/a.b.MKV") == "a.b"
    assert paths.suffix("/tv/a.b.MKV") == ".mkv"
    assert paths.suffix("/tv/.nomedia") == ""


@pytest.mark.parametrize(
    ("path", "absolute"), [("/a", True), ("D:\\a", True), ("\\\\nas\\s", True), ("a/b", False), ("", False)]
)
def test_is_absolute(path: str, absolute: bool) -> None:
    assert paths.is_absolute(path) is absolute


@given(ANY_PATH)
@example("./C:/x")
@example("//nas/x")
@example(".//\\\\nas\\x")
def test_normalize_is_idempotent(path: str) -> None:
    assert paths.normalize(paths.normalize(path)) == paths.normalize(path)


@given(ROOTS, st.lists(NAMES, max_size=4))
def test_join_and_below_are_inverse(root: str, names: list[str]) -> None:
    assert paths.below(paths.join(root, *names), root) == tuple(names)


@given(ROOTS, st.lists(st.text(), max_size=4))
def test_join_stays_below_root_without_dots(root: str, names: list[str]) -> None:
    joined = paths.join(root, *names)
    assert paths.below(joined, root) is not None or any(".." in name for name in names)


@given(ANY_PATH, ANY_PATH)
@example("//nas/x", "\\\\nas\\x")
def test_same_is_symmetric(one: str, other: str) -> None:
    assert paths.same(one, other) == paths.same(other, one)
    assert paths.same(one, other) <= (paths.comparable(one) == paths.comparable(other))


@given(ANY_PATH)
def test_no_path_raises(path: str) -> None:
    for function in (paths.name, paths.stem, paths.suffix, paths.parent, paths.parents, paths.comparable_name):
        function(path)


@given(ANY_PATH)
@example("..")
def test_path_without_leading_dots_equals_itself(path: str) -> None:
    assert paths.same(path, path) or paths.normalize(path).startswith("..")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/media/Movies/Heat.mkv", "Heat.mkv"),
        (r"D:\Movies\Heat.mkv", "Heat.mkv"),
        (r"\\nas\films\Heat.mkv", "Heat.mkv"),
        (r"//nas/films\Heat.mkv", "Heat.mkv"),
        ("D:/Movies/Heat.mkv", "Heat.mkv"),
        ("Heat.mkv", "Heat.mkv"),
        pytest.param(r"/media/AC\DC.mp3", r"AC\DC.mp3", id="a backslash in a name on Linux"),
    ],
)
def test_name(path: str, expected: str) -> None:
    assert paths.name(path) == expected


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
def test_has_name(wanted: str, path: str, *, expected: bool) -> None:
    assert paths.has_name(path, wanted) is expected


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
    assert paths.without_doubled_separators(path) == expected
