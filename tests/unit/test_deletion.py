"""An order to delete everything is one in whatever words; a correction, a question and a refusal are none."""

import pytest

from waymark.meaning.deletion import asks_only, orders_deletion


@pytest.mark.parametrize(
    "text",
    [
        "yeah go on, delete it", "yes delete", "delete", "Erase that please", "wipe it all", "delete everything",
        "ok then delete everything you know about me", "just delete my stuff already", "I said delete my data!",
        "stop asking, delete it", "no just delete it", "why is it still there? delete my data", "can you delete it?",
        "sure, wipe everything", "ok, seen it. now delete everything", "thanks and delete my data please",
        "i want you to delete everything", "delete it from your database", "YES DELETE ALL OF IT", "remove my data",
        "delete what I told you", "please wipe my profile", "erase my entire chat history", "wipe the whole lot",
    ],
)  # fmt: skip
def test_an_order_to_delete_everything_is_heard(text: str) -> None:
    assert orders_deletion(text)


@pytest.mark.parametrize(
    "text",
    [
        "delete Docker", "delete that skill", "delete that one", "don't delete it", "do not delete my data",
        "remove it", "please don't erase everything",
        "should I delete it?", "what happens if I delete it", "never delete it",
        "delete my last answer", "delete it later", "delete everything except Python", "remove that",
        "before you delete it show me the export", "I write delete statements in SQL", "I deleted my account once",
        "how do I delete a branch in git", "delete that skill and that one", "delete it " * 40,
        "delete the german stuff", "erase the SQL stuff please", "wipe my accounting history",
    ],
)  # fmt: skip
def test_a_correction_a_question_and_a_refusal_are_no_order(text: str) -> None:
    assert not orders_deletion(text)


def test_a_question_is_no_order_yet() -> None:
    assert asks_only("can you delete it?")
    assert not asks_only("delete it")
