"""A release has one version everywhere, in a zip that HACS accepts."""

import json
from pathlib import Path
import re
import shlex
import subprocess
from zipfile import ZipFile

from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.plex_arrivals.const import DOMAIN

ROOT = Path(__file__).parent.parent
MANIFEST = Path("custom_components") / DOMAIN / "manifest.json"
VERSION = json.loads((ROOT / MANIFEST).read_text(encoding="utf-8"))["version"]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


def commands(workflow: str) -> list[list[str]]:
    """Return the commands of a workflow's steps, split into words."""
    jobs = load_yaml_dict(str(ROOT / ".github" / "workflows" / workflow))["jobs"].values()
    return [shlex.split(step["run"]) for job in jobs for step in job.get("steps", ()) if "run" in step]


def test_only_one_manifest() -> None:
    """HACS' default repository refuses a second manifest."""
    files = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "*manifest.json").stdout.split()
    assert files == [str(MANIFEST)]


def test_changelog_starts_with_this_version() -> None:
    headings = re.findall(r"^## \[?(\d\S*?)\]? - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == VERSION


def test_workflow_publishes_file_that_hacs_downloads() -> None:
    hacs = json.loads((ROOT / "hacs.json").read_text(encoding="utf-8"))
    assert hacs["zip_release"]
    steps = [words for words in commands("release.yml") if words[0] in ("scripts/package", "gh")]
    assert [words[0] for words in steps] == ["scripts/package", "gh"]
    for words in steps:
        assert [word for word in words if word.endswith(".zip")] == [hacs["filename"]]


def test_zip_contains_integration(tmp_path: Path) -> None:
    packed = run("scripts/package", f"v{committed_version()}", str(tmp_path / "it.zip"))
    assert packed.returncode == 0, packed.stderr
    with ZipFile(tmp_path / "it.zip") as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        assert json.loads(archive.read("manifest.json"))["version"] == committed_version()
    tracked = run("git", "ls-tree", "-r", "--name-only", f"HEAD:{MANIFEST.parent}").stdout.split("\n")
    assert names == set(filter(None, tracked))


@pytest.mark.parametrize("tag", ["v0.0.9", "0.0.9", f"{VERSION}", "main"])
def test_tag_of_other_version_is_refused(tmp_path: Path, tag: str) -> None:
    packed = run("scripts/package", tag, str(tmp_path / "it.zip"))
    assert packed.returncode == 1
    assert tag in packed.stderr
    assert not list(tmp_path.iterdir())


def committed_version() -> str:
    version: str = json.loads(run("git", "show", f"HEAD:{MANIFEST}").stdout)["version"]
    return version
