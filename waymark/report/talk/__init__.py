"""The conversation's prose: plain functions from results to messages, one topic a module."""

from waymark.report.messages import Message
from waymark.report.talk.advert import ADVERT, advert, ask_for_advert, chance, learn_for_advert, plan_for_advert
from waymark.report.talk.advice import (
    YOUR_CHOICE,
    against,
    comparison,
    counted,
    how_sure,
    recommendation,
    too_little_known,
    what_would_change,
    which_role,
    why,
)
from waymark.report.talk.aside import (
    PROGRAM,
    about_a_program,
    age,
    ask_for_cv,
    cost,
    english_only,
    maker,
    no_more_questions,
    no_need_to_be_sorry,
    nothing_to_forget,
    unanswered,
)
from waymark.report.talk.care import CARE, discouraged, distress, figure_is_no_mark, put_off
from waymark.report.talk.choosing import (
    begin_with,
    degree,
    field,
    hiring,
    in_one_sentence,
    in_plain_words,
    nearer,
    nearer_unknown,
    no_project,
    not_told,
    pick,
    project,
    worth,
)
from waymark.report.talk.contrast import other_job
from waymark.report.talk.interview import (
    ANSWER,
    HOW_MUCH,
    ask_what_is_wrong,
    confirm_again,
    go_on,
    how_much,
    how_well,
    no_answer,
    no_fault_of_yours,
    no_idea,
    noted_attitude,
    noted_level,
    nothing_open,
    nothing_wanted,
    offer_declined,
    question,
    question_again,
    question_meant,
    skipped,
    stands,
    undecided,
    what_is_down,
    why_this_question,
)
from waymark.report.talk.learned import ask_what_is_done, progress, supposed_before, what_if
from waymark.report.talk.learning import (
    gaps,
    nothing_to_plan,
    plan,
    plan_from,
    plan_in_short,
    resources,
    where_to_start,
)
from waymark.report.talk.order import about_the_plan, not_listed, order, why_listed
from waymark.report.talk.own_data import (
    NO_CONTACT_DATA,
    PRIVACY_LINE,
    confirm_delete,
    confirm_restart,
    deleted,
    kept,
    privacy,
    profile,
    report_link,
    started_over,
)
from waymark.report.talk.planning import (
    LEFT_OUT,
    SMALL_STEP,
    cost_of_skipping,
    first_hours,
    not_first,
    plan_changed,
    plan_is_fixed,
    plan_moved,
    realistic,
    step_known,
    time_tried,
)
from waymark.report.talk.practical import certificate, coding, enough, no_account, step_after
from waymark.report.talk.report import report_in_chat
from waymark.report.talk.roles import about, hours_source, requirements, skill, sources, which_skill
from waymark.report.talk.small import (
    abuse,
    already_said,
    apology,
    bot_challenge,
    cannot_judge,
    changed,
    chitchat,
    goodbye,
    greeting,
    handoff,
    help_text,
    injection,
    invitation,
    invitation_or_questions,
    menu,
    never_mind,
    no_more_on_it,
    not_understood,
    once_more,
    out_of_scope,
    take_your_time,
    welcome_back,
    what_of_that,
    you_are_welcome,
)
from waymark.report.talk.telling import (
    ask_what_to_correct,
    beside_somebody,
    both_noted,
    corrected,
    feedback_taken,
    heard,
    not_yours,
    nothing_heard,
    nothing_noted,
    put_back,
    taken_back,
    undone,
    where_from,
    wrongly_noted,
)
from waymark.report.talk.terms import (
    TRADE,
    goal_noted,
    nothing_is_a_start,
    plan_nobody_chose,
    scale_explained,
    term,
    time_kept,
    trade_heard,
)
from waymark.report.talk.trust import agreeing, answer_to, figure_doubted, sure_in_general, the_catch
