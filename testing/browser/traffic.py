"""The network traffic of a browser page."""

from dataclasses import dataclass, field

from playwright.async_api import Error, Request, Response


@dataclass  # no slots: Playwright adds attributes
class Traffic:
    """Requests, responses and websocket frames of a page."""

    responses: list[Response] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    """The websocket frames in both directions."""
    requested_urls: list[str] = field(default_factory=list)
    """The URLs of all requests, with and without a response."""
    unreadable_urls: list[str] = field(default_factory=list)
    """The URLs of responses whose body `texts` could not read."""

    def on_request(self, request: Request) -> None:
        self.requested_urls.append(request.url)

    def on_response(self, response: Response) -> None:
        self.responses.append(response)

    def on_frame(self, frame: str | bytes) -> None:
        self.frames.append(frame if isinstance(frame, str) else frame.decode(errors="replace"))

    @property
    def page_loads(self) -> list[Response]:
        """Return the responses that loaded a page."""
        return [response for response in self.responses if response.request.is_navigation_request()]

    async def texts(self) -> list[tuple[str, str]]:
        """Return the traffic as pairs of a source and its text."""
        texts = [("websocket", frame) for frame in self.frames]
        for response in self.responses:
            request = response.request
            sent = f"{request.url} {await request.all_headers()} {request.post_data or ''}"
            texts.append((f"request {response.url}", sent))
            texts.append((f"headers {response.url}", str(await response.all_headers())))
            try:
                texts.append((f"body {response.url}", (await response.body()).decode("utf-8", errors="replace")))
            except Error:  # redirects have no body, and a reload discards earlier ones
                self.unreadable_urls.append(response.url)
        return texts
