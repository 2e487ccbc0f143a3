"""Which part of the integration may import which: imports only point downward, and never in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

from homeassistant.const import Platform

ROOT = Path(__file__).parents[1] / "custom_components" / "plex_arrivals"
ALLOWED = {
    "plex": {"plex", "paths"},
    "downloads": {"downloads", "const", "paths"},
    "deliveries": {"deliveries", "downloads", "plex", "const", "paths"},
    "posters": {"posters", "plex", "const"},
}
"""What the files of a package may import; those of the others may import everything but platforms."""
ENTRY_POINTS = {*Platform, "condition", "config_flow", "diagnostics", "repairs", "services", "system_health", "trigger"}
"""The modules that Home Assistant loads by their names."""


def imports() -> dict[str, set[str]]:
    """Return the modules that each module imports, including those for annotations."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in ROOT.rglob("*.py")}
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        imported = graph.setdefault(module, set())
        package = module.split(".")[:-1]
        for node in ast.walk(ast.parse(path.read_text())):
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
    wrong = {module: names & ENTRY_POINTS for module, names in imports().items() if module != "__init__"}
    assert not {module: names for module, names in wrong.items() if names}
