"""Every Qt model keeps its contract through all changes, and says in words what it shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from carspec.core.changes import AddVehicle, OwnVehicle
from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.gui.claim_model import ClaimModel
from carspec.gui.sheet_model import SheetModel
from carspec.gui.vehicle_model import VEHICLE_ROLE, VehicleModel
from carspec.output.citations import language_name
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, GUARD, SENAT

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_the_sheet_keeps_the_contract_of_a_model(qapp: object, library: SqliteLibrary) -> None:
    model = SheetModel()
    tester = QAbstractItemModelTester(model, FATAL)
    for query in (
        Query(vehicles=()),
        Query(),
        Query(profile="us"),
        Query(fold_lone=True, baseline=SENAT),
        Query(vehicles=(GUARD,), folded_groups=frozenset({"powertrain"})),
        Query(transposed=True),
        Query(profile="us", transposed=True, folded_groups=frozenset({"powertrain"})),
        Query(vehicles=()),
    ):
        model.show(build(library, query))
        cars = model.rowCount() if query.transposed else model.columnCount()
        assert cars == len(query.vehicles)
    assert tester.model() is model


def test_the_lists_keep_the_contract_of_a_model(qapp: object, library: SqliteLibrary) -> None:
    vehicles, claims = VehicleModel(), ClaimModel()
    testers = [QAbstractItemModelTester(model, FATAL) for model in (vehicles, claims)]
    vehicles.show(list(library.vehicles.values()))
    vehicles.tick([SENAT])
    vehicles.show([])
    sheet = build(library, Query())
    claims.show(sheet, sheet.claims("power", SENAT))
    assert claims.rowCount() == len(library.claims(SENAT, "power"))
    claims.show(None, ())
    assert [tester.model() for tester in testers] == [vehicles, claims]


def test_a_car_that_another_program_took_out_is_a_line_that_says_nothing(
    qapp: object, own_library: SqliteLibrary
) -> None:
    model = VehicleModel()
    own_library.apply(AddVehicle(OwnVehicle("Genesis", "G90 Guard")))
    model.show(own_library.columns.cars)
    own_library.undo()
    last = model.index(model.rowCount() - 1)
    assert last.data(VEHICLE_ROLE) is None
    assert last.data() is None
    assert not model.setData(last, None, Qt.ItemDataRole.CheckStateRole)


def test_rows_are_fields_under_headings_of_groups(qapp: object, library: SqliteLibrary) -> None:
    model = SheetModel()
    sheet = build(library, Query())
    model.show(sheet)
    headers = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert headers[0] == sheet.sections[0].group.capitalize()
    assert "Power (PS)" in headers
    assert len(headers) == len(sheet.rows) + len(sheet.sections)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_screen_reader_hears_field_car_figure_and_verdict(qapp: object, library: SqliteLibrary) -> None:
    model = SheetModel()
    sheet = build(library, Query())
    model.show(sheet)
    spoken = model.data(model.find("power", BEAST), Qt.ItemDataRole.AccessibleTextRole)
    cell = sheet.cell_of(library.fields["power"], library.vehicles[BEAST])
    assert spoken.startswith(f"Power, {library.vehicles[BEAST].name}: {cell.text_with_unit}")
    assert "conflict" in spoken
    assert f"sources say {cell.spread}" in spoken
    missing = model.data(model.find("width", GUARD), Qt.ItemDataRole.AccessibleTextRole)
    assert "no figure" in missing


def test_languages_have_names(library: SqliteLibrary) -> None:
    named = {source.language: language_name(source.language) for source in library.sources.values()}
    assert named["ru"] == "Russian"
    assert (language_name(None), language_name("xx-nowhere")) == ("", "xx-nowhere")
    assert all(len(name) > 2 for code, name in named.items() if code)


def test_languages_have_names_where_only_english_data_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the package, which brings data of the languages that numbers are written in."""
    monkeypatch.setattr("babel.localedata.exists", lambda name: name.startswith("en"))
    language_name.cache_clear()
    assert (language_name("it"), language_name("pt-BR")) == ("Italian", "Portuguese (Brazil)")
