"""Texts that a source names in passing where it states another figure: "4,4-Liter-V8" speaks for V8."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from carspec.core.agreement import voice
from carspec.core.folding import fold
from carspec.core.values import Claim, Source

SPEAK_FOR: Mapping[str, frozenset[str]] = {
    "engine_configuration": frozenset({"displacement", "power", "system_power", "torque"}),
}
"""By field, the fields whose sentences may name its values."""

_A_NAME = re.compile(r"[a-z]+\d+")
"""What can be found in a sentence of any language: V8, W12; not "8 cylinders"."""


def named_in_passing(
    claims: Iterable[Claim], others: Iterable[Claim], sources: Mapping[str, Source]
) -> dict[str, frozenset[str]]:
    """The voices that name the value of each claim (by key) in `others`, claims on other fields of the car.

    Only what is stated of the car itself, without a condition, counts; a sentence that names two of the
    values speaks for none.
    """
    values: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if _A_NAME.fullmatch(fold(claim.value)):
            values[fold(claim.value)].append(claim.key)
    patterns = {value: re.compile(rf"(?<![a-z0-9]){value}(?![0-9a-z])") for value in values}
    voices: dict[str, set[str]] = defaultdict(set)
    for other in others:
        if other.status != "stated" or other.scope or other.condition:
            continue
        sentence = fold(other.as_stated)
        named = [value for value, pattern in patterns.items() if pattern.search(sentence)]
        if len(named) == 1:
            voices[named[0]].add(voice(sources[other.source], sources))
    return {key: frozenset(voices[value]) for value, keys in values.items() for key in keys if voices[value]}
