"""What a channel lets through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.incoming import LONGEST_TEXT, clean_sender, clean_text
from extensions.payloads import PAYLOADS, allowed_payload


@pytest.mark.parametrize("raw", [None, True, [], {}, {"text": "hi"}, "", " \n\t ", "/", "// /", "\x00\x01"])
def test_what_is_no_text_is_the_empty_text(raw):
    assert clean_text(raw).text == ""


def test_ordinary_text_stays_as_it_is():
    text = "I know C++, C# & .NET;\n- SQL (3 yrs)\n- no <b>Docker</b> \U0001f600 \u200d caf\u00e9"
    assert clean_text(text) == type(clean_text(text))(text)


def test_control_characters_and_halves_of_characters_are_dropped():
    assert clean_text("Py\x00thon\x1b[31m \ud83d and\u202e R").text == "Python[31m  and R"


@pytest.mark.parametrize("mark", "\u2019\u02bc\u00b4`")
def test_a_phone_s_apostrophe_is_one_to_everything_behind(mark):
    assert clean_text(f"I don{mark}t know R, I{mark}d like `SQL`").text == "I don't know R, I'd like `SQL`"


def test_lines_of_other_systems_become_lines_and_empty_ones_one():
    assert clean_text("Python\r\nSQL\rR\n\n\n\n\nJava").text == "Python\nSQL\nR\n\nJava"


def test_a_long_text_is_cut_at_a_word_and_says_so():
    found = clean_text("statistics " * 2000)
    assert found.cut
    assert LONGEST_TEXT * 0.9 < len(found.text) <= LONGEST_TEXT
    assert set(found.text.split()) == {"statistics"}


def test_an_endless_text_is_cut_too():
    assert clean_text("x" * 1_000_000).cut
    assert clean_text(" " * 50_000 + "Python").cut  # what came after the blanks was never looked at


@pytest.mark.parametrize("intent", sorted(PAYLOADS))
def test_each_listed_payload_passes(intent):
    sample = {"level": "beginner", "attitude": "like", "role": "mle"}
    values = {name: sample[name] for name in PAYLOADS[intent]}
    text = f"/{intent}" + (json.dumps(values) if values else "")
    assert clean_text(f"  {text} ").text == text.replace(": ", ":")


@pytest.mark.parametrize(
    "text",
    [
        "/session_start", "/restarted", "/action_delete", "/tell_skills{\"skill\":\"python\"}",
        "/affirm{\"person\":\"eve\"}",
        "/answer_level{\"level\":\"guru\"}", "/answer_level", "/answer_level{\"level\":[\"none\"]}", "/affirm@1.0",
        "/answer_level{\"level\":\"none\",\"person\":\"eve\"}", "/choose_role{\"role\":\"../x\"}", "/affirm{} and more",
        "/answer_level{\"level\":" + "[" * 500, "/AFFIRM", "/etc/passwd",
    ],
)  # fmt: skip
def test_any_other_command_is_plain_text(text):
    assert allowed_payload(text) is None
    assert not clean_text(text).text.startswith("/")


@given(st.one_of(st.text(), st.text().map(lambda t: "/" + t), st.integers(), st.floats(), st.none()))
def test_whatever_comes_in_can_be_stored_and_is_no_unlisted_command(raw):
    text = clean_text(raw).text
    text.encode("utf-8")
    assert "\x00" not in text
    assert not text.startswith("/") or allowed_payload(text) == text


@pytest.mark.parametrize("raw", [None, "", "  ", True, 1.5, [], {"id": 1}, "a" * 201, "a\x00b", "a\nb" + "\x1b"])
def test_nobody_is_given_the_identity_of_somebody_else(raw):
    assert clean_sender(raw) is None


def test_a_sender_is_taken_verbatim():
    assert clean_sender("slack:T1:U2") == "slack:T1:U2"
    assert clean_sender(17) == "17"
