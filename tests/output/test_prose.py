"""Phrase, spec list, sentences and infobox say what the Sheet says, in its order and units."""

import mwparserfromhell
import pytest

from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.core.values import Source
from carspec.output.citations import citation
from carspec.output.formats import NoSuchShape, write, write_list, write_show
from carspec.output.grid import Options
from carspec.store.library import SqliteLibrary
from tests.output.small_library import example

SENAT, BEAST, GUARD, BMW = DEFAULT_VEHICLES


def test_one_figure_is_a_phrase(library: SqliteLibrary) -> None:
    assert write(build(library, Query((SENAT,), ("power",))), "phrase") == "598 PS (440 kW; 590 hp)\n"
    american = build(library, Query((SENAT,), ("power",), profile="us"))
    assert write(american, "phrase") == "590 hp (440 kW)\n"
    assert write(build(library, Query((BMW,), ("top_speed",))), "phrase") == "210 km/h (130 mph; limited)\n"


def test_several_figures_are_phrases_one_to_a_line() -> None:
    lines = write(example(), "phrase").splitlines()
    assert "Power, Benz S 680: 612 PS (450 kW; 604 hp)" in lines
    assert "Mass, Cadillac One: over 9,000 kg" in lines
    assert "Power, Cadillac One: — (no claim in the data)" in lines
    assert len(lines) == 3 * len(example().rows)


def test_sentences_name_every_car_and_what_sources_dispute() -> None:
    assert write(example(), "sentences") == (
        "Power is 598 PS (440 kW; 590 hp) for the Aurus Senat and 612 PS (450 kW; 604 hp) for the "
        "Benz S 680; no figure is known for the Cadillac One. "
        "Mass is 6,500 kg for the Aurus Senat, 4,000–4,200 kg for the Benz S 680 and over 9,000 kg for the "
        "Cadillac One. Sources differ: power 598–700 PS for the Aurus Senat.\n"
    )


def test_sentences_follow_the_fields_asked_for(library: SqliteLibrary) -> None:
    text = write(build(library, Query((GUARD, BMW), ("torque", "top_speed"))), "sentences")
    assert text.index("Torque is") < text.index("Top speed is")
    assert "Power" not in text


def test_a_spec_list_has_the_groups_and_no_gap(library: SqliteLibrary) -> None:
    sheet = build(library, Query((SENAT,), ("power", "mass", "seats")))
    text = write_show(sheet, "spec", Options(sources=True))
    assert text.startswith(
        "Aurus Senat Limousine L700\n\nPowertrain\n- Power: 598 PS (440 kW; 590 hp), claims "
    )
    assert "Seats" not in text
    assert "[2] " in text
    assert "carspec data of" in text.splitlines()[-1]


def test_the_infobox_is_one_template_whose_parameters_are_the_rows(library: SqliteLibrary) -> None:
    code = mwparserfromhell.parse(
        write_show(build(library, Query((SENAT,))), "infobox", Options(sources=True))
    )
    (box,) = [node for node in code.nodes if isinstance(node, mwparserfromhell.nodes.Template)]
    assert box.name.strip() == "Infobox automobile"
    assert "carspec data of" in str(code.nodes[-2])
    assert box.get("manufacturer").value.strip() == "Aurus"
    assert "{{convert|598|PS|kW hp|0|abbr=on}}" in box.get("engine").value
    assert not box.has("range")
    hidden = build(library, Query((SENAT,), hidden=frozenset({"power", "mass", "kerb_mass"})))
    assert "598" not in write_show(hidden, "infobox")
    assert "weight" not in write_show(hidden, "infobox")
    names = [
        str(tag.get("name").value) for tag in code.filter_tags() if tag.tag == "ref" and not tag.self_closing
    ]
    assert len(names) == len(set(names)) > 5


def test_a_list_of_cars_is_no_prose() -> None:
    with pytest.raises(NoSuchShape, match="A list of cars cannot be written as phrase"):
        write_list(example(), "phrase")


@pytest.mark.parametrize(
    ("url", "title", "publisher", "published", "expected"),
    [
        ("https://www.a.test/x/y?z=1", "T", "P", "2021", "P, “T”, 2021"),
        ("https://www.a.test/x/y?z=1", None, "P", "2021", "P, /x/y?z=1, 2021 (no title given)"),
        ("https://www.a.test/x%20y", None, None, None, "a.test, /x y (no title or date given)"),
        ("http://a.test/", "T", None, None, "a.test, “T” (no date given)"),
        (None, "T", None, None, "“T” (no date given)"),
        ("brochure, p. 4", None, "P", "2020", "P, brochure,p.4, 2020 (no title given)"),
        ("https://[broken", None, None, None, "https://[broken (no title or date given)"),
    ],
)
def test_what_a_source_lacks_is_said_and_stood_in_for(
    url: str | None, title: str | None, publisher: str | None, published: str | None, expected: str
) -> None:
    assert citation("k", Source("k", url, title, publisher, published, "press", None, None)).text == expected
