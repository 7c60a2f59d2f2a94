"""Another site, with the page embedded by the documented snippet."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler


def customer_site(waymark: str) -> type[BaseHTTPRequestHandler]:
    """A handler that serves one page with the snippet for the Waymark at this address."""
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>A careers page</title></head><body><h1>Careers</h1>'
        f'<script src="{waymark}/web/embed.js" defer></script></body></html>'
    ).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            return

    return Handler
