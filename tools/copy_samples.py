"""Writes what each copy profile makes of three example cars: golden files of the tests, and a help page.

``python tools/copy_samples.py`` renews both; look at every difference before you keep it.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from carspec.core.copy_profiles import CopyProfile  # noqa: E402
from carspec.core.library import Library  # noqa: E402
from carspec.output.copying import copy_profiles, written  # noqa: E402
from carspec.output.formats import FORMATS  # noqa: E402
from tests.output.small_library import example  # noqa: E402

GOLDEN = ROOT / "tests" / "reference" / "copy_profiles"
PAGE = ROOT / "resources" / "help" / "5-copy_profiles.md"
HEAD = """\
# Copy profiles

A copy profile says how those who take a copy want it: format, units, order and choice of fields, numbers,
language of labels, notes. `carspec copy VEHICLE... --profile NAME` and Edit > Copy as use them by name.

Profiles of your own are JSON files in the folder `copy_profiles` beside the settings (with `--data DIR` in
`DIR/settings`). They have the form of `data/copy_profiles.json`, one or more
profiles a file, and can be handed to others as they are. A profile with the key of a shipped one replaces it.
What is wrong with a file is said by its name, the profile and the entry.

| entry | says |
| --- | --- |
| `key`, `label`, `description` | how it is called |
| `format` | a text format, as `carspec copy --help` lists them |
| `units` | a unit profile, see `carspec profiles` |
| `locale` | decimal mark, grouping, thin spaces: `de` 1.234,5, `fr` 1 234,5, `en_IN` 1,23,456 |
| `language` | of the labels: `en`, `de`, `ru`, `fr` |
| `fields`, `only_fields` | these rows first, or these alone |
| `secondary`, `marks` | other units in brackets, our verdicts |
| `fairness`, `spans` | notes on rows that mix conditions, the range of all claims |
| `sources` | numbered notes |
| `separator`, `decimal`, `bom` | how separated values are written |

Figures are always rounded as finely as their source stated them.
"""


def sample(profile: CopyProfile) -> str:
    """What a profile makes of the example of the tests."""
    return written(example(), profile)


def golden(profile: CopyProfile) -> Path:
    """Where its sample is kept."""
    return GOLDEN / f"{profile.key}{FORMATS[profile.format].suffix}"


def page(profiles: list[CopyProfile]) -> str:
    """The page that shows every sample; HTML as what it shows, since nobody reads its tags. The help stops
    at tags in a line, so the notes of a cell stand behind its figure."""
    parts = [HEAD]
    for profile in profiles:
        if profile.format == "html":
            text = sample(replace(profile, format="markdown")).strip().replace("<br>", " · ")
        elif profile.format == "sentences":
            text = sample(profile).strip()
        else:
            text = "~~~~\n" + sample(profile).removeprefix("\ufeff").strip() + "\n~~~~"
        parts.append(f"## {profile.label}\n\n{profile.description}.\n\n`{profile.key}`\n\n{text}\n")
    return "\n".join(parts)


def shipped(library: Library) -> list[CopyProfile]:
    """The shipped profiles."""
    with TemporaryDirectory() as nothing:
        return list(copy_profiles(library, Path(nothing)).values())


def main() -> None:
    from carspec.folders import Folders
    from carspec.session import Session

    with TemporaryDirectory() as folder:
        profiles = shipped(Session(Folders.below(Path(folder))).library)
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for profile in profiles:
        golden(profile).write_text(sample(profile), "utf-8")
    PAGE.write_text(page(profiles), "utf-8")


if __name__ == "__main__":
    main()
