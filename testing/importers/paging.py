"""Pages of the importers' lists."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web


def flag(request: web.Request, name: str) -> bool:
    return request.query.get(name, "").lower() == "true"


def page_of(request: web.Request, rows: Sequence[dict[str, Any]], *, sort_key: str, direction: str) -> dict[str, Any]:
    """Return the page of rows that a request asks for; a page beyond the end is the last full one."""
    page, size = int(request.query.get("page", 1)), int(request.query.get("pageSize", 10))
    records = rows[(page - 1) * size : page * size]
    if not records and page > 1:
        page = max(len(rows) // size, 1)
        records = rows[(page - 1) * size : page * size]
    asked = request.query.get("sortDirection", "default")
    return {
        "page": page,
        "pageSize": size,
        "sortKey": request.query.get("sortKey", sort_key),
        "sortDirection": direction if asked == "default" else asked,
        "totalRecords": len(rows),
        "records": list(records),
    }
