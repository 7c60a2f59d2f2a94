"""Questions around the choice (`meaning.choosing`) and what answers them. What somebody tells of themselves in the
same message is heard by the way."""

from __future__ import annotations

from dataclasses import replace

from actions.aside import MISHEARD, is_request
from actions.chosen import nobody_chose, wanted_role
from actions.planning import gaps_for, plan_for
from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn
from waymark.assessment import Assessment
from waymark.fit import UNKNOWN, grounds
from waymark.gaps import held_levels
from waymark.meaning import choosing
from waymark.meaning.comparing import compares_two
from waymark.meaning.other_jobs import other_job_weighed
from waymark.meaning.trust import misses_in_the_count
from waymark.meaning.wording import role_named
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Frame, Mention, Polarity, ProficiencyLevel, Scope
from waymark.weighing import pick_between, worth_of

PICK, FIELD = "pick_a_skill", "a_field"
MOST_PICKED_FROM = 3
SHORT_OBJECTION = 8  # words
_ON_THE_ROLES = (
    "ask_what_",
    "ask_requirements_",
    "ask_difference",
    "ask_degree_maths",
    "ask_salary",
    "ask_can_be_both",
)
_NO_HIRING = {
    "ask_plan",
    "set_hours",
    "ask_salary",
    "delete_my_data",
    "export_or_show_profile",
    "ask_privacy",
    "ask_report",
}


def choice_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What is asked around the choice and what answers it; None where nothing of the kind is. A message that asks
    several things is answered part by part."""
    if sum(map(is_request, turn.parts)) > 1 or turn.frame is Frame.ADVERTISEMENT:
        return None
    return _of_skills(turn) or _of_the_choice(turn)


def _of_skills(turn: Turn) -> tuple[str, Answer] | None:
    """A question that names skills: which of them, what one counts for, whether a field can be kept."""
    text = turn.text
    named = [m for m in turn.mentions if m.scope is not Scope.OWN]
    if len(named) < 2 and choosing.names_and_asks(text, min((m.start for m in turn.mentions), default=0)):
        named = [m for m in turn.mentions if m.level is None and m.years is None] or named
    skills = tuple(dict.fromkeys(m.skill for m in named))
    places = [(m.start, m.end) for m in named]
    asked = turn.intent != "ask_resources" and turn.frame is not Frame.HYPOTHETICAL
    two = len(named) == 2 and compares_two(text, text[min(p[1] for p in places) : max(p[0] for p in places)])
    if asked and 2 <= len(skills) <= MOST_PICKED_FROM and (two or choosing.asks_to_pick(text, places)):
        tells = bool(turn.interests) or len(named) < len(turn.mentions)
        return "pick_by_the_way" if tells else PICK, lambda t: _pick(t, skills)
    if len(skills) == 1 and choosing.asks_what_counts(text, named[0].start, named[0].end):
        return "worth", lambda t: worth_now(t, named[0])
    if len(turn.own) == len(turn.mentions) == 1 and choosing.asks_what_counts(text, turn.own[0].start, turn.own[0].end):
        return "worth_of_told", lambda t: worth_now(t, t.own[0])  # "does my Excel count?" tells it, too
    wished = [m for m in turn.own if m.polarity is Polarity.WANTS]
    if len(wished) == 1 and len(turn.mentions) == 1 and choosing.asks_if_sensible(text):
        return "worth_of_a_wish", lambda t: Reply.of(_would_add(t, wished[0]), digression=True)
    uncounted = turn.intent != "correct_or_remove_skill" and misses_in_the_count(text)
    if uncounted and (turn.own or turn.interests or len(text.split()) <= SHORT_OBJECTION):
        return "counted", _counted
    if turn.intent in {"ask_job_market", *MISHEARD} and choosing.asks_to_stay(text):
        field = choosing.field_named(text, turn.adviser.catalogue)
        return (FIELD, lambda t: _field(t, field)) if field is not None else None
    return None


def _of_the_choice(turn: Turn) -> tuple[str, Answer] | None:
    text, catalogue = turn.text, turn.adviser.catalogue
    if not turn.mentions and choosing.asks_which_is_nearer(text):
        return "nearer", _nearer
    about_us = turn.intent != "out_of_scope" or role_named(text, catalogue) is not None
    if about_us and (credential := choosing.degree_doubted(text)) is not None:
        return "degree", lambda t: _degree(t, credential)
    if (job := other_job_weighed(text, catalogue)) is not None:
        return "other_job", lambda t: _other_job(t, job)
    if turn.intent not in _NO_HIRING and (matter := choosing.hiring_matter(text)) is not None:
        return "hiring", lambda t: _hiring(t, matter)
    if turn.intent != "tell_skills" and choosing.asks_for_project(text):
        return "project", _project
    in_short = turn.intent in {"start_advice", "ask_why_recommendation"} and choosing.wants_one_sentence(text)
    on_a_thing = turn.mentions or turn.interests or turn.intent.startswith(_ON_THE_ROLES)
    if not on_a_thing and (in_short or choosing.asks_plainer(text)):
        return "plainer", _plainer
    return None


def _stands(turn: Turn) -> Assessment | None:
    """Where the person stands; None where nothing is known of them."""
    return None if turn.adviser.profile(turn.person).is_empty else turn.adviser.compare(turn.person)


def _other_job(turn: Turn, job: str) -> Reply:
    catalogue, stands = turn.adviser.catalogue, _stands(turn)
    role = role_named(turn.text, catalogue) or (stands.path if stands else next(iter(catalogue.roles)))
    return Reply.of(talk.other_job(job, role, stands, catalogue), digression=True)


def _goals(turn: Turn) -> tuple[str, ...]:
    """The role that an answer is for: named, chosen or likelier; all of them where none of these is."""
    if (named := wanted_role(turn)) is not None:
        return (named,)
    stands = _stands(turn)
    return tuple(turn.adviser.catalogue.roles) if stands is None or nobody_chose(turn) else (stands.path,)


def _nearer(turn: Turn) -> Reply:
    if turn.adviser.profile(turn.person).is_empty:
        return Reply.of(talk.nearer_unknown(), digression=True)
    plans = [plan_for(turn, role) for role in turn.adviser.catalogue.roles]
    return Reply.of(talk.nearer(plans, turn.adviser.catalogue), digression=True)


def _pick(turn: Turn, skills: tuple[str, ...]) -> Reply:
    catalogue, profile = turn.adviser.catalogue, turn.adviser.profile(turn.person)
    role = next(iter(_goals(turn)))
    if choosing.asks_for_the_first(turn.text) and not profile.is_empty:
        missing = [gap.skill for gap in gaps_for(turn, role) if gap.skill in skills]
        if len(missing) == len(skills):
            return Reply.of(talk.begin_with(missing, role, catalogue), digression=True)
    picks = [found for role in _goals(turn) if (found := pick_between(skills, role, profile, catalogue)) is not None]
    return Reply.of(talk.pick(picks, skills, catalogue), digression=True)


def worth_now(turn: Turn, named: Mention) -> Reply:
    """What a skill counts for as it stands in the profile; what learning it would add where it does not."""
    catalogue, profile = turn.adviser.catalogue, turn.adviser.profile(turn.person)
    found = worth_of(named.skill, profile, catalogue)
    if found.have or (found.contribution is not None and found.contribution.statement == "lacks"):
        holds = {role: r.share for role, r in turn.adviser.compare(turn.person).readiness.items()}
        return Reply.of(talk.worth(found, holds, catalogue), digression=True)
    return Reply.of(talk.not_told(named.skill, catalogue), _would_add(turn, named), digression=True)


def _would_add(turn: Turn, named: Mention) -> Message:
    """Where somebody would stand after learning a skill to the level that is asked for, as in any what-if."""
    learned = replace(named, scope=Scope.OWN, polarity=Polarity.HAS, level=None)
    return talk.what_if(turn.adviser.what_if(turn.person, (learned,)), turn.adviser.catalogue)


def _counted(turn: Turn) -> Reply:
    """What the statements of a message count for (they are heard by the way); all that counts where it names none."""
    if turn.adviser.profile(turn.person).is_empty:
        return ask_next(turn)
    subjects = {i.activity for i in turn.interests} | {m.skill for m in turn.own}
    told = talk.counted(turn.adviser.compare(turn.person), subjects, turn.adviser.catalogue)
    return Reply.of(told, digression=True)


def _degree(turn: Turn, credential: str) -> Reply:
    catalogue = turn.adviser.catalogue
    named = role_named(turn.text, catalogue)
    roles = (named,) if named else tuple(catalogue.roles)
    return Reply.of(
        *talk.degree(credential, roles, turn.adviser.profile(turn.person), catalogue, choosing.asks_need(turn.text)),
        digression=True,
    )


def _field(turn: Turn, activity: str) -> Reply:
    """The skill that a field's name is, too, has the figure."""
    catalogue = turn.adviser.catalogue
    skill = activity if activity in catalogue.skills else None
    return Reply.of(talk.field(activity, skill, catalogue), digression=True)


