"""How long advice takes once everything is loaded: `python -m bench.speed [PROFILES]`.

Random seeded profiles of 3 to 15 skills and up to 3 interests from the shipped catalogue; milliseconds of processor
time of one core, the best of three tries for each profile, so that other programs on the machine count less.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from random import Random

from waymark import app
from waymark.assessment import assess
from waymark.catalogue import Catalogue
from waymark.change import smallest_change
from waymark.codec import assessment_document
from waymark.plan import Budget, make_plan
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity, ProficiencyLevel

LEVELS = (None, *ProficiencyLevel)


def random_profile(catalogue: Catalogue, random: Random) -> Profile:
    """Somebody who has said this and that."""
    skills = {}
    for name in random.sample(sorted(catalogue.skills), random.randint(3, 15)):
        level = random.choice(LEVELS)
        held = level is None or level > 0
        skills[name] = SkillStatement(name, Polarity.HAS if held else Polarity.LACKS, level or None)
    liked = random.sample(sorted(catalogue.activities), random.randint(0, 3))
    return Profile("p", skills, {a: InterestStatement(a, random.choice(list(Attitude))) for a in liked})


def measure(name: str, work: Callable[[Profile], object], people: list[Profile]) -> float:
    """Prints and returns the median in milliseconds."""
    times = []
    for person in people:
        tries = []
        for _ in range(3):
            start = time.process_time()
            work(person)
            tries.append(time.process_time() - start)
        times.append(min(tries) * 1000)
    times.sort()
    print(f"{name:<34} median {statistics.median(times):7.2f} ms   95 % {times[int(len(times) * 0.95)]:7.2f} ms")
    return statistics.median(times)


def main(count: int) -> int:
    """Exit code 1 when the median advice takes 5 ms or more."""
    start = time.perf_counter()
    catalogue = app.read_catalogue()
    print(f"catalogue read in {time.perf_counter() - start:.2f} s: {len(catalogue.skills)} skills")
    random = Random(2026)
    people = [random_profile(catalogue, random) for _ in range(count)]
    now = app.clock()
    assess(people[0], catalogue, now)  # what is reckoned once for a catalogue is no part of a profile's time
    advice = measure(
        "advice (as `waymark advise`)", lambda p: assessment_document(assess(p, catalogue, now), catalogue), people
    )
    measure(
        "plan for 20 hours in all",
        lambda p: make_plan(p, "mle", catalogue, Budget(total_hours=20)),
        people[: count // 5],
    )
    measure("plan for 3 months at 8 h", lambda p: make_plan(p, "ds", catalogue, Budget(8, 13)), people[: count // 5])
    measure("smallest change", lambda p: smallest_change(p, catalogue), people[: count // 10])
    print(f"{count} profiles; target 5 ms for advice: {'met' if advice < 5 else 'MISSED'}")
    return 0 if advice < 5 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
