"""The preferences as one table: what can be set, in which words, from which choices, and the first value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QLocale

from carspec.core import numbers
from carspec.core.library import Library
from carspec.gui.choices import APPEARANCE_TEXTS
from carspec.gui.opening import profile_for
from carspec.gui.remembered import TEXT_SIZES, Remembered

Options = list[tuple[object, str]]
SAMPLE = Decimal("1234567.8")


@dataclass(frozen=True, slots=True)
class Setting:
    """One preference. `key` is an attribute of what is remembered, or of its Query ("query.locale");
    `options` are its values with their texts (none: it is on or off)."""

    key: str
    page: str
    label: str
    explains: str
    options: Callable[[Library], Options] | None = None

    @property
    def step(self) -> str:
        """Its name in the undo history."""
        return f"change of {self.label[0].lower()}{self.label[1:]}"


def profile_options(library: Library) -> Options:
    return [(profile.key, profile.label) for profile in library.profiles.values()]


def locale_options(library: Library) -> Options:
    """The number formats of the profiles and of the languages of labels, those alike once, with a sample."""
    found: Options = [(None, "As the units say")]
    locales = [profile.locale for profile in library.profiles.values()] + list(library.labels)
    seen: set[str] = set()
    for locale in locales:
        sample = numbers.eye(SAMPLE, locale)
        if sample not in seen:
            seen.add(sample)
            name = QLocale.languageToString(QLocale(locale).language())
            found.append((locale, f"{sample}  ({name})"))
    return found


def language_options(library: Library) -> Options:
    return [(labels.key, labels.label) for labels in library.labels.values()]


def appearance_options(_: Library) -> Options:
    return list(APPEARANCE_TEXTS.items())


def text_size_options(_: Library) -> Options:
    return [(size, f"{size} %") for size in TEXT_SIZES]


SETTINGS = (
    Setting(
        "appearance",
        "Look",
        "Appearance",
        "Light or dark colours, or whichever the system uses at the moment.",
        appearance_options,
    ),
    Setting(
        "text_size",
        "Look",
        "Text size",
        "The size of all text, measured by that of the system.",
        text_size_options,
    ),
    Setting(
        "query.profile",
        "Figures",
        "Units",
        "The units in which figures are shown. What a source stated is never changed.",
        profile_options,
    ),
    Setting(
        "query.locale",
        "Figures",
        "Number format",
        "How thousands and decimals are marked on the screen and in copies for readers.",
        locale_options,
    ),
    Setting(
        "query.language",
        "Figures",
        "Language of labels",
        "The names of fields and groups, the verdicts and the reasons of gaps, in table and copies.",
        language_options,
    ),
    Setting(
        "copy_marks",
        "Copies",
        "Marks and differences in copies",
        "Copies also carry the verdict marks, the spread and the differences to the baseline.",
    ),
    Setting(
        "copy_sources",
        "Copies",
        "Sources in copies",
        "What is copied as an article's table numbers the sources of its figures and lists them.",
    ),
)


def value_of(setting: Setting, remembered: Remembered) -> object:
    """What a setting is at present."""
    found: object = remembered
    for name in setting.key.split("."):
        found = getattr(found, name)
    return found


def first_values(locale: str, library: Library) -> Mapping[str, object]:
    """The values of the first start on a system of that locale."""
    values = {setting.key: value_of(setting, Remembered()) for setting in SETTINGS}
    return values | {"query.profile": profile_for(locale, library.profiles)}