def _hiring(turn: Turn, matter: str) -> Reply:
    project = _first_project(turn) if matter == "portfolio" else None
    return Reply.of(talk.hiring(matter, project), digression=True)


def _project(turn: Turn) -> Reply:
    named = next((m.skill for m in turn.mentions), None)
    return Reply.of(_project_for(turn, named) if named else _first_project(turn), digression=True)


def _first_project(turn: Turn) -> Message:
    """The project of the plan's first stage; for somebody unknown one in what everything stands on."""
    catalogue = turn.adviser.catalogue
    if turn.adviser.profile(turn.person).is_empty:
        return _project_for(turn, catalogue.once(grounds)[0])
    steps = plan_for(turn, wanted_role(turn)).steps
    first = next((step for step in steps if step.project), None)
    if first is None or first.project is None:
        return talk.nothing_to_plan(plan_for(turn, wanted_role(turn)), catalogue)
    return talk.project(first.project, first.skill, catalogue)


def _project_for(turn: Turn, skill: str) -> Message:
    """A project one level above what is held of the skill, else the highest that there is."""
    catalogue = turn.adviser.catalogue
    held = held_levels(turn.adviser.profile(turn.person), catalogue).get(skill, ProficiencyLevel.NONE)
    above = [level for level in ProficiencyLevel if level > held] or [ProficiencyLevel.ADVANCED]
    found = next((p for level in above for p in catalogue.projects_for(skill, level)), None)
    if found is None:
        return talk.no_project(skill, catalogue)
    return talk.project(found.text, skill, catalogue, first=held is ProficiencyLevel.NONE)


def _plainer(turn: Turn) -> Reply:
    """The recommendation in plain words; an open question in other words where no advice was given."""
    catalogue, stands = turn.adviser.catalogue, _stands(turn)
    if stands is None:
        return Reply.of(talk.help_text(), digression=True)
    if stands.recommendation == UNKNOWN:
        return ask_next(turn, talk.too_little_known(stands, catalogue, turn.number))
    return Reply.of(talk.in_plain_words(stands, catalogue), digression=True)
