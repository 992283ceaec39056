"""The order of trust as tables: which claims count, which may make a figure, who is believed first."""

RULES_VERSION = 9
"""Raised whenever a rule of the consensus changes, so that stored figures are settled again."""

COUNTING_STATUS = frozenset({"stated", "estimate"})
"""Misprints and rumours never count."""

QUALIFIER_TIER: dict[str | None, int] = {
    None: 0,
    "limited": 0,
    "about": 1,
    "estimated": 1,
    "planned": 1,
    "over": 2,
    "at_least": 2,
    "up_to": 2,
    "under": 2,
}
"""Claims of a lower tier make the figure where they stand; the others only support it."""

ESTIMATE_TIER = 1
"""Estimates stand no higher than "about"."""

AMBIGUOUS_TIER = 2
"""Numbers whose unit word has several sizes, as the English "ton", stand below "about"."""

LOWER_BOUNDS = frozenset({"over", "at_least"})
UPPER_BOUNDS = frozenset({"up_to", "under"})

SOURCE_KINDS = (
    "government",
    "manufacturer",
    "armourer",
    "press",
    "encyclopedia",
    "dealer",
    "blog",
    "forum",
    "mirror",
    "user",
)
"""Whose figure is shown where the same number of voices speaks for two, most trusted first."""

MOST_ROUNDING = 0.05
"""A rounding echo lies within one unit of the last stated digit, but never further than this share of the
value: it is half a unit of the second significant digit, the coarsest our own rounding goes. Without the
bound "7 t" would echo "6.5 t"."""

LAST_DIGIT = 0.01
"""Two numbers one unit of the last digit apart are one figure, rounded and cut off, where that unit is at
most this share of the value: 6.62 m and 6.63 m. A coarser unit is a real difference: 6.5 and 6.6 litres."""

SPOKESMAN = 0.01
"""Inside the winning cluster the most voiced value stands for it. Another speaks in its place only when it
lies within this share of it, is itself stated as finely, and has enough voices of its own: 598 PS for 600 PS,
5,267 mm for 5.27 m, but not 20,000 lb for 9 t."""

SPOKESMAN_VOICES = 0.5
"""How many voices that takes, as a share of the most voiced value's: a lone 881 N·m does not replace seven
times 880 N·m."""
