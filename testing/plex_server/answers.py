"""HTTP responses from nodes."""

from aiohttp import web

from .nodes import Node, error_page, to_json, to_xml


def wants_json(request: web.Request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def document(request: web.Request, node: Node) -> web.Response:
    """Answer with a node, in XML unless JSON is asked for, compressed if the client accepts that."""
    headers = {"X-Plex-Protocol": "1.0", "Cache-Control": "no-cache"}
    if wants_json(request):
        response = web.Response(body=to_json(node), content_type="application/json", headers=headers)
    else:
        response = web.Response(body=to_xml(node), content_type="text/xml", charset="utf-8", headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.enable_compression(web.ContentCoding.gzip)
    return response


TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    429: "Too Many Requests",
    498: "Invalid Token",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
    520: "Unknown Error",
}


def failure(status: int) -> web.Response:
    """Answer with the HTML page of an error."""
    text = error_page(status, TITLES.get(status, "Error"))
    return web.Response(status=status, text=text, content_type="text/html")


def empty() -> web.Response:
    return web.Response(text="", content_type="text/html")
