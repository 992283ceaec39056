"""What the library says of a car in words: the fields of the user's choice, and how much is claimed of it."""

from carspec.core.agreement import voice
from carspec.core.query import Query
from carspec.core.sheet import Sheet
from carspec.core.values import Vehicle
from carspec.gui.view_state import ViewState

Pairs = tuple[tuple[str, str], ...]


class ListTexts:
    """Makes the words of a car when they are first asked for, and keeps them until something changes."""

    def __init__(self, state: ViewState) -> None:
        self._state = state
        self._made_for: tuple[object, ...] = ()
        self._figures: dict[str, Pairs] = {}
        self._voices: dict[str, int] = {}

    def figures(self, vehicle: Vehicle) -> Pairs:
        """Label and figure, with its unit, of each chosen field that has one."""
        self._renew()
        if vehicle.key not in self._figures:
            self._figures[vehicle.key] = self._made(vehicle)
        return self._figures[vehicle.key]

    def claims(self, vehicle: Vehicle) -> str:
        """How much is known: "210 claims by 64 publishers"."""
        self._renew()
        library = self._state.library
        claims = "1 claim" if vehicle.claims == 1 else f"{vehicle.claims} claims"
        if library is None or not vehicle.claims:
            return claims
        if vehicle.key not in self._voices:
            fields = library.figures(vehicle.key)
            stated = (claim for field in fields for claim in library.claims(vehicle.key, field))
            keys = {claim.source for claim in stated}
            self._voices[vehicle.key] = len({voice(library.sources[k], library.sources) for k in keys})
        voices = self._voices[vehicle.key]
        return f"{claims} by {'1 publisher' if voices == 1 else f'{voices} publishers'}"

    def _made(self, vehicle: Vehicle) -> Pairs:
        library, query, fields = self._state.library, self._state.query, self._state.remembered.list_fields
        if library is None or vehicle.key not in library.vehicles:
            return ()
        sheet = Sheet(
            library,
            Query(
                vehicles=(vehicle.key,),
                fields=fields,
                profile=query.profile,
                locale=query.locale,
                language=query.language,
            ),
        )
        cells = [(field, sheet.cell_of(field, vehicle)) for field in sheet.asked_fields]
        return tuple((field.label, cell.text_with_unit) for field, cell in cells if cell.missing is None)

    def _renew(self) -> None:
        library, query = self._state.library, self._state.query
        columns = library.columns if library is not None else None
        wanted = (columns, query.profile, query.locale, query.language, self._state.remembered.list_fields)
        if wanted != self._made_for:
            self._made_for = wanted
            self._figures.clear()
            self._voices.clear()
