"""A real Home Assistant in its own process, and a client of its REST and websocket APIs."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
import signal
import sys
from typing import Any

import aiohttp

from testing.daemons.daemon import signal_group
from testing.program_error import ProgramError

from .folder import CONFIG, LOG

USER = "demo"
PASSWORD = "demo"
_START_SECONDS = 90
_LOAD_SECONDS = 20
_STOP_SECONDS = 20
_ANSWER_SECONDS = 30
_AGAIN_AFTER_A_RESTART = """\
trap : TERM
while "$@"; status=$?; [ $status -eq 100 ]; do :; done
exit $status
"""
"""Starts Home Assistant again after a restart in its user interface, as its containers do."""


class HomeAssistant:
    """A running Home Assistant, reached over REST and its websocket as the user `demo`."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        """Initialize with the base URL."""
        self.url = url
        self._session = session
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._last_id = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue(1000)
        """The events of the subscriptions, in order."""
        self._subscribed: list[str] = []
        self._refresh_token = ""

    async def onboard(self) -> None:
        """Create the user and sign in."""
        about = {"client_id": f"{self.url}/", "name": "Demo", "username": USER, "password": PASSWORD, "language": "en"}
        code = (await self._post("/api/onboarding/users", json=about))["auth_code"]
        form = {"client_id": f"{self.url}/", "grant_type": "authorization_code", "code": code}
        tokens = await self._post("/auth/token", data=form)
        self._refresh_token = tokens["refresh_token"]
        await self._connect(tokens["access_token"])

    async def _connect(self, token: str) -> None:
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._socket = await self._session.ws_connect(f"{self.url}/api/websocket", max_msg_size=0)
        await self._socket.receive_json(timeout=_ANSWER_SECONDS)
        await self._socket.send_json({"type": "auth", "access_token": token})
        await self._socket.receive_json(timeout=_ANSWER_SECONDS)

    async def subscribe(self, event_type: str) -> None:
        """Subscribe to events of a type, which are put into `events`."""
        self._subscribed.append(event_type)
        await self.command("subscribe_events", event_type=event_type)

    async def stay_connected(self) -> None:
        """Listen, and again after each restart of Home Assistant; the owner cancels the task."""
        while True:
            await self.listen()
            while self._answers:
                self._answers.popitem()[1].set_exception(ProgramError("Home Assistant went away."))
            while True:
                with suppress(aiohttp.ClientError, OSError, TimeoutError, ProgramError, TypeError):
                    await self._reconnect()
                    break
                await asyncio.sleep(1)

    async def _reconnect(self) -> None:
        form = {"client_id": f"{self.url}/", "grant_type": "refresh_token", "refresh_token": self._refresh_token}
        await self._connect((await self._post("/auth/token", data=form))["access_token"])
        for event_type in self._subscribed:
            self._last_id += 1
            about = {"id": self._last_id, "type": "subscribe_events", "event_type": event_type}
            await self._socket.send_json(about)  # type: ignore[union-attr]  # connected

    async def listen(self) -> None:
        """Receive websocket messages until the connection is closed; the owner cancels the task."""
        if self._socket is None:
            raise RuntimeError("not signed in")
        async for message in self._socket:
            said = message.json()
            if said["type"] == "event":
                self.events.put_nowait(said["event"])
            elif said["type"] == "result" and (answer := self._answers.pop(said["id"], None)):
                if said["success"]:
                    answer.set_result(said["result"])
                else:
                    answer.set_exception(ProgramError(f"Home Assistant refused a command: {said['error']['message']}"))

    async def command(self, command: str, **fields: object) -> Any:
        """Send a command over the websocket and return its result."""
        if self._socket is None:
            raise RuntimeError("not signed in")
        self._last_id += 1
        answer = self._answers[self._last_id] = asyncio.get_running_loop().create_future()
        async with asyncio.timeout(_ANSWER_SECONDS):
            await self._socket.send_json({"id": self._last_id, "type": command, **fields})
            return await answer

    async def act(self, action: str, **data: object) -> None:
        """Call an action, such as `homeassistant.update_entity`."""
        domain, _, service = action.partition(".")
        await self.command("call_service", domain=domain, service=service, service_data=data)

    async def state(self, entity_id: str) -> dict[str, Any]:
        """Return an entity's state and attributes."""
        async with self._session.get(f"{self.url}/api/states/{entity_id}") as answer:
            answer.raise_for_status()
            found: dict[str, Any] = await answer.json()
            return found

    async def set_up(self, domain: str, data: Mapping[str, object]) -> str:
        """Set an integration up as the user interface does, filling in its form; return the entry's ID."""
        flows = "/api/config/config_entries/flow"
        flow = await self._post(flows, json={"handler": domain})
        if flow["type"] == "menu":
            await self._post(f"{flows}/{flow['flow_id']}", json={"next_step_id": "manual"})
        end = await self._post(f"{flows}/{flow['flow_id']}", json=data)
        if end["type"] != "create_entry":
            raise ProgramError(f"Home Assistant did not set {domain} up: {end.get('errors') or end.get('reason')}.")
        entry_id: str = end["result"]["entry_id"]
        return entry_id

    async def remove_entries(self, domain: str) -> None:
        """Remove all entries of an integration."""
        for entry in await self.command("config_entries/get", domain=domain):
            path = f"{self.url}/api/config/config_entries/entry/{entry['entry_id']}"
            async with self._session.delete(path) as answer:
                answer.raise_for_status()

    async def set_options(self, entry_id: str, page: str, options: Mapping[str, object]) -> None:
        """Fill in a page of an entry's options as the user interface does."""
        flows = "/api/config/config_entries/options/flow"
        flow = f"{flows}/{(await self._post(flows, json={'handler': entry_id}))['flow_id']}"
        await self._post(flow, json={"next_step_id": page})
        end = await self._post(flow, json=options)
        if end["type"] == "menu":  # the preview
            end = await self._post(flow, json={"next_step_id": "save"})
        if end["type"] != "create_entry":
            raise ProgramError(f"Home Assistant did not take the options: {end.get('errors') or end.get('reason')}.")

    async def issues(self, kind: str) -> list[str]:
        """Return the IDs of our repair issues of a kind, such as `import_blocked`."""
        issues = (await self.command("repairs/list_issues"))["issues"]
        return [one["issue_id"] for one in issues if (one["domain"], one["translation_key"]) == ("plex_arrivals", kind)]

    async def repair(self, issue_id: str, step: str) -> dict[str, Any]:
        """Open one of our repairs as the user interface does, choose from its menu, and return what comes next."""
        flows = "/api/repairs/issues/fix"
        flow = await self._post(flows, json={"handler": "plex_arrivals", "issue_id": issue_id})
        chosen: dict[str, Any] = await self._post(f"{flows}/{flow['flow_id']}", json={"next_step_id": step})
        return chosen

    async def loaded(self, entry_id: str) -> None:
        """Wait until an entry is loaded; raise ProgramError if it can't be."""
        state = ""
        for _ in range(_LOAD_SECONDS * 10):
            state = (await self.command("config_entries/get_single", entry_id=entry_id))["config_entry"]["state"]
            if state == "loaded":
                return
            if state.endswith("_error"):
                break
            await asyncio.sleep(0.1)
        raise ProgramError(f"Home Assistant could not load the integration ({state}); its log is {LOG}.")

    async def _post(self, path: str, **body: Any) -> Any:
        async with self._session.post(self.url + path, **body) as answer:
            if answer.status >= 400:
                raise ProgramError(f"Home Assistant answered {answer.status} at {path}: {await answer.text()}")
            return await answer.json()


