"""Which part of the integration may import which: imports only point downward, and never in a circle."""

import ast
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

from homeassistant.const import Platform

from custom_components.plex_arrivals.downloads.clients import CLIENTS

ROOT = Path(__file__).parents[1] / "custom_components" / "plex_arrivals"
ALLOWED = {
    "plex": {"plex", "paths"},
    "downloads": {"downloads", "api_requests", "const", "paths", "reload_cache"},
    "deliveries": {"deliveries", "downloads", "plex", "const", "paths"},
    "posters": {"posters", "plex", "const"},
}
"""What the files of a package may import; those of the others may import everything but platforms."""
ENTRY_POINTS = {*Platform, "condition", "config_flow", "diagnostics", "repairs", "services", "system_health", "trigger"}
"""The modules that Home Assistant loads by their names."""
LLM_PLATFORM = "llm"
"""The one that it loads only when somebody asks a language model."""
LOADED_WHEN_NEEDED = {
    "deliveries.match",
    "deliveries.media_guess",
    "deliveries.name_matching",
    "deliveries.process",
    "deliveries.release_media",
    "deliveries.release_patterns",
    "deliveries.suggestions",
    "downloads.importer_reports",
    *(f"downloads.clients.{domain}" for domain in CLIENTS),
    *(f"downloads.importers.{module}" for module in ("connection", "history", "importer", "media", "queue", "watcher")),
    "flows.importers",
    "flows.options_context",
    "flows.repairs.__init__",
    LLM_PLATFORM,
    "llm_tools.__init__",
}
"""The modules that not every user needs, or not before something happens."""


def imports(*, at_start: bool = False) -> dict[str, set[str]]:
    """Return the modules that each module imports, including those for annotations.

    With `at_start`, only those that it imports when it is imported itself.
    """
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in ROOT.rglob("*.py")}
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        imported = graph.setdefault(module, set())
        package = module.split(".")[:-1]
        tree = ast.parse(path.read_text())
        nodes: Iterable[ast.AST] = tree.body if at_start else ast.walk(tree)
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and node.level:
                base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
                name = ".".join(part for part in base if part)
                names = {name} if name in modules else {f"{name}.{one.name}".strip(".") for one in node.names}
                imported.update(names & modules.keys())
    return graph


def test_no_circles() -> None:
    assert len(list(TopologicalSorter(imports()).static_order())) > 90


def test_packages_import_only_what_is_below_them() -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, names in imports().items()
        for imported in names
        if imported.split(".")[0] not in ALLOWED.get(module.split(".")[0], {imported.split(".")[0]})
    ]
    assert not wrong


def test_nothing_imports_a_platform() -> None:
    platforms = {*ENTRY_POINTS, LLM_PLATFORM}
    wrong = {module: names & platforms for module, names in imports().items() if module != "__init__"}
    assert not {module: names for module, names in wrong.items() if names}


def test_what_is_not_always_needed_is_not_imported_at_start() -> None:
    graph = imports(at_start=True)
    left = {"__init__", *ENTRY_POINTS & graph.keys()}
    imported: set[str] = set()
    while left:
        module = left.pop()
        imported.add(module)
        parents = module.split(".")[:-1]
        packages = {".".join([*parents[:end], "__init__"]) for end in range(len(parents) + 1)}
        left |= (graph[module] | packages) - imported
    assert imported >= {"coordinator", "deliveries.manager", "flows.options"}
    assert not imported & LOADED_WHEN_NEEDED
    assert graph.keys() >= LOADED_WHEN_NEEDED
