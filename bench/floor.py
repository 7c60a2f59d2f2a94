"""The least that a bot like this does for one message: a bare Sanic handler, one read from SQLite, and the reader.

`python -m bench.floor --port 5900 --database FILE` serves until it is told to end; bench/turns.py starts it.
"""

from __future__ import annotations

import argparse
import sqlite3

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from waymark.app import build_reader, read_catalogue


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database", required=True)
    options = parser.parse_args()
    reader = build_reader(read_catalogue())
    database = sqlite3.connect(options.database)
    database.execute("CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
    app = Sanic("floor", configure_logging=False)

    @app.get("/")
    async def ready(request: Request) -> HTTPResponse:
        return response.text("ready")

    @app.post("/webhooks/rest/webhook")
    async def receive(request: Request) -> HTTPResponse:
        sender, message = request.json["sender"], request.json["message"]
        query = "SELECT data FROM events WHERE sender_id = ? ORDER BY id DESC LIMIT 40"
        rows = database.execute(query, (sender,)).fetchall()
        heard = reader.read(message)
        return response.json([{"recipient_id": sender, "text": f"{len(rows)} {len(heard.mentions)}"}])

    app.run(host="127.0.0.1", port=options.port, access_log=False, debug=False)


if __name__ == "__main__":
    main()
