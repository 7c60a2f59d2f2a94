"""Files in Slack: a CV or an advertisement is fetched and read, the report goes out as a file."""

from __future__ import annotations

from typing import Any

import pytest

from extensions.documents import LARGEST_FILE, WRONG
from extensions.slack_delivery import PRIVATELY, web_client
from extensions.slack_files import Files
from extensions.slack_posts import MORE_FILES
from extensions.slack_report import ELSEWHERE, HERE, NAME, NOT_SENT
from extensions.slack_settings import API_URL
from tests.channels import made_files as made
from tests.channels.fake_slack import FakeSlack, SharedFile
from tests.channels.slack_workspace import StubBot, Workspace, mention, message, runs, workspace

CV = "\n".join(made.CV)
REPORT = b"<!DOCTYPE html><h1>Where you stand</h1>"
LINK = {"text": "Your report: https://waymark.example.org/report/x", "custom": {"kind": "report", "url": "https://w"}}
NO_LINK = {"text": "I have no web address.", "custom": {"kind": "report", "url": None}}


async def shared(w: Workspace, *files: SharedFile, text: str = "", **more: Any) -> dict[str, Any]:
    """Somebody writes a post with files."""
    post = message(text, subtype="file_share", files=[w.slack.share(file) for file in files], **more)
    await w.event(post)
    return post


@runs
async def test_a_cv_in_the_direct_conversation_is_heard_like_pasted_text() -> None:
    async with workspace() as w:
        post = await shared(w, SharedFile("F1", made.pdf(made.CV), name="../My CV.pdf"))
        await w.event(post)  # Slack sends it again
        await w.replies()
    assert [text.strip() for text in w.bot.texts] == [CV]
    assert w.bot.heard[0].metadata == {"file": "My CV.pdf"}
    assert len(w.slack.sent("download")) == 1


@runs
async def test_what_is_written_with_a_file_stands_above_its_text_and_two_files_are_two_messages() -> None:
    async with workspace() as w:
        await shared(w, SharedFile("F1", made.pdf(made.CV)), SharedFile("F2", made.docx(made.ADVERT)), text="my CV:")
        await w.replies(2)
    assert [text.split("\n")[0] for text in w.bot.texts] == ["my CV:", made.ADVERT[0]]
    assert CV in w.bot.texts[0]
    assert len({heard.message_id for heard in w.bot.heard}) == 2


@runs
async def test_a_file_in_a_channel_counts_with_a_mention_only_and_is_answered_privately() -> None:
    async with workspace(StubBot([{"text": "You know Python.", "custom": {"kind": "profile"}}])) as w:
        await shared(w, SharedFile("F1", made.pdf(made.CV)), channel="C1")
        post = mention("my CV", files=[w.slack.share(SharedFile("F2", made.pdf(made.CV)))])
        await w.event(post)
        await w.replies(2)
    assert [reply["text"] for reply in w.slack.sent("chat.postMessage")] == [PRIVATELY]
    assert [reply["user"] for reply in w.slack.sent("chat.postEphemeral")] == ["U1"]
    assert [call["file"] for call in w.slack.sent("download")] == ["F2"]


BAD: dict[str, SharedFile] = {
    "scan": SharedFile("F1", made.pdf([])),
    "encrypted": SharedFile("F1", made.locked_pdf("secret")),
    "bomb": SharedFile("F1", made.docx_bomb(megabytes=100)),
    "kind": SharedFile("F1", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), name="cv.pdf"),
    "huge": SharedFile("F1", bytes(LARGEST_FILE + 1), more={"size": 10}),  # larger than it says
    "elsewhere": SharedFile("F1", b"", more={"is_external": True}),
    "away": SharedFile("F1", b"", url="https://evil.example/slack.com/cv.pdf"),
}


@pytest.mark.parametrize("reason", BAD)
def test_a_file_that_cannot_be_read_is_answered_with_the_reason(reason: str) -> None:
    @runs
    async def told() -> None:
        async with workspace() as w:
            await shared(w, BAD[reason])
            (reply,) = await w.replies()
        assert reply["text"] == WRONG[reason]
        assert not w.bot.heard

    told()


