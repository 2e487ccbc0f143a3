"""A small server that answers Home Assistant's integration and the source with the API of SABnzbd."""

from typing import Any

from aiohttp import web

from .fake_clients import NOW

KEY = "the-api-key"


class SABnzbdServer:
    """The modes `queue` and `history` of the API of SABnzbd 4."""

    def __init__(self) -> None:
        self.queue: dict[str, dict[str, Any]] = {}
        self.history: dict[str, dict[str, Any]] = {}
        self.paused = False
        self.limits: list[int] = []
        """The limits of the source's requests for the history."""
        self.broken: dict[str, Any] | None = None
        """The answer to the source's requests, if not the history."""

    def load(self, nzo_id: str, **fields: Any) -> None:
        """Put a download into the queue."""
        self.queue[nzo_id] = {
            "nzo_id": nzo_id,
            "filename": "Show.S01E01",
            "cat": "tv",
            "mb": "1000.00",
            "mbleft": "250.00",
            "percentage": "75",
            "status": "Downloading",
            "timeleft": "0:01:40",
            **fields,
        }

    def finish(self, nzo_id: str, **fields: Any) -> None:
        """Put a download into the history."""
        name = fields.get("name", "Show.S01E01")
        self.queue.pop(nzo_id, None)
        self.history[nzo_id] = {
            "nzo_id": nzo_id,
            "name": name,
            "nzb_name": f"{name}.nzb",
            "category": "tv",
            "status": "Completed",
            "completed": NOW,
            "storage": f"/complete/tv/{name}/{name}.mkv",
            "path": f"/incomplete/{name}",
            "bytes": 1_048_576_000,
            "fail_message": "",
            **fields,
        }

    async def handle(self, request: web.Request) -> web.Response:
        fields = await request.post() if request.method == "POST" else request.query
        if fields.get("apikey") != KEY:
            return web.json_response({"status": False, "error": "API Key Incorrect"})
        if fields["mode"] == "queue":
            slots = list(self.queue.values())[: int(str(fields.get("limit", 0))) or None]
            status = "Paused" if self.paused else "Downloading"
            queue = {"status": status, "paused": self.paused, "speed": "1 M", "kbpersec": "1", "slots": slots}
            return web.json_response({"queue": queue})
        limit = int(str(fields["limit"]))
        if request.method == "POST":
            self.limits.append(limit)
            assert "apikey" not in request.query
            if self.broken is not None:
                return web.Response(**self.broken)
        newest = sorted(self.history.values(), key=lambda entry: -entry["completed"])
        sizes = dict.fromkeys(("total_size", "month_size", "week_size", "day_size"), "1.0 G")
        return web.json_response({"history": {**sizes, "slots": newest[:limit], "noofslots": len(newest)}})
