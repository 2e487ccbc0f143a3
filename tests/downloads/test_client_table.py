"""What a download client needs besides its file and its row in `clients/__init__.py`.

A test that fails here says what to add.
"""

import json
from pathlib import Path
import re

from homeassistant import components
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.clients import CLIENTS, async_source_class
from custom_components.plex_arrivals.downloads.importers.kinds import KINDS
from custom_components.plex_arrivals.downloads.source import DownloadSource

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components" / "plex_arrivals"
LANGUAGES = sorted(path.stem for path in (INTEGRATION / "translations").glob("*.json"))
NOT_CLIENTS = {"frontend", "lovelace", "media_player", "overseerr", *KINDS}
"""What else is set up before this integration."""


def after_dependencies() -> set[str]:
    return set(json.loads((INTEGRATION / "manifest.json").read_text())["after_dependencies"])


def name(domain: str, language: str) -> str | None:
    """Return what a language calls a client."""
    texts = json.loads((INTEGRATION / "translations" / f"{language}.json").read_text())
    names: dict[str, str] = texts["entity"]["sensor"]["last_arrival"]["state_attributes"]["source"]["state"]
    return names.get(domain)


def test_each_file_has_a_row() -> None:
    files = {path.stem for path in (INTEGRATION / "downloads" / "clients").glob("*.py")} - {"__init__"}
    assert files == CLIENTS.keys(), "Add a row to the table in downloads/clients/__init__.py."


@pytest.mark.parametrize("domain", CLIENTS)
async def test_row_has_the_class_of_the_client(hass: HomeAssistant, domain: str) -> None:
    assert issubclass(await async_source_class(hass, domain), DownloadSource)


def test_no_after_dependency_is_left_over() -> None:
    left_over = after_dependencies() - NOT_CLIENTS - CLIENTS.keys()
    assert not left_over, f"Remove {left_over} from after_dependencies in manifest.json: no client has that domain."


@pytest.mark.parametrize("domain", [*CLIENTS, *KINDS])
def test_client_or_importer_is_an_after_dependency(domain: str) -> None:
    assert domain in after_dependencies(), f"Add {domain} to after_dependencies in manifest.json."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", CLIENTS)
def test_client_has_a_name(domain: str, language: str) -> None:
    place = "entity.sensor.last_arrival.state_attributes.source.state"
    assert name(domain, language), f"Add the name of {domain} to {place} in translations/{language}.json."


@pytest.mark.parametrize("domain", CLIENTS)
def test_card_has_the_name_of_the_client(domain: str) -> None:
    sources = "\n".join(path.read_text() for path in (ROOT / "frontend" / "src").rglob("*.ts"))
    has_name = re.search(rf'^  {domain}: "', sources, re.MULTILINE)
    assert has_name or name(domain, "en") == domain.capitalize(), (
        f"Add the name of {domain} to NAMES in frontend/src/details/clients.ts, and run scripts/card: "
        f"the card would call it {domain.capitalize()}."
    )


@pytest.mark.parametrize("domain", CLIENTS)
def test_client_is_in_the_documentation(domain: str) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    link = f"https://www.home-assistant.io/integrations/{domain}/"
    assert any(link in page.read_text() for page in pages), f"Add {link} to the table of download clients."


@pytest.mark.parametrize("domain", CLIENTS)
def test_client_is_in_the_readme(domain: str) -> None:
    table = (ROOT / "README.md").read_text().partition("## Supported clients")[2].partition("\n## ")[0]
    english = name(domain, "en")
    assert english, f"{domain} has no English name."
    assert english in table, f"Add {english} to the table of supported clients in README.md."


@pytest.mark.parametrize("domain", CLIENTS)
def test_libraries_of_the_client_are_installed_for_tests(domain: str) -> None:
    manifest = Path(components.__path__[0]) / domain / "manifest.json"
    assert manifest.exists(), f"Home Assistant has no integration {domain}: a row begins with an integration's domain."
    installed = (ROOT / "requirements_test.txt").read_text()
    for requirement in json.loads(manifest.read_text())["requirements"]:
        library = requirement.partition("==")[0]
        assert f"\n{library}==" in installed, f"Add {requirement} to requirements_test.txt: {domain} needs it."


@pytest.mark.parametrize("domain", CLIENTS)
def test_client_has_a_test(domain: str) -> None:
    path = Path(__file__).with_name(f"test_{domain}.py")
    assert path.exists(), (
        f"Add tests/downloads/{path.name}: complete a download with {domain} or its recorded responses."
    )
