"""With a question open the words that a message begins with answer it, whatever follows them."""

import pytest

from waymark.meaning.openings import (
    after_our_words,
    agrees,
    asks_back,
    asks_why_asked,
    is_bare_no,
    is_bare_yes,
    is_indifferent,
    is_untried,
    meant_instead,
    objects,
    opening_level,
    opening_liking,
    tells_of_oneself,
)
from waymark.skills import ProficiencyLevel

NONE, BEGINNER, INTERMEDIATE, ADVANCED = ProficiencyLevel


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("never i worked with image", NONE),
        ("never, I told you I'm a beginner", NONE),
        ("never heard of that", NONE),
        ("no, I use something else at work", NONE),
        ("yes a litle, like i say the macro, but no test", BEGINNER),
        ("well, a little", BEGINNER),
        ("no, not much, I only ever watched somebody do it", BEGINNER),
        ("comfortable, I'd say, I do it all the time", INTERMEDIATE),
        ("I guess comfortable, but never in production", INTERMEDIATE),
        ("yes, daily, since I started there", ADVANCED),
        ("yes", None),
        ("yes, I worked on that", None),
        ("good pizza", None),
        ("never mind", None),
        ("no idea what you are talking about", None),
        ("comfortable, but why do you ask?", None),
        ("I told you that I never did this", None),
    ],
)
def test_the_first_clause_gives_the_level(text: str, level: ProficiencyLevel | None) -> None:
    assert opening_level(text) is level


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("yes i enjoy it, when it works", True),
        ("I guess so, but I'm probably not good enough for it", True),
        ("sure, why not", True),
        ("no, I tried it once and it was dull", False),
        ("no i hate it", False),
        ("I don't like that because it bores me", False),
        ("it works, yes", None),
        ("yes? what for?", None),
    ],
)
def test_the_first_clause_tells_the_liking(text: str, liked: bool | None) -> None:
    assert opening_liking(text) is liked


def test_where_nothing_else_may_be_said_a_yes_alone_is_no_liking() -> None:
    assert opening_liking("yes play some music", alone=True) is None
    assert opening_liking("yes, I suppose", alone=True) is True


@pytest.mark.parametrize(
    "text",
    ["meh", "so-so", "so so", "it depends on the day", "not sure I would", "neither", "I'm indifferent", "50/50",
     "yes and no", "maybe", "could go either way", "I don't mind it", "neither like nor dislike"],
)  # fmt: skip
def test_neither_liked_nor_disliked(text: str) -> None:
    assert is_indifferent(text)


@pytest.mark.parametrize(
    "text", ["yes", "no", "maybe a bit", "not really", "I don't mind to do that", "sort of like it"]
)
def test_a_liking_or_a_dislike_is_not_indifferent(text: str) -> None:
    assert not is_indifferent(text)


def test_what_was_never_tried_cannot_be_liked_yet() -> None:
    assert is_untried("never heard of it")
    assert is_untried("I've never done that, to be honest")
    assert not is_untried("never")
    assert not is_untried("I never liked it")


@pytest.mark.parametrize("text", ["yes", "sure, let's say yes", "yeah I did that", "of course"])
def test_a_yes_at_the_head_agrees(text: str) -> None:
    assert agrees(text)
    assert not agrees(f"I told you {text}")


def test_a_bare_yes_says_nothing_else() -> None:
    assert is_bare_yes("ok, sure")
    assert is_bare_yes("y")
    assert not is_bare_yes("ok, a little")
    assert not is_bare_yes("")


def test_an_answer_after_our_own_question_said_once_more() -> None:
    assert after_our_words("how much have I done that? hm, a little") == ("how much have I done that?", "hm, a little")
    assert after_our_words("would I enjoy that? yes") == ("would I enjoy that?", "yes")
    assert after_our_words("how much do you know?") is None
    assert after_our_words("do I need a degree? never had one") is None
    assert after_our_words("what is that? a little help please") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("i said meh not no", "meh"),
        ("change that to maybe", "maybe"),
        ("no i meant yes", "yes"),
        ("wait, change my last answer to no", "no"),
        ("actually make that a no", "no"),
        ("I meant not much", "not much"),
        ("that was a yes, not a no", "yes"),
        ("change my SQL to advanced", None),
        ("yes", None),
    ],
)
def test_an_answer_that_puts_the_last_one_right(text: str, answer: str | None) -> None:
    assert meant_instead(text) == answer


@pytest.mark.parametrize("text", ["never", "No.", "no thanks", "nope, never", "not really"])
def test_a_bare_no_says_nothing_else(text: str) -> None:
    assert is_bare_no(text)
    assert not is_bare_no(f"{text} that is wrong")


@pytest.mark.parametrize(
    "text", ["why you ask of image? i work with shoes machine", "why do you want to know?", "y u ask"]
)
def test_a_question_about_our_question(text: str) -> None:
    assert asks_why_asked(text)


def test_an_objection_is_to_what_was_understood() -> None:
    assert objects("no, that's wrong")
    assert objects("that is not what I said")
    assert not objects("not right now")
    assert not objects("never")


def test_asking_for_a_reason_of_something_else_is_none_about_our_question() -> None:
    assert not asks_why_asked("why do you recommend data science?")
    assert not asks_why_asked("why are you asked for SQL so often?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My headteacher makes me present the exam figures each autumn", True),
        ("Never, and I would hate to. Writing code for others to use, I mean.", True),
        ("I want a pizza", False),
        ("tell me a joke", False),
        ("the weather is nice", False),
        ("do I need a visa?", False),
        ("I think you are stupid", False),
    ],
)
def test_who_tells_of_themselves_asks_and_orders_nothing(text: str, expected: bool) -> None:
    assert tells_of_oneself(text) is expected


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("honestly", True),
        ("Really?", True),
        ("ok enough", True),
        ("which", True),
        ("really yes", False),
        ("sure", False),
    ],
)
def test_a_word_that_asks_back_is_no_yes(text: str, asks: bool) -> None:
    assert asks_back(text) is asks
