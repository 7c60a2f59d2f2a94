"""What people say beside the subject: no more questions, "am I too old?", another language, who made this."""

from __future__ import annotations

import re

from waymark.meaning.more import in_full, wants_more_questions

_SORRY = re.compile(
    r"\W*(?:(?:thanks?|thank you|ok(?:ay)?|oh|ah|well|but|and|i(?:'m| am)?|im|so|very|really)\W+)*"
    r"(?:sorry|my (?:bad|apologies)|apologies|apolog(?:ise|ize)|forgive me|pardon me)"
    r"(?:\W+(?:for|about|if i|to be|(?:that )?i(?:'m| am| was) (?:so|a bit|being|rude|negative|angry)|i didn'?t mean"
    r"|(?:i (?:had|have) )?(?:just )?(?:an? )?(?:bad|rough|long|tough|hard) (?:day|week|night|time))"
    r"\b[^?.!;,]{0,80}|\W+again)?[\s.!,;:)(-]*",
    re.I,
)
_ENOUGH = re.compile(
    r"(?<!i have )(?<!i've )(?<!got )\bno more questions?\b(?! from me)"
    r"|\b(?:stop|quit|enough)(?: with)?(?: of)?(?: asking| the| your| these| those| all)*(?: me)?(?: the| so many"
    r"| more| any)*"
    r" ?(?:questions?|quiz(?:zing)?(?: me)?|interview)\b|\b(?:stop|quit) asking\b"
    r"|\bdon'?t ask(?: me)?(?: any(?:thing| ?more)?| more| again| questions?| so much)+\b"
    r"|\b(?:no|not|don'?t have|have no|haven'?t) (?:the |any |much )?(?:time|patience|nerves?|desire|wish) (?:for"
    r"|to (?:do|answer|take))"
    r" .{0,20}\b(?:quiz|questions?|questionnaire|interview|test|survey)\b"
    r"|\b(?:skip|drop|leave out) (?:all )?(?:this|the|these|those|your|all)(?: the| your)? (?:questions?|quiz"
    r"|interview|questionnaire)\b"
    r"|\bskip (?:all (?:this|of (?:it|this|that))|the rest)\b|\btoo many questions\b|\bno (?:quiz|questionnaire"
    r"|interview|questions)\b"
    r"|\b(?:tired|sick|fed up|annoyed) (?:of|with|by) .{0,15}\bquestions?\b"
    r"|\b(?:don'?t|do not|won'?t|will not) (?:want to |wanna |feel like |like to )?answer(?:ing)? (?:any |more "
    r"|all |your |these |those )*"
    r"(?:questions?)\b"
    r"|\b(?:rather|prefer) not (?:to )?(?:answer|be asked)(?: (?:any|more|all|your|these|those))* questions\b"
    r"|\bwithout (?:all |any |more |your |the |these )*questions\b",
    re.IGNORECASE,
)
_ASK_ME = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|sure|please|now|well|you can|you may|go on(?: and)?|go ahead(?: and)?|then|just"
    r"|fine|let'?s?)\W+)*"
    r"ask(?:ing)?(?: me)?(?: (?:some|more|your|the|again|now|a few|another|please|away|one"
    r"|next))*(?: (?:questions?|something|anything|whatever)(?! else))?(?: again| now| please)*\W*$"
    r"|\b(?:more|next|another) questions? please\b"
    r"|^\W*(?:(?:can|could|would) you |please |sorry,? )*(?:(?:repeat|say|ask)(?: me)?|what was)"
    r" (?:the|your|that|this) (?:last )?question(?: (?:again|once more|please))*\W*$",
    re.IGNORECASE,
)
_THINKING = re.compile(
    r"\W*(?:(?:h+m+|u+h+|u+m+|e+r+m*|e+h+|m+|well|so(?!\W?so)|let me (?:think|see)|i(?: have|'?ll have)? to think|wait"
    r"|one (?:moment|sec\w*)|good question|give me a (?:moment|minute|sec\w*))\b\W*)+",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"\W*(?:(?:but|hey|hello|wtf|come on|please|just|omg)\W+)*(?:(?:you(?:'re| are)?|u r?|this is|that is|that's)"
    r"(?: (?:still|just|really|simply|clearly))? ?(?:not|never|don'?t|didn'?t|won'?t|aren'?t|no)(?: \w+)? "
    r"(?:answer\w*|listen\w*|respond\w*)(?: (?:me|to me|my|the|questions?|it|that|at all|what i asked))*"
    r"|answer (?:me|my question|the question|it))\W*",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\btoo (?:old|young)\b|\b(?:at|with|for) my age\b|\bmy age\b.{0,25}\b(?:problem|issue|matter|late|count"
    r"|against)\w*"
    r"|\b(?:employers?|compan(?:y|ies)|recruiters?|they|people) (?:\w+ )?(?:cares?|minds?|looks?)\b.{0,15}\bage\b"
    r"|\b(?:is|does) (?:my )?age\b|\bage (?:limit|discrimination)\b|\b(?:is|isn'?t) (?:it|\d\d) too late\b"
    r"|\btoo late (?:for me|to (?:start|begin|switch|"
    r"change|learn|become|get))\b|\b(?:i'?m|i am|at|over|past) (?:already )?\d\d\b.{0,40}\b(?:too late|late|old)\b",
    re.IGNORECASE,
)
_TONGUES = (
    r"(?:deutsch|german|spanish|español|espanol|castellano|french|français|francais|italian|italiano|portugu\w+"
    r"|dutch|"
    r"nederlands|polish|polski|russian|turkish|türkçe|chinese|mandarin|japanese|hindi|arabic|korean|ukrainian"
    r"|swedish|"
    r"greek|czech|persian|farsi|urdu|vietnamese|bengali|my (?:own |mother |native )?(?:language|tongue)|"
    r"(?:an)?other (?:languages?|tongues?))"
)
_SPEAKING = (
    r"(?:writ\w+|speak|talk|answer|reply|understand|chat|use|schreiben|sprech\w+|sprichst|hablas?|hablar|escribir"
    r"|parle[rsz]?|scriv\w+|parl[ia]\w*)"
)
_LANGUAGE = re.compile(
    rf"\b{_SPEAKING}\b.{{0,25}}\b{_TONGUES}\b|\b{_TONGUES}\b.{{0,25}}\b{_SPEAKING}\b"
    rf"|^\W*(?:in |and |auf |en |do you (?:know|have) )?{_TONGUES}\W*$"
    r"|\b(?:which|what|other) languages? (?:do|can) you\b(?! (?:recommend|suggest|advise))"
    r"|\bmy english(?:'s| is| no| not| very| so)+ ?(?:\w+ )?(?:bad|good|poor|weak|great|well|perfect|broken)\b"
    r"|\bmy english is\b|\b(?:sorry for|excuse) my (?:bad |poor |broken )?english\b|\bonly (?:in )?english\b",
    re.IGNORECASE,
)
# Frequent small words that English has not, by language; two different ones make a message that language's.
_SMALL_WORDS = tuple(
    frozenset(words.split())
    for words in (
        "ich und nicht auch ist bin das der ein eine kann mir mich mit für wie welche welcher wenn möchte habe hallo "
        "bitte danke gerne oder",
        "yo que para como qué cómo soy estoy una el los las por mi con quiero puedo hola gracias tengo cuál pero muy",
        "je suis et pas que une le les des pour dans avec quel quelle comment bonjour merci veux peux mon mes est moi",
        "io sono che una il gli per come ciao grazie voglio posso non mi con della quale questo anche",
        "eu sou não uma para como você olá obrigado quero posso com meu minha qual é mas muito",
        "ik ben niet een het voor hoe met mijn wil kan hallo dank welke ook wat",
        "jestem nie jak się chcę mogę dla cześć dziękuję czy mam",
    )
)
_MAKER = re.compile(
    r"\bwho(?:'s| is| has| was)? (?:made|built|created|programmed|wrote|developed|designed|trained|coded|owns?"
    r"|runs?|behind|your (?:maker|creator|developer|boss|owner)|the (?:maker|creator|developer)s?)"
    r"(?: (?:you|this|it|that|waymark|the bot))?\b(?! (?:(?:that|the|your|those|these|this|all) )*"
    r"(?:numbers?|figures?|estimates?|stat\w*|percent\w*|data|surveys?|plan)\b)"
    r"|\bwho are your (?:makers|creators|developers)\b",
    re.IGNORECASE,
)
_IT = r"(?:this|it|that|you|waymark|the (?:bot|service|program|advice|report)|your (?:service|advice|help))"
_COST = re.compile(
    rf"\b(?:how much|what) (?:do|does|is|are|will|would) {_IT}(?: all)? (?:cost|charge|take from me)s?\b"
    r"|\bhow much is (?:this|it|waymark|the (?:bot|service|program))\W*$"
    rf"|\b(?:is|are) {_IT} (?:(?:really|all|always|completely|totally|even) )?(?:for free|free(?! (?:to|on|at)\b)|paid"
    rf"|expensive)\b"
    rf"|\b(?:do|must|will|would) i (?:have to |need to |ever )?pay\b(?: (?:for {_IT}|you|anything|something))?\W*$"
    rf"|\b(?:what(?:'s| is) the|any) (?:price|costs?|fees?)(?: (?:of|for) {_IT})?\W*$"
    r"|^\W*(?:price|costs?|free)\W*\?\W*$",
    re.IGNORECASE,
)
_RESUME = r"(?:cv|c\.v\.|resum[eé]|résum[eé]|curriculum(?: vitae)?)"
_OFFERS_CV = re.compile(
    rf"\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|well|and|please)\W+)*(?:(?:here(?:'s| is| comes)|this is"
    rf"|i(?:'ll| will|'ve| have| can|'m| am| want to| would like to|'d like to)?(?: just)?"
    rf" (?:attach|send|paste|upload|shar|have|giv|post)\w*"
    rf"|(?:can|could|may|should|shall) i (?:just )?(?:attach|send|paste|upload|share|give|post|drop)"
    rf"|(?:can|could|do|would) you (?:also )?(?:read|take|look at|check|see|use|accept|parse|analy[sz]e)"
    rf"|let me (?:attach|send|paste|upload|share))(?: you)?|do you (?:want|need))"
    rf" (?:my|the|an?|this)(?: \w+)? {_RESUME}s?"
    rf"(?: (?:here|to you|as (?:a )?(?:pdf|file|text)|instead|now|first|too|files?))*\W*",
    re.IGNORECASE,
)


def apologises(text: str) -> bool:
    """ "Thanks, sorry for being so negative" and nothing that answers or asks."""
    return _SORRY.fullmatch(text) is not None


def wants_no_questions(text: str) -> bool:
    """ "No more questions", "I don't have time for a quiz"."""
    return _ENOUGH.search(in_full(text)) is not None


def wants_questions(text: str) -> bool:
    """ "Ok, ask me", "more questions": the interview may go on."""
    return wants_more_questions(text) or _ASK_ME.search(in_full(text)) is not None


def is_thinking(text: str) -> bool:
    """ "Hmm", "let me think": no answer yet, and no small talk."""
    return _THINKING.fullmatch(text) is not None


def misses_an_answer(text: str) -> bool:
    """ "You are not answering", "answer me": what was said was no answer."""
    return _NO_ANSWER.fullmatch(text) is not None


def worries_about_age(text: str) -> bool:
    """ "Is it too late at 51?" """
    return _AGE.search(text) is not None


def asks_for_language(text: str) -> bool:
    """ "Can I write in German?", also "my English is bad"."""
    return _LANGUAGE.search(text) is not None


def is_not_english(text: str) -> bool:
    """Whether a text is mostly of other letters, or holds two small words of one language other than English."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        return True
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return any(len(words & small) >= 2 for small in _SMALL_WORDS)


def asks_for_maker(text: str) -> bool:
    """ "Who made you?" """
    return _MAKER.search(text) is not None


def asks_cost(text: str) -> bool:
    """ "How much does this cost?", "do I have to pay?": of the bot, and not what a job pays."""
    return _COST.search(text) is not None


def offers_cv(text: str) -> bool:
    """ "Here is my CV", "can I upload my resume?" and no more than that."""
    return _OFFERS_CV.fullmatch(text[:200]) is not None
