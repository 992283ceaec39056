"""Carrying out a change of the user's in an open transaction: rows of origin "user" and judgements only."""

from collections.abc import Callable

from msgspec.structs import replace
from sqlalchemy import Connection

from carspec.core.changes import (
    AddClaim,
    AddVehicle,
    Change,
    CorrectClaim,
    CorrectVehicle,
    ImportFile,
    JudgeClaim,
    RemoveImport,
    RemoveVehicle,
    WithdrawClaim,
)
from carspec.core.consensus import Judgement
from carspec.core.library import Library
from carspec.core.own_claims import InvalidChange, claim_faults, require, vehicle_faults
from carspec.store import import_rows, own_rows


def carry_out(connection: Connection, change: Change, library: Library) -> Change:
    """Carry out a change of any kind; returns its inverse. Raises InvalidChange, with nothing written.

    `library` is the library as it was read before the change.
    """
    return _WAYS[type(change)](connection, change, library)


def _judge(connection: Connection, change: JudgeClaim, library: Library) -> Change:
    found = connection.exec_driver_sql(
        "SELECT rank, excluded, reason FROM judgement WHERE claim = ?", (change.claim,)
    ).one_or_none()
    before = Judgement(found[0], bool(found[1]), found[2]) if found else None
    if change.judgement is None:
        connection.exec_driver_sql("DELETE FROM judgement WHERE claim = ?", (change.claim,))
    else:
        if not own_rows.has_claim(connection, change.vehicle, change.claim):
            raise InvalidChange("The claim you judge is no longer in the data.")
        judgement = change.judgement
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO judgement (claim, rank, excluded, reason, vehicle) "
            "VALUES (?, ?, ?, ?, ?)",
            (change.claim, judgement.rank, judgement.excluded, judgement.reason, change.vehicle),
        )
    return replace(change, judgement=before)


def _add_claim(connection: Connection, change: AddClaim, library: Library) -> Change:
    require(claim_faults(change.claim, library))
    key = own_rows.insert_claim(connection, change.claim, library)
    return WithdrawClaim(change.claim.vehicle, key)


def _correct_claim(connection: Connection, change: CorrectClaim, library: Library) -> Change:
    require(claim_faults(change.claim, library))
    before = own_rows.take_claim(connection, change.claim.vehicle, change.key)
    key = own_rows.insert_claim(connection, change.claim, library)
    connection.exec_driver_sql("UPDATE OR REPLACE judgement SET claim = ? WHERE claim = ?", (key, change.key))
    return CorrectClaim(key, before)


def _withdraw_claim(connection: Connection, change: WithdrawClaim, library: Library) -> Change:
    return AddClaim(own_rows.take_claim(connection, change.vehicle, change.key))


def _add_vehicle(connection: Connection, change: AddVehicle, library: Library) -> Change:
    require(vehicle_faults(change.vehicle))
    key = change.key or change.vehicle.key
    own_rows.insert_vehicle(connection, change.vehicle, key, change.imported)
    for claim in change.claims:
        own_rows.insert_claim(connection, claim, library)
    return RemoveVehicle(key)


def _correct_vehicle(connection: Connection, change: CorrectVehicle, library: Library) -> Change:
    require(vehicle_faults(change.vehicle))
    before = own_rows.vehicle_of(connection, change.key)
    own_rows.update_vehicle(connection, change.vehicle, change.key)
    return CorrectVehicle(change.key, before)


def _remove_vehicle(connection: Connection, change: RemoveVehicle, library: Library) -> Change:
    keys = own_rows.claims_of(connection, change.key)
    claims = tuple(own_rows.take_claim(connection, change.key, key) for key in keys)
    vehicle, imported = own_rows.take_vehicle(connection, change.key)
    return AddVehicle(vehicle, claims, change.key, imported)


def _import_file(connection: Connection, change: ImportFile, library: Library) -> Change:
    raise InvalidChange("Its rows are not kept: import the file again.")


def _remove_import(connection: Connection, change: RemoveImport, library: Library) -> Change:
    counted = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM vehicle WHERE imported = ?), "
        "(SELECT count(*) FROM claim WHERE imported = ?)",
        (change.number, change.number),
    ).one()
    import_rows.remove_import(connection, change.number, change.judgements)
    return ImportFile(change.number, change.name, *counted)


_WAYS: dict[type, Callable[[Connection, "Change", Library], Change]] = {
    JudgeClaim: _judge,  # type: ignore[dict-item]
    AddClaim: _add_claim,  # type: ignore[dict-item]
    CorrectClaim: _correct_claim,  # type: ignore[dict-item]
    WithdrawClaim: _withdraw_claim,  # type: ignore[dict-item]
    AddVehicle: _add_vehicle,  # type: ignore[dict-item]
    CorrectVehicle: _correct_vehicle,  # type: ignore[dict-item]
    RemoveVehicle: _remove_vehicle,  # type: ignore[dict-item]
    ImportFile: _import_file,  # type: ignore[dict-item]
    RemoveImport: _remove_import,  # type: ignore[dict-item]
}
