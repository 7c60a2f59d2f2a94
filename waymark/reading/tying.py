"""Years belong to the tool that they are said of, not to a job, a degree or an age."""

from __future__ import annotations

from bisect import bisect_left

from waymark.reading.draft import Clause, Years
from waymark.reading.sentence import SentenceBase
from waymark.reading.verdicts import LIST_MARKS, SMALL, speaks

_BETWEEN = frozenset(["and", "&", ",", "/", "respectively", "."])
_PLUS = (["and"], ["&"], ["plus"])
_RIGHTER = frozenset("actually closer rather nearer really make correction meant sorry".split())
_SHORT_PREFACE = 5  # words before a number that puts another one right
_DOMAINS = frozenset(
    "ios android frontend backend web game games mobile dev development programming".split()
)  # done with a tool
_ALONE = 5  # items of a clause that says nothing but a time
_WITHIN = 20  # names on either side of a span that it may be said of


class YearTying(SentenceBase):
    """Ties spans of time to names."""

    def _years(self, clause: Clause, n: int) -> None:
        if not clause.years:
            return
        corrected = any(r.drop for c in self.clauses[max(0, n - 2) : n + 1] for q in c.cues for r in q.rules)
        corrected = corrected or (not clause.names and self._puts_right(clause))
        for y, span in enumerate(clause.years):
            if span.kind != "span" and self._since_stopped(clause, n):
                continue
            if span.kind == "ago" and any(r.id == "course" for q in clause.cues for r in q.rules):
                continue  # "learned C at school 20 years ago" counts no years of use
            if any(c.first < span.first and span.last <= c.last and c.rules[0].id == "no-more" for c in clause.cues):
                continue  # "I just haven't had to for a year"
            targets = self._year_targets(clause, span, y)
            if targets and y == len(clause.years) - 1:
                targets = [*self._list_before(clause, span, targets), *targets]
            if targets is None and len(clause.years) == len(self.listed) > 1 and self._nothing_but_years(clause):
                targets = self.listed[y : y + 1]  # "Django and Flask, 3 years and 1 year"
            elif targets is None:
                targets = self._year_targets_back(clause, span)
            for k in targets:
                if not self.verdicts[k].explicit and self.verdicts[k].polarity in ("lacks", "wants"):
                    self.verdicts[k].polarity = None  # "I want Java, Python since 2019"
                if self.verdicts[k].years is None or corrected or (clause.before == "(" and not clause.names):
                    self.verdicts[k].years = span.value
                    self.verdicts[k].words.append((span.first, span.last))
                self.closed = self.closed or not clause.names

    def _nothing_but_years(self, clause: Clause) -> bool:
        timed = {k for span in clause.years for k in range(span.first, span.last)}
        return all(k in timed or self.keys[k] in _BETWEEN for k in range(clause.first, clause.last))

    def _puts_right(self, clause: Clause) -> bool:
        """ "3 years, actually closer to 4", "you wrote 8 years of SQL, it's 3": the later number is the right one."""
        before = self.keys[clause.first : clause.years[0].first]
        return (
            len(before) <= _SHORT_PREFACE
            and clause.before not in ("(", "and")
            and (not _RIGHTER.isdisjoint(before) or before in (["it's"], ["that's"], ["should", "be"]))
        )

    def _since_stopped(self, clause: Clause, n: int) -> bool:
        """ "not opened since 2015", "gathers dust | since 2016", "stopped using it | about five years ago"."""
        alone = clause.last - clause.first <= _ALONE and not clause.names
        spoken = self.clauses[n - 1 : n] if n and alone else []
        return any(r.past for c in (*spoken, clause) for q in c.cues for r in q.rules)

    def _year_targets(self, clause: Clause, span: Years, y: int) -> list[int] | None:
        if not clause.names or (clause.before == "since" and self.keys[span.last : span.last + 1] in _PLUS):
            return None  # "Rails since 3 years and React"
        names = clause.names
        if len(names) > _WITHIN:  # a list without an end: those around the span
            at = bisect_left(names, span.first)
            names = names[max(0, at - _WITHIN) : at + _WITHIN]
        following = [k for k in names if k >= span.last]
        upto = clause.years[y + 1].first if y + 1 < len(clause.years) else clause.last
        since = clause.years[y - 1].last if y else clause.first
        before = [k for k in names if since <= k < span.first]
        if len(before) > 1 and "to" in self.keys[before[0] : before[-1]] and span.kind != "span":
            before = before[-1:]  # "moved from Java to Python two years ago"
        if any(span.first < k < span.last for k in names):
            return [k for k in names if k < span.last]
        own = self._own_of(before, span)
        led_by = self.keys[span.first - 1] if span.first else "."
        chained = y and clause.years[y - 1].last in names  # "1 yr Scala 2 yrs Java"
        if following and following[0] == span.last and (chained or led_by in LIST_MARKS):
            return following[:1]  # "five years SPSS + one year R"
        if before and not (following and not own and self.keys[span.last] in ("of", "with", "in", "using")):
            gap = [
                w
                for w in self.keys[before[-1] + 1 : span.first]
                if w not in ("experience", "work", "working", "job", "developer", "dev")
            ]
            return [] if self._about_job(gap) and not self._at_a_place(gap) else before
        if following and led_by == "after" and self.keys[span.last] not in ("of", "with", "in"):
            return []  # "after two years I also learned SQL"
        if following:
            gap = self.keys[span.last : following[0]]
            if (
                self._about_job(
                    [
                        w
                        for w in gap
                        if w not in ("experience", "working", "work", "professional", "industry", "as", "of")
                    ]
                )
                or len(gap) - self._told(clause, span.last, following[0]) > 7
            ):
                return []
            if span.kind == "span" or following[0] < upto:
                return [k for k in following if k < upto or len(clause.years) == 1]
        return []

    def _told(self, clause: Clause, first: int, last: int) -> int:
        """How many of the items `first`..`last` are words of rules ("since 2014 not a day goes by without")."""
        return sum(max(0, min(last, c.last) - max(first, c.first)) for c in clause.cues if speaks(c))

    def _list_before(self, clause: Clause, span: Years, targets: list[int]) -> list[int]:
        """ "dbt, Snowflake and Airflow for two years": of all of the list that the last member closes."""
        listed = [k for k in self.listed if k < clause.first]
        if not listed or clause.before != "," or targets != clause.names or targets[-1] > span.first:
            return []
        if any(self.verdicts[k].years is not None or self.verdicts[k].explicit for k in listed):
            return []
        linked = any(self.keys[k] in ("and", "&", "or") for k in range(clause.first, targets[-1]))
        return listed if linked else []

    def _at_a_place(self, gap: list[str]) -> bool:
        """ "SAS at the bank for 6 years": a place to use it at, no job of its own."""
        return gap[0] in ("at", "in", "for") and not any(
            w in ("as", "was", "been", "worked", "am", "i'm", "i", "and", "or") for w in gap
        )

    def _slashed(self) -> bool:
        return all(self.keys[b - 1] in ("/", "&", "+") for a, b in zip(self.listed, self.listed[1:]) if b)

    def _own_of(self, before: list[int], span: Years) -> bool:
        """ "Java for eight years with Spring": nothing but small words between the name and its years."""
        between = self.keys[before[-1] + 1 : span.first] if before else ["?"]
        return self.keys[span.last : span.last + 1] != ["of"] and all(w in SMALL for w in between)

    def _of_another(self, clause: Clause, span: Years) -> bool:
        """ "Java, five years of Selenium": a name that the catalogue lacks has the years."""
        k = span.last + 1
        named = self.keys[span.last : k] == ["of"] and k < clause.last and self.items[k].capital
        return named and self._strange(k) and self.keys[k] not in _DOMAINS

    def _of_domain(self, clause: Clause, span: Years) -> bool:
        """ "C++, three years of game dev", "Swift, iOS 5 years": what it was used for is no job of its own."""
        return clause.before == "," and (
            span.last >= clause.last or self.keys[span.last] in ("of", "in", ".", "on", "for", "doing")
        )

    def _about_job(self, words: list[str]) -> bool:
        return any(w in self.job_words for w in words)

    def _year_targets_back(self, clause: Clause, span: Years) -> list[int]:
        if not self.listed:
            following = next((c for c in self.clauses if c.first >= clause.last), None)
            ends = span.last >= clause.last or self.keys[clause.last - 1] in ("of", "with", "in", "using", "experience")
            if following is not None and following.names and following.before == ":" and ends:
                at = self.clauses.index(following)
                more = [k for c in self.clauses[at + 1 :] if c.bare and c.before in LIST_MARKS for k in c.names]
                return following.names + more
            return []
        rest = [self.keys[k] for k in range(clause.first, clause.last) if not span.first <= k < span.last]
        cued = {k for c in clause.cues for k in range(c.first, c.last)}
        strange = [
            k
            for k in range(clause.first, clause.last)
            if not span.first <= k < span.last and k not in cued and self._strange(k) and self.keys[k] not in _DOMAINS
        ]
        if self._about_job(
            [
                w
                for w in rest
                if w not in ("experience", "work", "working", "company", "job", "firm", "bank")
                and not (w in _DOMAINS and self._of_domain(clause, span))
            ]
        ) or len(strange) > (3 if "both" in rest else 1 if clause.before else 2):
            return []
        if "then" in rest or self._of_another(clause, span):
            return []
        if clause.before == "," and not strange and not any(self.verdicts[k].years for k in self.listed):
            return self.listed  # "AWS, Azure, about 3 years"
        if "each" in rest or (clause.before == "(" and self._slashed()):
            return self.listed  # "sql/python/excel (4 years)"
        if clause.before != "(":
            return self._targets(clause)
        side_by_side = len(self.listed) > 1 and self.listed[-1] - self.listed[-2] == 1  # "Tableau developer (8 years)"
        return self.listed[-2:] if side_by_side else self.listed[-1:]

    # except, besides
