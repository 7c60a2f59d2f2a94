"""Who holds what: polarity, scope and frame."""

from __future__ import annotations

import pytest

from waymark.skills import Frame, Scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "never used Docker, Kubernetes or Terraform",
            {"docker": "lacks", "kubernetes": "lacks", "terraform": "lacks"},
        ),
        ("no Docker, Python daily", {"docker": "lacks", "python": "has"}),
        ("neither Python nor R", {"python": "lacks", "r": "lacks"}),
        ("not Tableau but Power BI", {"tableau": "lacks", "power-bi": "has"}),
        ("Java, not JavaScript", {"java": "has", "javascript": "lacks"}),
        ("Kubernetes remains a mystery to me", {"kubernetes": "lacks"}),
        ("I have managed to avoid JavaScript so far", {"javascript": "lacks"}),
        ("it would be a lie to say I know Scala", {"scala": "lacks"}),
        ("I wouldn't survive a week without pandas", {"pandas": "has"}),
        ("didn't learn Java at school, learned Python", {"java": "lacks", "python": "has"}),
        ("eager to learn Scala, coming from Java", {"scala": "wants", "java": "has"}),
        ("w/o Docker or Kubernetes, but Flask in prod", {"docker": "lacks", "kubernetes": "lacks", "flask": "has"}),
        ("our data team works with dbt", {}),
        ("the guy who had my desk before wrote Scala", {}),
        ("half the applicants know PyTorch", {}),
        ("my husband, a Java developer, thinks I should learn Kotlin", {}),
        ("there's a vacancy for a Scala developer", {}),
        ("I'm a Python guy", {"python": "has"}),
        ("not only Python but also R", {"python": "has", "r": "has"}),
        ("I never had trouble with linear algebra", {"linear-algebra": "has"}),
        ("I can't live without git", {"git": "has"}),
        ("no cloud besides AWS", {"cloud-computing": "lacks", "aws": "has"}),
        ("everything except deep learning", {"deep-learning": "lacks"}),
        ("I wish I knew C++", {"c++": "wants"}),
        ("Rust is next on my list", {"rust": "wants"}),
        ("I don't want to learn Scala", {"scala": "lacks"}),
        ("haven't done NLP yet but I plan to learn it", {"nlp": "wants"}),
        ("Docker? Never. Git? Daily.", {"docker": "lacks", "git": "has"}),
        ("python: yes, docker: none", {"python": "has", "docker": "lacks"}),
        ("Don't know: Kubernetes, Kafka", {"kubernetes": "lacks", "kafka": "lacks"}),
        ("my boss knows Tableau, I don't", {"tableau": "lacks"}),
        ("I know Java, sorry, I mean JavaScript", {"javascript": "has"}),
    ],
)
def test_polarity_reaches_the_right_skills(polarities, text, expected):
    assert polarities(text) == expected


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("should I learn R?", Scope.QUESTION),
        ("how long does it take to learn Docker", Scope.QUESTION),
        ("what if I learned Kubernetes", Scope.HYPOTHETICAL),
        ("my brother uses Java", Scope.OTHER),
        ("the job asks for Spark", Scope.OTHER),
        ('"Python is eating the world" they say', Scope.OTHER),
    ],
)
def test_skills_that_are_not_the_writers_own_are_marked(read, text, scope):
    reading = read(text)
    assert reading.own == ()
    assert {m.scope for m in reading.mentions} == {scope}


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("python and sql", Frame.TELL),
        ("remove Hadoop please", Frame.REMOVE),
        ("is SQL enough?", Frame.QUESTION),
        ("if I learned Docker would that help", Frame.HYPOTHETICAL),
        ("good evening", Frame.NOTHING),
        ("I love cleaning data", Frame.TELL),
    ],
)
def test_a_message_has_a_frame(read, text, frame):
    assert read(text).frame is frame


def test_an_advertisement_gives_requirements_and_no_skills_of_the_person(read):
    reading = read(
        "We are looking for an ML engineer.\nRequirements:\n- 3+ years of Python\n- Kubernetes "
        "and Docker\n\nNice to have:\n- Scala\n- Kafka"
    )
    assert reading.frame is Frame.ADVERTISEMENT
    assert reading.own == ()
    assert {m.skill: m.scope for m in reading.mentions} == {
        "python": Scope.MUST, "kubernetes": Scope.MUST, "docker": Scope.MUST, "scala": Scope.NICE, "kafka": Scope.NICE,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "must", "nice"),
    [
        ("Requirements: 3+ years Python, SQL, Docker a plus, Tableau nice to have", "python sql", "docker tableau"),
        ("Requirements: Python, SQL and ideally Kafka, Airflow", "python sql", "kafka airflow"),
        ("job ad: 2 years of Java, Spring Boot; Spark is a plus", "java spring-boot", "spark"),
        ("We require Python. Docker and Kafka are a plus.", "python", "docker kafka"),
        ("Must have: Python, SQL. Nice to have: Docker, Kafka", "python sql", "docker kafka"),
        ("Requirements: Python, SQL, Docker", "python sql docker", ""),
    ],
)
def test_an_advertisement_in_one_line_demands_and_wishes(read, text, must, nice):
    reading = read(text)
    assert reading.frame is Frame.ADVERTISEMENT
    assert reading.own == ()
    assert {m.skill for m in reading.mentions if m.scope is Scope.MUST} == set(must.split())
    assert {m.skill for m in reading.mentions if m.scope is Scope.NICE} == set(nice.split())


def test_a_mention_says_which_words_decided(own):
    mention = own("I have never used Docker")["docker"]
    assert any("never used" in words for words in mention.because)
    assert mention.evidence == "I have never used Docker"


def test_the_last_word_on_a_skill_stands(own):
    assert own("I know Spark. Actually no, I don't know Spark")["spark"].polarity.value == "lacks"