@runs
async def test_words_with_an_unreadable_file_are_heard_all_the_same_and_a_fourth_file_is_said_to_wait() -> None:
    async with workspace() as w:
        await shared(w, *(SharedFile(f"F{n}", made.pdf([])) for n in range(4)), text="I know R")
        texts = [reply["text"] for reply in await w.replies(5)]
    assert w.bot.texts == ["I know R"]
    assert texts == [MORE_FILES, *[WRONG["scan"]] * 3, "Heard."]


@runs
async def test_the_token_goes_to_slacks_hosts_only_and_follows_nobody_elsewhere() -> None:
    async with workspace() as w, FakeSlack() as other:
        other.share(SharedFile("F9", made.pdf(made.CV)))
        await shared(w, SharedFile("F1", b"", moved_to=other.shared["F9"].url))
        await shared(w, SharedFile("F2", b"", url=other.shared["F9"].url))
        texts = [reply["text"] for reply in await w.replies(2)]
    assert texts == [WRONG["away"]] * 2
    assert other.visited == []


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/cv.pdf", True),
        ("https://files.slack-gov.com/files-pri/T1-F1/cv.pdf", True),
        ("http://files.slack.com/files-pri/T1-F1/cv.pdf", False),
        ("https://files.slack.com.evil.example/cv.pdf", False),
        ("https://evilslack.com/cv.pdf", False),
        ("https://files.slack.com@evil.example/cv.pdf", False),
        ("https://evil.example\\.slack.com/cv.pdf", False),
        ("https://evil.example/#.slack.com/cv.pdf", False),
        ("", False),
    ],
)
def test_slacks_hosts_are_told_from_those_that_look_like_them(url: str, is_ours: bool) -> None:
    assert Files(web_client("xoxb", API_URL), "xoxb", API_URL).is_slacks(url) is is_ours


@runs
async def test_a_download_waits_as_slack_asks() -> None:
    async with workspace() as w:
        w.slack.limited.append(("download", 1))
        await shared(w, SharedFile("F1", made.pdf(made.CV)))
        await w.replies()
    assert len(w.bot.texts) == 1


async def report(app: object, person: str) -> bytes | None:
    return REPORT + person.encode()


@runs
async def test_the_report_comes_as_a_file_in_the_direct_conversation() -> None:
    async with workspace(StubBot([NO_LINK]), report=report) as w:
        await w.say("my report")
        (reply,) = await w.replies()
        await w.slack.until(lambda: w.slack.sent("files.completeUploadExternal"))
    (done,) = w.slack.sent("files.completeUploadExternal")
    assert reply["text"] == HERE, "without a web address there is no word on one"
    assert done["channel_id"] == "D1"
    assert w.slack.sent("files.getUploadURLExternal")[0]["filename"] == NAME
    assert list(w.slack.uploaded.values()) == [REPORT + b"slack:T0001:U1"]


@runs
async def test_a_report_asked_for_in_a_channel_or_by_command_goes_to_the_direct_conversation() -> None:
    async with workspace(StubBot([LINK]), report=report) as w:
        await w.event(mention("my report"))
        await w.replies(3)
        await w.command("my report")
        await w.slack.until(lambda: len(w.slack.sent("files.completeUploadExternal")) == 2)
    assert {done["channel_id"] for done in w.slack.sent("files.completeUploadExternal")} == {"D1"}
    assert not any(done.get("thread_ts") for done in w.slack.sent("files.completeUploadExternal"))
    private = [reply["text"] for reply in w.slack.sent("chat.postEphemeral")]
    assert private[-1] == ELSEWHERE
    assert [reply["text"] for reply in w.slack.sent("chat.postMessage")] == [PRIVATELY]


@runs
async def test_a_report_that_slack_refuses_is_said_to_be_missing() -> None:
    async with workspace(StubBot([NO_LINK]), report=report) as w:
        w.slack.denied["files.getUploadURLExternal"] = "missing_scope"
        await w.say("my report")
        texts = [reply["text"] for reply in await w.replies(2)]
        assert w.slack.refused.pop() == ("files.getUploadURLExternal", "missing_scope")
    assert texts == [HERE, NOT_SENT]


@runs
async def test_without_a_report_the_bots_own_words_stand() -> None:
    async def none(app: object, person: str) -> bytes | None:
        return None

    async with workspace(StubBot([NO_LINK]), report=none) as w:
        await w.say("my report")
        (reply,) = await w.replies()
    assert reply["text"] == NO_LINK["text"]
    assert not w.slack.uploaded
