"""Pages of the documentation that several programs write, each its own part."""

from pathlib import Path
import re

_DOCS = Path(__file__).parents[1] / "docs"


def write_part(page: str, name: str, text: str) -> Path:
    """Put a part into a page of `docs/`, in place of what it was before; a part that is new comes last.

    The page has to be there: what is around the parts is written by hand. Returns its path.
    """
    path = _DOCS / page
    begin, end = f"<!-- {name}: generated -->", f"<!-- {name}: end -->"
    part = f"{begin}\n{text.strip()}\n{end}"
    before = path.read_text()
    after, found = re.subn(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: part, before, flags=re.DOTALL)
    path.write_text(after if found else f"{before.rstrip()}\n\n{part}\n")
    return path
