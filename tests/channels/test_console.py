"""The client in the terminal."""

import io
import json
from http.server import BaseHTTPRequestHandler

import pytest

from extensions import console
from tests.local_server import local_server


@pytest.fixture
def parrot():
    """A bot that repeats what it hears, with two buttons; `heard` are the requests."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            heard.append(body)
            buttons = [{"title": "Make a plan", "payload": "/ask_plan"}, {"title": "Help", "payload": "/help"}]
            answer = json.dumps([{"text": f"You said {body['message']}"}, {"text": "And now?", "buttons": buttons}])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *_):
            return

    with local_server(Handler) as url:
        yield url, heard


def talk(url, *lines):
    out = io.StringIO()
    code = console.chat(url, "ann", io.StringIO("\n".join(lines)), out)
    return code, out.getvalue()


def test_each_line_of_a_script_is_answered_and_empty_ones_are_none(parrot):
    url, heard = parrot
    code, shown = talk(url, "hi", "", "   ", "I know SQL")
    assert code == 0
    assert [h["message"] for h in heard] == ["hi", "I know SQL"]
    assert shown.index("You: hi") < shown.index("You said hi") < shown.index("You: I know SQL")


def test_a_number_or_a_title_presses_a_button_and_other_numbers_are_text(parrot):
    url, heard = parrot
    talk(url, "hi", "1", "HELP", "2.", "8", "0")
    assert [h["message"] for h in heard] == ["hi", "/ask_plan", "/help", "/help", "8", "0"]


def test_numbers_are_text_before_any_button_was_shown(parrot):
    url, heard = parrot
    talk(url, "1")
    assert heard[0]["message"] == "1"


def test_stop_leaves_at_once(parrot):
    url, heard = parrot
    code, _ = talk(url, "hi", "/stop", "never said")
    assert (code, len(heard)) == (0, 1)


def test_every_message_names_the_person_and_has_an_id_of_its_own(parrot):
    url, heard = parrot
    talk(url, "hi", "hi")
    assert {h["sender"] for h in heard} == {"ann"}
    assert len({h["message_id"] for h in heard}) == 2


def test_a_bot_that_is_gone_is_said_and_is_no_success():
    code, shown = talk("http://127.0.0.1:9", "hi")
    assert code == 1
    assert "does not answer" in shown


def test_the_person_is_the_same_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.delenv("WAYMARK_PERSON", raising=False)
    first = console.person(tmp_path / "home")
    assert first == console.person(tmp_path / "home")
    assert first != console.person(tmp_path / "elsewhere")
    monkeypatch.setenv("WAYMARK_PERSON", "ann")
    assert console.person(tmp_path / "home") == "ann"


def test_lines_fit_eighty_columns_and_lists_keep_their_shape():
    text = "Your gaps, most useful first:\n- " + "statistics and probability, " * 8 + "\n10. " + "word " * 40
    lines = console.wrapped(text, 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("  probability")
    assert lines[-1].startswith("    word")
