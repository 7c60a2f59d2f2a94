"""Danger and despair on one side, discouragement about learning and jobs on the other; in doubt it is none."""

import pytest

from waymark.meaning.distress import discouragement, is_desperate, is_in_danger, takes_figure_for_mark


@pytest.mark.parametrize(
    "text",
    [
        "i've been trying to learn this for 2 years and feel like i'm getting nowhere",
        "i got rejected 30 times. should i just give up", "i just feel stupid compared to everyone",
        "nobody hires me", "I applied to 200 jobs and got nothing", "I've been rejected again",
        "no one replies to my applications", "i'm too dumb for this", "am I not smart enough for machine learning?",
        "everyone is so much better than me", "I feel like an impostor", "I'll never understand statistics",
        "I wasted two years on courses", "this is so frustrating", "I'm discouraged",
        "so much to learn, I'm overwhelmed", "I'm hopeless at maths", "I feel like giving up", "what's the point",
        "I feel useless", "I keep failing interviews", "not one interview in six months", "should I quit?",
        "is there any point in learning this now", "I have no motivation left", "I got ghosted by every company",
        "I'm making no progress", "maybe I'm just too stupid", "everybody else is younger and faster",
    ],
)  # fmt: skip
def test_discouragement_about_learning_and_jobs_is_no_crisis(text: str) -> None:
    assert discouragement(text) is not None
    assert not is_desperate(text)


@pytest.mark.parametrize(
    "text",
    [
        "I feel so hopeless", "I want to die", "i got rejected 100 times and I don't want to live anymore",
        "I can't go on like this", "I'm having a panic attack", "I feel worthless",
        "I want to kill myself, I failed again", "nobody would miss me", "my life is over, no company wants me",
        "I can't stop crying after this rejection", "I want to give up on life", "what's the point of living",
        "I'm so depressed that I'm getting nowhere", "I hurt myself", "no reason to live", "I'm a burden to everyone",
        "suicide", "I'd be better off dead", "I feel stupid and want to hurt myself", "I can't take it anymore",
        "I cry every day because nobody hires me",
    ],
)  # fmt: skip
def test_despair_is_never_taken_for_discouragement(text: str) -> None:
    assert discouragement(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I want to die", "i dont want to live, I only know Python", "I want to kill myself",
        "I'd be better off dead",
        "I've been thinking about suicide", "I hurt myself again", "there is no reason to live",
        "I want to end my life",
    ],
)  # fmt: skip
def test_danger_is_heard(text: str) -> None:
    assert is_in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "kill the process", "I'd rather die than learn Java", "we built a suicide prevention model in Python",
        "predict suicide risk", "this course is killing me", "I want to disappear into research", "end the interview",
        "I want to end this", "Python 3 years, SQL", "I never learned Docker", "I know Python but no Docker",
        "should I learn R or Python", "I want to be a data scientist", "what is overfitting",
        "how do I get interviews", "do I have a good chance", "I quit my job to study data science",
        "no progress bar in my course", "I have no experience with interviews", "I never understood Hadoop",
        "they are better paid", "is R better than Python", "what is the point of Docker",
        "can I get a job without a degree", "skip", "I do not like talking to customers",
        "I'm not good enough at SQL yet", "I would never get bored of statistics",
        "I have not had any job offers analysis experience", "what if nobody hires juniors", "I am slow at typing",
        "do they take me without a degree",
    ],
)  # fmt: skip
def test_other_messages_are_neither(text: str) -> None:
    assert not is_in_danger(text)
    assert discouragement(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "6% ... so basically i know nothing",
        "only 8 percent?",
        "is 6 % bad?",
        "so I know nothing",
        "16 in 100 is so low",
    ],
)
def test_a_share_is_taken_for_a_verdict(text: str) -> None:
    assert takes_figure_for_mark(text)


@pytest.mark.parametrize("text", ["what does 16 % mean", "I know 80% of Python", "I know nothing about SQL"])
def test_other_shares_are_none(text: str) -> None:
    assert not takes_figure_for_mark(text)
