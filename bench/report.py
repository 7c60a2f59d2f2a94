"""The tables of bench/turns.py: figures, Waymark's share of the others', and whether a target is met."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench.default_bot import EPOCHS, Trained

Times = dict[tuple[str, int, bool], list[float]]
OTHERS = ("default", "default, SQL")


def verdict(name: str, value: float, most: float | None = None, least: float | None = None) -> None:
    """One line with a target."""
    met = (most is None or value <= most) and (least is None or value >= least)
    wanted = f"at most {most:g}" if most is not None else f"at least {least:g}"
    print(f"  {'met   ' if met else 'MISSED'} {name}: {value:.2f} ({wanted})", flush=True)


def cuts(times: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th and 99th percentile."""
    cut = statistics.quantiles(times, n=100, method="inclusive")
    return cut[49], cut[94], cut[98]


def show_turns(times: Times) -> None:
    """Each side's percentiles by place, in milliseconds; then shares and targets."""
    print("\n| turn | message | side | n | p50 ms | p95 ms | p99 ms | Waymark's share of p50 |\n" + "|---" * 8 + "|")
    for (side, place, action), found in sorted(times.items(), key=lambda item: (not item[0][2], item[0][1])):
        share = cuts(times["waymark", place, action])[0] / cuts(found)[0]
        cells = " | ".join(f"{cut:.1f}" for cut in cuts(found))
        print(f"| {'with an action' if action else 'without'} | {place} | {side} | {len(found)} | {cells} | "
              + ("|" if side == "waymark" else f"{share:.2f} |"))  # fmt: skip
    places = sorted({place for _, place, _ in times})
    first = places[0]

    def share(place: int, action: bool, other: str) -> float:
        return cuts(times["waymark", place, action])[0] / cuts(times[other, place, action])[0]

    for other in OTHERS:
        verdict(f"with an action, message {first}, of {other}", share(first, True, other), most=0.35)
        if 300 in places:
            verdict(f"with an action, message 300, of {other}", share(300, True, other), most=0.1)
        verdict(f"without an action, message {first}, of {other}", share(first, False, other), most=0.25)
    verdict("with an action, times the floor", share(first, True, "floor"), most=3)
    for action in (True, False):
        p50, _, p99 = cuts(times["waymark", first, action])
        verdict(f"p99 in p50, {'with' if action else 'without'} an action, message {first}", p99 / p50, most=4)
    last = cuts(times["waymark", places[-1], True])[0] / cuts(times["waymark", first, True])[0]
    verdict(f"message {places[-1]} in message {first}, with an action", last, most=1.2)


def show_starts(seconds: dict[str, list[float]], models: dict[str, Trained]) -> None:
    """Start to readiness, training and model size."""
    print("\n| side | start to ready, s | training, s | model, MB |\n|---|---|---|---|")
    for side, found in seconds.items():
        size = models[side].archive.stat().st_size / 1e6
        each = ", ".join(f"{s:.1f}" for s in found)
        print(f"| {side} | {each} | {models[side].seconds:.0f} | {size:.1f} |")
    verdict("start to ready", statistics.median(seconds["waymark"]) / statistics.median(seconds["default"]), most=0.35)
    shown = f"training, of the default's first {EPOCHS[0]} rounds of 100"
    verdict(shown, models["waymark"].seconds / models["default"].seconds, most=0.3)


def show_load(rates: dict[tuple[str, int], tuple[float, float]]) -> None:
    """Messages a second, and what a message costs (the stored default's action server counts with the other one)."""
    print(
        "\n| side | 8 people: messages a second | processor, ms a message | 32 people | processor |\n"
        + "|---" * 5
        + "|"
    )
    for side in dict.fromkeys(side for side, _ in rates):
        cells = [f"{figure:.1f}" for people in (8, 32) for figure in rates[side, people]]
        print(f"| {side} | " + " | ".join(cells) + " |")
    for other in OTHERS:
        verdict(f"messages a second of 8 people, times {other}", rates["waymark", 8][0] / rates[other, 8][0], least=4)


def show_memory(memory: dict[str, tuple[float, float]]) -> None:
    """All processes of a side."""
    print("\n| side | memory of all processes: PSS, MB | RSS, MB |\n|---|---|---|")
    for side, (pss, rss) in memory.items():
        print(f"| {side} | {pss:.0f} | {rss:.0f} |")
    verdict("memory (PSS)", memory["waymark"][0] / memory["default"][0], most=0.5)
