"""What a text plainly says, whatever else it sounds like."""

import pytest

from tests.unit.small_catalogue import small_catalogue, with_third_role
from waymark.meaning import goals, wording

CATALOGUE = small_catalogue()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("what does an ML engineer earn", "mle"),
        ("MLEs", "mle"),
        ("is data science for me", "ds"),
        ("data scientist or ML engineer?", None),
        ("ads and models", None),
    ],
)
def test_a_role_is_known_by_the_ways_in_which_people_speak_of_it(text, role):
    assert wording.role_named(text, CATALOGUE) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [("and for a machine learning engineer?", "mle"), ("data science then?", "ds"), ("and ML?", "mle"),
     ("and do data scientists earn more?", None)],
)  # fmt: skip
def test_a_name_alone_is_told_from_a_name_in_a_question(text, role):
    assert wording.role_named_alone(text, CATALOGUE) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my goal is machine learning engineering", "mle"),
        ("I don't want to become a data scientist", "mle"),
        ("do I want to be a data scientist?", None),
        ("I have 3 months, 6 hours a week, want to get to MLE", "mle"),
        ("I want to move into machine learning", "mle"),
        ("looking to switch to data science", "ds"),
        ("my goal is data scientist", "ds"),
        ("I want to learn machine learning", None),
        ("I want to get into machine learning models", None),
        ("should I move into machine learning?", None),
        ("I want to be a data scientist or a machine learning engineer", None),
        ("hmm no, actually machine learning engineer sounds better", "mle"),
        ("ok final answer: mle", "mle"),
        ("i want be data scientis", "ds"),
        ("which sounds better, data scientist?", None),
        ("data scientist sounds boring", None),
    ],
)
def test_a_goal_is_told_and_not_asked(text, role):
    assert goals.goal_told(text, CATALOGUE) == role


def test_who_leaves_one_of_three_roles_has_told_no_goal() -> None:
    three = with_third_role(CATALOGUE)
    assert goals.goal_told("I don't want to be a data scientist", three) is None
    assert goals.goal_told("I don't want to be a data scientist, I want to become a data engineer", three) == "de"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("where do your numbers come from?", True),
        ("where do the hours come from?", True),
        ("where is my data?", False),
        ("I like data from hospitals", False),
    ],
)
def test_figures_are_not_what_is_stored_of_a_person(text, asks):
    assert wording.asks_about_figures(text) is asks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I work as a nurse", True),
        ("history degree, now retraining", True),
        ("retired teacher, twelve years of maths", True),
        ("recommend me a master's degree", False),
        ("do you have a degree?", False),
        ("my cat is 3 years old", False),
        ("the weather was bad again and all my friends are " + "really " * 20 + "unemployed", False),
    ],
)
def test_a_life_told_in_a_line_is_a_start_and_no_question(text: str, told: bool) -> None:
    assert wording.tells_trade(text) is told


@pytest.mark.parametrize(
    ("text", "place"),
    [("And in Germany?", True), ("what about New Zealand", True), ("abroad?", True), ("why", False), ("thanks", False)],
)
def test_a_place_named_alone(text: str, place: bool) -> None:
    assert wording.names_place_alone(text) is place


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("SQL advanced, gaps", "ask_gaps"),
        ("Docker a bit. why?", "ask_why_recommendation"),
        ("I know R; now the plan please", "ask_plan"),
        ("I know SQL, that's why", None),
        ("I close the gaps", None),
        ("gaps", None),
    ],
)
def test_a_command_stands_behind_other_words(text: str, intent: str | None) -> None:
    assert wording.command_behind(text) == intent


@pytest.mark.parametrize(("text", "unclear"), [
    ('I not understand, what means "in production"?', True), ("sorry, I don't get it", True),
    ("I don't understand, so I will skip", False),
    ("what?", True), ("what kind of software do you mean?", True), ("what kind of job", False), ("I understand", False),
])  # fmt: skip
def test_a_question_that_is_not_clear(text: str, unclear: bool) -> None:
    assert wording.does_not_understand(text) is unclear


@pytest.mark.parametrize(("text", "asks"), [
    ("so does this change anything?", True), ("has that changed my result", True), ("what changed?", True),
    ("does learning Docker change anything?", False), ("would that change your mind?", False),
])  # fmt: skip
def test_it_is_asked_what_changed(text: str, asks: bool) -> None:
    assert wording.asks_what_changed(text) is asks


@pytest.mark.parametrize(("text", "asks"), [
    ("are the numbers for Germany?", True), ("how did you calculate the hours", True),
    ("how do you know me", False), ("how do you measure a good model?", False),
])  # fmt: skip
def test_what_figures_are_of_and_how_they_came_about_is_asked(text: str, asks: bool) -> None:
    assert wording.asks_about_figures(text) is asks
