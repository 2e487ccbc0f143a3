"""Seerr (the former Overseerr) on loopback, as far as Home Assistant and this integration ask it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
import json
from typing import Any, override

import aiohttp
from aiohttp import web

from testing.api_server import ApiServer, Route, reply

RECENTLY_ADDED = "plex-recently-added-scan"
JOBS = (RECENTLY_ADDED, "plex-full-scan", "radarr-scan", "sonarr-scan", "availability-sync")

PENDING, APPROVED, DECLINED, FAILED, COMPLETED = range(1, 6)
"""States of a request."""
PROCESSING, AVAILABLE = 3, 5
"""States of a movie or show."""

_PLAIN_TEMPLATES_SINCE = (3, 2)
"""Earlier versions want the webhook's template as a JSON string in a JSON string, as their own page sends it."""


@dataclass(slots=True, kw_only=True)
class Title:
    """A movie or show at TMDB; Seerr has a state of it once it was requested."""

    number: int
    media_type: str
    tmdb_id: int
    tvdb_id: int | None
    name: str
    state: int = PROCESSING
    requests: list[dict[str, Any]] = field(default_factory=list)


class Seerr(ApiServer):
    """A Seerr with an administrator's key."""

    domain = "overseerr"
    open_paths = ("/api/v1/status",)

    def __init__(self, *, version: str = "3.2.0") -> None:
        super().__init__()
        self.version = version
        self.titles: list[Title] = []
        self.in_plex: set[tuple[str, int]] = set()
        """What its scan of recently added items will find, by type and TMDB ID."""
        self.runs: list[str] = []
        """The jobs that were run by request."""
        self.webhook: dict[str, Any] = {
            "enabled": False,
            "embedPoster": True,
            "types": 0,
            "options": {"webhookUrl": "", "jsonPayload": "", "supportVariables": False},
        }
        self._users: dict[str, dict[str, Any]] = {}

    # What tests do

    def add(self, media_type: str, tmdb_id: int, name: str, *, tvdb_id: int | None = None) -> Title:
        """Add a "movie" or "tv" to TMDB."""
        title = Title(number=len(self.titles) + 1, media_type=media_type, tmdb_id=tmdb_id, tvdb_id=tvdb_id, name=name)
        self.titles.append(title)
        return title

    def request(self, title: Title, user: str, *, seasons: Iterable[int] = (), status: int = APPROVED) -> None:
        """Let a user request a title."""
        rows = [{"id": number, "seasonNumber": number, "status": status} for number in seasons]
        request = {
            "id": sum(len(other.requests) for other in self.titles) + 1,
            "status": status,
            "createdAt": _now(),
            "updatedAt": _now(),
            "type": title.media_type,
            "is4k": False,
            "isAutoRequest": False,
            "requestedBy": self._user(user),
            "modifiedBy": None,
            "seasonCount": len(rows),
            "seasons": rows,
        }
        title.requests.append(request)

    # Answers

    @override
    def routes(self) -> Iterable[Route]:
        api = "/api/v1"
        yield "GET", f"{api}/status", reply(lambda _: self._status())
        yield "GET", f"{api}/request/count", reply(lambda _: self._request_count())
        yield "GET", f"{api}/issue/count", reply(lambda _: dict.fromkeys(_ISSUES, 0))
        yield "GET", f"{api}/request", reply(self._requests)
        yield "GET", f"{api}/{{type:movie|tv}}/{{tmdb_id:\\d+}}", self._title
        yield "POST", f"{api}/settings/jobs/{{job}}/run", self._run
        yield "GET", f"{api}/settings/notifications/webhook", reply(lambda _: self.webhook)
        yield "POST", f"{api}/settings/notifications/webhook", self._set_webhook
        yield "POST", f"{api}/settings/notifications/webhook/test", self._test_webhook

    @override
    def refused(self) -> web.Response:
        error = "You do not have permission to access this endpoint"
        return web.json_response({"status": 403, "error": error}, status=403)

    def _status(self) -> dict[str, Any]:
        about = {"version": self.version, "commitTag": "local", "updateAvailable": False}
        return about | {"commitsBehind": 0, "restartRequired": False}

    def _request_count(self) -> dict[str, int]:
        rows = [(title, request["status"]) for title in self.titles for request in title.requests]
        states = [state for _, state in rows]
        available = [title.state == AVAILABLE for title, state in rows if state == APPROVED]
        return {
            "total": len(rows),
            "movie": sum(title.media_type == "movie" for title, _ in rows),
            "tv": sum(title.media_type == "tv" for title, _ in rows),
            "pending": states.count(PENDING),
            "approved": states.count(APPROVED),
            "declined": states.count(DECLINED),
            "processing": available.count(False),
            "available": available.count(True),
            "completed": states.count(COMPLETED),
        }

    def _requests(self, request: web.Request) -> dict[str, Any]:
        take, skip = int(request.query.get("take", 10)), int(request.query.get("skip", 0))
        rows = [{**row, "media": _media(title)} for title in self.titles for row in title.requests]
        rows.sort(key=lambda row: row["id"], reverse=True)
        about = {"pages": -(-len(rows) // take), "pageSize": take, "results": len(rows), "page": skip // take + 1}
        return {"pageInfo": about, "results": rows[skip : skip + take]}

    async def _title(self, request: web.Request) -> web.Response:
        media_type, tmdb_id = request.match_info["type"], int(request.match_info["tmdb_id"])
        for title in self.titles:
            if (title.media_type, title.tmdb_id) == (media_type, tmdb_id):
                details = _MOVIE | {"title": title.name} if media_type == "movie" else _SHOW | {"name": title.name}
                info = {"mediaInfo": _media(title) | {"requests": title.requests}} if title.requests else {}
                return web.json_response(_TITLE | details | {"id": tmdb_id} | info)
        noun = "movie" if media_type == "movie" else "series"
        return web.json_response({"message": f"Unable to retrieve {noun}."}, status=500)

    async def _run(self, request: web.Request) -> web.Response:
        job = request.match_info["job"]
        if job not in JOBS:
            return web.json_response({"message": "Job not found."}, status=404)
        self.runs.append(job)
        if job == RECENTLY_ADDED:
            await self._scan()
        answer = {"id": job, "name": "Plex Recently Added Scan", "type": "process", "interval": "minutes"}
        return web.json_response(answer | {"cronSchedule": "0 */5 * * * *", "running": True})

    async def _scan(self) -> None:
        for title in self.titles:
            if title.state == AVAILABLE or (title.media_type, title.tmdb_id) not in self.in_plex:
                continue
            title.state = AVAILABLE
            for request in title.requests:
                request["status"] = COMPLETED
                if self.webhook["enabled"]:
                    await self._notify(self.webhook, "MEDIA_AVAILABLE", title, request)

    # The webhook

    async def _set_webhook(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.webhook = {name: body.get(name) for name in ("enabled", "embedPoster", "types")}
        self.webhook["options"] = body["options"] | {"supportVariables": False}
        return web.json_response(self.webhook)

    async def _test_webhook(self, request: web.Request) -> web.Response:
        if await self._notify(await request.json(), "TEST_NOTIFICATION"):
            return web.Response(status=204)
        return web.json_response({"message": "Failed to send webhook notification."}, status=500)

    async def _notify(
        self,
        settings: Mapping[str, Any],
        name: str,
        title: Title | None = None,
        request: Mapping[str, Any] | None = None,
    ) -> bool:
        """Return whether the address took a notification."""
        template = json.loads(settings["options"]["jsonPayload"])
        if isinstance(template, str):
            template = json.loads(template)
        elif tuple(int(part) for part in self.version.split(".")) < _PLAIN_TEMPLATES_SINCE:
            return False
        values = {"notification_type": name, "subject": title.name if title else "Test Notification"}
        if title and request:
            values |= {"media_type": title.media_type, "media_tmdbid": str(title.tmdb_id)}
            values |= {"media_tvdbid": str(title.tvdb_id or ""), "media_status": "AVAILABLE"}
            values |= {"request_id": str(request["id"])}
            values |= {"requestedBy_username": request["requestedBy"]["displayName"]}
        body = _filled(template, values, {"media", "request"} if title else set())
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(settings["options"]["webhookUrl"], json=body) as response,
            ):
                return response.ok
        except aiohttp.ClientError:
            return False

    def _user(self, name: str) -> dict[str, Any]:
        return self._users.setdefault(
            name,
            {
                "id": len(self._users) + 1,
                "email": f"{name.lower()}@example.invalid",
                "avatar": "/avatarproxy/1",
                "username": name,
                "plexUsername": None,
                "plexId": None,
                "movieQuotaLimit": None,
                "movieQuotaDays": None,
                "tvQuotaLimit": None,
                "tvQuotaDays": None,
                "createdAt": _now(),
                "updatedAt": _now(),
                "requestCount": 1,
                "displayName": name,
                "permissions": 2,
                "recoveryLinkExpirationDate": None,
                "userType": 1,
                "warnings": [],
            },
        )


def _media(title: Title) -> dict[str, Any]:
    return {
        "id": title.number,
        "mediaType": title.media_type,
        "tmdbId": title.tmdb_id,
        "tvdbId": title.tvdb_id,
        "imdbId": None,
        "status": title.state,
        "status4k": 1,
        "createdAt": _now(),
        "updatedAt": _now(),
    }


def _filled(template: Any, values: Mapping[str, str], parts: set[str]) -> Any:
    """Return a template with the values in place of their names; parts of it that do not apply are null."""
    if isinstance(template, str):
        for name, value in values.items():
            template = template.replace(f"{{{{{name}}}}}", value)
        return "" if template.startswith("{{") else template
    if not isinstance(template, dict):
        return template
    filled = {}
    for key, value in template.items():
        name = key.strip("{}")
        filled[name] = None if key != name and name in _PARTS - parts else _filled(value, values, parts)
    return filled


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


_PARTS = {"media", "request", "issue", "comment"}
_ISSUES = ("total", "video", "audio", "subtitles", "others", "open", "closed")
_TITLE = {"genres": [], "originalLanguage": "en", "popularity": 1.0, "overview": "", "tagline": "", "keywords": []}
_MOVIE = {
    "adult": False,
    "budget": 0,
    "originalTitle": "",
    "releaseDate": "2010-03-04",
    "revenue": 0,
    "voteAverage": 7.0,
    "voteCount": 1,
    "imdbId": None,
    "runtime": 101,
}
_SHOW = {
    "firstAirDate": "2010-01-02",
    "languages": ["en"],
    "lastAirDate": "2012-01-02",
    "numberOfEpisodes": 3,
    "numberOfSeasons": 1,
    "originalName": "",
    "seasons": [],
    "lastEpisodeToAir": {"id": 1, "name": "Part 3", "overview": "", "episodeNumber": 3, "stillPath": ""},
}