@asynccontextmanager
async def home_assistant(port: int) -> AsyncGenerator[HomeAssistant]:
    """Run the prepared Home Assistant, signed in; it ends with the block.

    Raise ProgramError, also in the block, as soon as it ends by itself.
    """
    with LOG.with_name("output.log").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *("sh", "-c", _AGAIN_AFTER_A_RESTART, "sh", sys.executable, "-m", "homeassistant"),
            *("--config", str(CONFIG), "--skip-pip", "--log-no-color"),
            cwd=CONFIG,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        async with (
            _failing_with(process),
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS)) as session,
        ):
            home = HomeAssistant(f"http://127.0.0.1:{port}", session)
            await _answering(home.url, session)
            await home.onboard()
            listening = asyncio.create_task(home.stay_connected())
            try:
                yield home
            finally:
                listening.cancel()
    finally:
        await _end(process)


@asynccontextmanager
async def _failing_with(process: asyncio.subprocess.Process) -> AsyncGenerator[None]:
    """Cancel the block if the process ends."""

    async def watch() -> None:
        status = await process.wait()
        raise ProgramError(f"Home Assistant ended by itself (exit status {status}); its log is {LOG}.")

    try:
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(watch())
            yield
            watching.cancel()
    except BaseExceptionGroup as group:
        if failure := next((error for error in group.exceptions if isinstance(error, ProgramError)), None):
            raise failure from None
        raise


async def _answering(url: str, session: aiohttp.ClientSession) -> None:
    """Wait until Home Assistant serves its pages."""
    try:
        async with asyncio.timeout(_START_SECONDS):
            while True:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"{url}/api/onboarding") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise ProgramError(f"Home Assistant did not start within {_START_SECONDS} s; its log is {LOG}.") from None


async def _end(process: asyncio.subprocess.Process) -> None:
    """Terminate a process group; kill it after a timeout or on cancellation."""
    signal_group(process.pid, signal.SIGTERM)
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await process.wait()
    finally:
        signal_group(process.pid, signal.SIGKILL)
    await process.wait()
