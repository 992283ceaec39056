"""The preferences: those that Remembered declares and those of the Query, their choices and first values."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QLocale

from carspec.core import numbers
from carspec.core.library import Library
from carspec.gui.opening import profile_for
from carspec.gui.remembered import Remembered
from carspec.gui.setting import Options, Setting, declared

SAMPLE = Decimal("1234567.8")
PAGES = ("Look", "Figures", "Copies")


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


OF_THE_COMPARISON = (
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
)
"""The preferences that are a part of the Query, and so of every saved comparison."""


SETTINGS = tuple(sorted((*declared(Remembered), *OF_THE_COMPARISON), key=lambda each: PAGES.index(each.page)))
"""All preferences, page after page."""


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
