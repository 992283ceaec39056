"""What "Copy as" makes: a Sheet, or a part of it, in a text format or after a copy profile."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from carspec.core.copy_profiles import CopyProfile, load_copy_profiles
from carspec.core.library import Library
from carspec.core.sheet import Sheet, build
from carspec.output.clipboard import CopiedTexts
from carspec.output.formats import FORMATS
from carspec.output.grid import Delimited, Options
from carspec.paths import data_file

FOLDER = "copy_profiles"
"""Below the folder of settings: every .json file in it holds copy profiles of a person's own."""


def copy_profiles(library: Library, settings: Path) -> dict[str, CopyProfile]:
    """The shipped copy profiles and those of the user, whose files may replace a shipped one by its key.

    Raises BrokenDataFile naming the file and the fault.
    """
    files = [data_file("copy_profiles.json"), *sorted((settings / FOLDER).glob("*.json"))]
    found: dict[str, CopyProfile] = {}
    for file in files:
        found |= load_copy_profiles(file, list(FORMATS), library)
    return found


def options_of(profile: CopyProfile, sources: bool | None = None) -> Options:
    """The options of the writers for a profile; `sources` overrules what it says about sources."""
    return Options(
        secondary=profile.secondary,
        marks=profile.marks,
        fairness=profile.fairness,
        spans=profile.spans,
        sources=profile.sources if sources is None else sources,
        delimited=Delimited(profile.separator, profile.decimal, profile.bom),
    )


def part_of(sheet: Sheet, fields: Sequence[str], vehicles: Sequence[str]) -> Sheet:
    """The Sheet of some of its rows and cars, in the order given."""
    query = replace(
        sheet.query,
        vehicles=tuple(vehicles),
        fields=tuple(fields),
        hidden=frozenset(),
        folded_groups=frozenset(),
        differences_only=False,
        fold_lone=False,
        sort=None,
        baseline=sheet.query.baseline if sheet.query.baseline in vehicles else None,
    )
    return build(sheet.library, query)


def written(sheet: Sheet, profile: CopyProfile, sources: bool | None = None) -> str:
    """The rows and cars of a Sheet as a profile wants them."""
    shown = part_of(sheet, [row.field.key for row in sheet.rows], [car.key for car in sheet.vehicles])
    made = build(sheet.library, profile.query(shown.query, sheet.library))
    return FORMATS[profile.format].compare(made, options_of(profile, sources))


def copied_as(sheet: Sheet, key: str, profile: CopyProfile | None, options: Options) -> CopiedTexts:
    """The Sheet in the format `key`, or after a profile, in the forms that the clipboard offers."""
    form = FORMATS[profile.format if profile else key]
    if profile is None:
        text = form.compare(sheet, options)
    else:
        text = written(sheet, profile, options.sources and profile.sources)
    text = text.removeprefix("\ufeff").removesuffix("\n")
    return CopiedTexts(
        html=text if form.key == "html" else None,
        tsv=text if form.key == "tsv" else None,
        plain=text,
    )
