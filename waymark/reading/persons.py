"""Who is spoken about: the writer, somebody in the writer's life, an employer, a crowd."""

from __future__ import annotations

from waymark.reading.draft import NUMBER, Clause, Draft

_THEIRS = frozenset(["his", "her", "their"])
_ME = frozenset(["i", "i'm", "me", "i'd"])
_ANY = frozenset(["a", "the", "some", "this", "that"])
_AS_MYSELF = frozenset(["i'm", "am", "as", "just", "only"])
_BELONGING = frozenset(["my", "our", "their", "his", "her"])
_TEACHING = frozenset(["course", "class", "bootcamp", "training"])
_THE = frozenset(["the", "my", "our", "most", "some", "all"])
_TAUGHT = frozenset(["taught", "teaches", "showed", "trained"])


class Persons:
    """Tells the writer from everybody else. The words that it goes by are data."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        self.persons = frozenset(words["persons"])
        self.determiners = frozenset(words["determiners"])
        self.modifiers = frozenset(words["modifiers"])
        self.crowd = frozenset(words["crowd"])
        self.first_person = frozenset(words["first_person"])
        self.relations = frozenset(words["relations"])
        self.writers = frozenset(words["writers"])
        self.function_words = frozenset(words["function_words"])
        self.nobody = frozenset(words["nobody"])
        self.showed = frozenset(words["showed"])
        self.doing = frozenset(words["doing"])
        self.third_person_verbs = frozenset(words["third_person_verbs"])
        self.portions = frozenset(words["portions"])
        self.verbs_of_use = frozenset(words["verbs_of_use"])
        self.seeing = frozenset(words["seeing"])
        self.no_verb = frozenset(words["no_verb"])
        self.advert_heads = frozenset(words["advert_heads"])

    def _somebody_named(self, draft: Draft, clause: Clause, first: int) -> bool:
        """ "Tom does the Kubernetes part", "her CV lists PyTorch": another one, by name or by what is theirs."""
        keys = draft.keys
        theirs = keys[first] in _THEIRS
        if not theirs and not (draft.items[first].capital and self._name_does(draft, clause, first)):
            return False
        return _ME.isdisjoint(keys[first : clause.last])

    def _name_does(self, draft: Draft, clause: Clause, first: int) -> bool:
        """A capitalised word that is nothing else, and a verb behind it."""
        keys = draft.keys
        return (
            first + 1 < clause.last
            and keys[first + 1] in self.third_person_verbs
            and draft.items[first].name is None
            and keys[first].isalpha()
            and not any(c.first <= first < c.last for c in clause.cues)
            and keys[first] not in self.nobody
            and keys[first] not in self.first_person
        )

    def _guy_doing(self, keys: list[str], clause: Clause, words: frozenset[str]) -> bool:
        """ "I sat next to a guy doing Rust" """
        if self.doing.isdisjoint(words) or self.writers.isdisjoint(words):
            return False
        for k in range(clause.first + 1, clause.last - 1):
            if keys[k] in self.writers and keys[k - 1] in _ANY and keys[k + 1] in self.doing:
                return k < 2 + clause.first or keys[k - 2] not in _AS_MYSELF
        return False

    def _is_advert_label(self, keys: list[str], sentence: list[Clause]) -> bool:
        """ "Vacancy: data engineer (Airflow)" """
        head = keys[sentence[0].first : sentence[0].last]
        return (
            len(head) <= 3
            and len(sentence) > 1
            and sentence[1].before == ":"
            and (
                head[-1] in self.advert_heads
                or (head[0] == "job" and head[1:] in (["ad"], ["offer"], ["spec"], ["post"]))
            )
        )

    def _describes_writer(self, draft: Draft, sentence: list[Clause], clause: Clause) -> bool:
        """ "I'm the person who does the SQL", "a teacher who writes a bit of R": the writer after all."""
        keys = draft.keys
        start = sentence[0].first
        words = keys[clause.first : clause.last]
        if "who" not in words and "that" not in words:
            return False
        who = clause.first + next(k for k, word in enumerate(words) if word in ("who", "that"))
        if who == 0:
            return False
        head = keys[max(start, who - 8) : who]
        if not head or any(word in self.relations for word in head):
            return False
        if any(word in ("i'm", "myself", "am", "basically") for word in head) and head[-1] in self.writers:
            return True
        alone = start == 0 and not any(word in ("my", "our", "the", "some", "most", "many", "i") for word in head)
        return alone and head[-1] in self.writers - self.crowd and len(head) <= 6

    def _opens_self(self, draft: Draft, sentence: list[Clause], clause: Clause) -> bool:
        at = sentence.index(clause)
        return at + 1 < len(sentence) and self._describes_writer(draft, sentence, sentence[at + 1])

    def _after_place(self, keys: list[str], first: int, last: int) -> int:
        """ "in my department everybody knows it": the subject stands behind the place."""
        if keys[first] in ("in", "at", "on", "here"):
            for k in range(first + 1, min(last, first + 5)):
                if keys[k] in ("everyone", "everybody", "people", "they", "nobody", "others"):
                    return k
                if k > first + 2 and keys[k] in _THE and k + 1 < last and keys[k + 1] in self.persons:
                    return k  # "at my bootcamp the teachers used R"
        return first

    def _noun_of(self, keys: list[str], k: int, last: int) -> int:
        """ "our backend team", "my PhD advisor": where the person stands, if strange words stand before it."""
        for end in range(k + 2, min(last, k + 4)):
            between = keys[k + 1 : end]
            if keys[end] in self.persons and not any(b in self.function_words or b in self.persons for b in between):
                return end - (keys[end - 1] in self.modifiers)
        return k

    def _noun_goes_on(self, keys: list[str], k: int, last: int) -> bool:
        return k < last and (keys[k] in self.persons or keys[k] in self.modifiers)

    def _names_person(self, keys: list[str], clause: Clause, first: int) -> bool:
        """Does the clause start with somebody ("and my mum in SAS")?"""
        at = self._noun_of(keys, first, clause.last) if keys[first] in _BELONGING else first
        return keys[first] in _BELONGING and any(key in self.persons for key in keys[at + 1 : min(at + 2, clause.last)])

    def _introduced(self, draft: Draft, sentence: list[Clause]) -> bool:
        """ "Sarah, our analyst, lives in Excel" """
        if len(sentence) < 3:
            return False
        name, role = sentence[0], sentence[1]
        keys = draft.keys
        return (
            name.last - name.first == 1
            and draft.items[name.first].capital
            and not name.names
            and keys[role.first] in ("our", "my", "the", "a", "an", "his", "her")
            and keys[role.last - 1] in self.persons | self.writers
            and role.last - role.first <= 4
        )

    def _subject(self, keys: list[str], clause: Clause, first: int) -> bool:
        """Somebody else is the subject: "my boss knows", "they want", "the job asks for" (but "my boss says I ...")."""
        k, determined = first, False
        if keys[k] in self.portions and keys[k + 1 : k + 2] == ["of"]:
            k += 2  # "half of my classmates"
        elif keys[k] == "half" and keys[k + 1 : k + 2] in (["the"], ["my"], ["our"]):
            k += 1
        elif keys[k] in _BELONGING:
            k = self._noun_of(keys, k, clause.last)
        determined = determined or (k > first and keys[first] in _BELONGING)
        while k < clause.last and k < first + 5 and (keys[k] in self.determiners or keys[k] in self.modifiers):
            if determined and keys[k] in self.persons and not self._noun_goes_on(keys, k + 1, clause.last):
                break  # "our data team works": a group, no modifier of one
            determined = determined or keys[k] in self.determiners
            k += 1
        if k < clause.last and keys[k].endswith("'s") and keys[k][:-2] in self.persons and determined:
            return keys[k + 1 : k + 2] != [] and not any(keys[j] in ("i", "i'm", "me") for j in range(k, clause.last))
        if k >= clause.last or keys[k] not in self.persons or "next" in keys[first:k]:
            return False
        if keys[k] == "half" and k > first:
            return False  # "the other half is versioning them"
        if keys[first] == "my" and keys[k] in _TEACHING:
            return False  # "my course covers Python" is about the writer's learning
        if not determined and keys[k] not in self.crowd:
            return False
        following = keys[k + 1 : k + 3]
        if following[:1] == ["of"] and following[1:] in (["mine"], ["ours"], ["my"]):
            k += 2
            following = keys[k + 1 : k + 2]
        if k + 1 >= clause.last:  # "the guy | who had my desk wrote Scala", "my husband, a Java developer, ..."
            return determined and (
                keys[k + 1 : k + 2] in (["who"], [":"])
                or keys[k + 1 : k + 3] in ([",", "a"], [",", "an"], [",", "who"], [",", NUMBER])
            )
        if not determined and following[0] in self.persons:
            return False  # "HR analyst": the writer's own title
        if following[0] in self.no_verb:  # "most people in my cohort know Java", "the guy next to me writes Go"
            return (
                (determined or keys[k] in self.crowd)
                and following[0] in ("in", "at", "on", "from", "of")
                and any(keys[j] in self.verbs_of_use for j in range(k + 2, clause.last))
                and not any(keys[j] in ("i", "i'm", "me", "i'd") for j in range(k + 1, clause.last))
            )
        if keys[k + 1 : k + 4] == ["next", "to", "me"] or keys[k + 1 : k + 3] in (["beside", "me"], ["around", "me"]):
            return True
        if following[0] in self.showed and following[1:2] == ["me"]:
            return not any(keys[j] in ("i", "i'm", "i'd") for j in range(k + 1, clause.last))
        if following[0] in ("i", "i'm") and k + 2 < clause.last and keys[k + 2] in self.seeing:
            k += 2  # "the ad I saw wants"
        if "us" in keys[k + 1 : clause.last] and not _TAUGHT.isdisjoint(keys[k + 1 : clause.last]):
            return False  # "our professor taught us Fortran"
        mine = ("i", "i'm", "me", "i'd") if following[0] in ("who", "that") else ("i", "i'm", "me", "my", "i'd", "mine")
        return not any(keys[j] in mine and not _given(keys, j) for j in range(k + 1, clause.last))


def _given(keys: list[str], k: int) -> bool:
    """ "she explained hooks to me", "he says I should": the writer only listens."""
    if keys[k] == "me":
        return keys[k - 1] in ("to", "for", "at") or not _THEIRS.isdisjoint(keys[k + 1 : k + 2])  # "shows me her R"
    return keys[k] in ("i", "i'd") and keys[k - 1] in _SAYING and keys[k + 1 : k + 2] in _ADVISED


_SAYING = frozenset("says said thinks tells insists claims swears reckons".split())
_ADVISED = (["should"], ["must"], ["need"], ["ought"], ["like"], ["love"], ["enjoy"])
