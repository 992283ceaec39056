"""The sentence that explains a computed figure by the figures it is worked out from."""

from collections.abc import Sequence

from carspec.core.values import Field, Missing, Vehicle


def input_text(field: Field, figure: str, of: Vehicle | None) -> str:
    """An input as part of a formula: "power 598 PS", "mass 2,450 kg of the ZIS 110"; `of` another car."""
    text = f"{field.label[:1].lower()}{field.label[1:]} {figure}"
    return f"{text} of the {of.name}" if of else text


def explain_computed(
    figure: str, sign: str, inputs: Sequence[str], span: str | None, missing: Missing | None
) -> str:
    """ "92 PS/t: power 598 PS / mass 6,500 kg; with all claims 46–160 PS/t."; for a gap, what it lacks."""
    if missing is not None:
        known = f" Known: {inputs[0]}." if inputs else ""
        return f"No figure: {missing.text}.{known}"
    with_all = f"; with all claims {span}" if span else ""
    return f"{figure}: {f' {sign} '.join(inputs)}{with_all}."
