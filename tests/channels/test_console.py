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


FIT = {
    "kind": "recommendation",
    "labels": {"ds": "data scientist", "mle": "machine learning engineer"},
    "fit": {"ds": {"value": 0.96, "low": 0.81, "high": 0.99}, "mle": {"value": 0.04, "low": 0.01, "high": 0.19}},
    "readiness": {"ds": 0.5, "mle": 0.11},
}
GAPS = {
    "kind": "gaps",
    "gaps": [
        {"name": "Data visualization", "have": "none", "need": "intermediate", "hours": 35, "gain": 0.04},
        {"name": "Mathematics", "have": "beginner", "need": "intermediate", "hours": 100.4, "gain": 0.02},
    ],
}


def printed(text, custom, encoding="utf-8"):
    """What the terminal gets of a message and its data, as REST gives them."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    buttons = console.show([{"text": text, "buttons": [{"title": "Why?", "payload": "/why"}]}, {"custom": custom}], out)
    assert [b["payload"] for b in buttons] == ["/why"]
    return raw.getvalue().decode(encoding).splitlines()


def test_fit_and_readiness_are_aligned_bars_below_the_verdict():
    lines = printed("The data scientist path fits you better.\nFor it: R.", FIT)
    assert lines[1] == "The data scientist path fits you better."
    bars = [line for line in lines if "\u2588" in line or "\u2591" in line]
    assert [line.count("\u2588") for line in bars] == [23, 1, 12, 3]
    assert len({line.index(line.lstrip(" abcdefghijklmnopqrstuvwxyz")[0]) for line in bars}) == 1
    assert "96 in 100 (81-99)" in bars[0]
    assert lines.index("For it: R.") > lines.index(bars[-1])
    assert max(map(len, lines)) <= 80


def test_gaps_are_a_table():
    lines = printed("You miss:\n- Data visualization: 35 hours\n- Mathematics: 100 hours\nShall I make a plan?", GAPS)
    assert lines[2:4] == [
        "  Data visualization  to intermediate            about 35 h  +4 points",
        "  Mathematics         beginner to intermediate  about 100 h  +2 points",
    ]
    assert lines[4] == "Shall I make a plan?"


def test_a_list_of_reasons_is_not_parted_from_its_heading():
    assert "\u2588" not in "".join(printed("Why, strongest first:\n- R", FIT))


def test_a_terminal_without_blocks_gets_plain_bars():
    assert any("#######" in line and "...." in line for line in printed("It fits.", FIT, "ascii"))


@pytest.mark.parametrize(
    "custom", [{"kind": "gaps"}, {"kind": "recommendation", "readiness": {"ds": "x"}}, {"kind": "new"}]
)
def test_what_cannot_be_drawn_is_said(custom):
    assert printed("It fits.", custom)[1] == "It fits."


def test_a_line_that_breaks_is_tried_again_with_the_same_message():
    heard = []

    class Breaking(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append(json.loads(self.rfile.read(int(self.headers["content-length"])))["message_id"])
            if len(heard) == 1:
                self.close_connection = True  # as a server that is killed
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'[{"text": "here again"}]')

        def log_message(self, *_):
            return

    with local_server(Breaking) as url:
        code, shown = talk(url, "hi")
    assert (code, "here again" in shown) == (0, True)
    assert len(heard) == 2
    assert len(set(heard)) == 1
