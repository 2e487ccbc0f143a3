"""Everything that came to a browser and went out of it."""

from dataclasses import dataclass, field

from playwright.async_api import Error, Request, Response


@dataclass  # Playwright adds attributes of its own: no slots
class Traffic:
    """What was exchanged, to be searched and counted."""

    responses: list[Response] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    """What went over websockets, in both directions."""
    asked: list[str] = field(default_factory=list)
    """The addresses that were asked for, answered or not."""
    unread: list[str] = field(default_factory=list)
    """The addresses of answers whose body `texts` could not read."""

    def requested(self, request: Request) -> None:
        self.asked.append(request.url)

    def answered(self, response: Response) -> None:
        self.responses.append(response)

    def exchanged(self, frame: str | bytes) -> None:
        self.frames.append(frame if isinstance(frame, str) else frame.decode(errors="replace"))

    @property
    def pages(self) -> list[Response]:
        """The pages that were loaded."""
        return [one for one in self.responses if one.request.is_navigation_request()]

    async def texts(self) -> list[tuple[str, str]]:
        """Return all of it as text, each piece with where it was."""
        pieces = [("websocket", frame) for frame in self.frames]
        for response in self.responses:
            request = response.request
            about = f"{request.url} {await request.all_headers()} {request.post_data or ''}"
            pieces.append((f"request {response.url}", about))
            pieces.append((f"headers {response.url}", str(await response.all_headers())))
            try:
                pieces.append((f"body {response.url}", (await response.body()).decode("utf-8", errors="replace")))
            except Error:  # a redirect has none, and after a reload those of before are gone
                self.unread.append(response.url)
        return pieces
