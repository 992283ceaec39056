"""JSON for programs: every figure with its verdict and every claim behind it, counting or not."""

import json
from decimal import Decimal
from typing import Any

from carspec.core.conversions import Conversion
from carspec.core.equivalents import Equivalent
from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Claim, Field, Source, Vehicle
from carspec.output.grid import Options

Json = dict[str, Any]


def compare_json(sheet: Sheet, options: Options) -> str:
    """`vehicles`, `rows` (each with one cell a vehicle and notes on its fairness), `sources`, version."""
    rows = [
        {
            "field": row.field.key,
            "label": row.label,
            "unit": row.unit,
            **({"formula": row.field.formula} if row.field.computed else {}),
            "notes": [
                {"rule": note.rule, "sentence": note.sentence, "vehicles": list(note.vehicles)}
                for note in sheet.notes(row.field)
            ],
            "cells": [
                {"vehicle": vehicle.key, **_cell(sheet, row.field, vehicle)} for vehicle in sheet.vehicles
            ],
        }
        for row in sheet.rows
    ]
    heads = [{"key": vehicle.key, "name": vehicle.name} for vehicle in sheet.vehicles]
    version = sheet.library.data_version
    return _text({"vehicles": heads, "rows": rows, "sources": _sources(sheet), "data_version": version})


def show_json(sheet: Sheet, options: Options) -> str:
    """`vehicle`, `fields` by key (each with its explanation) and `sources` by key, of the first vehicle."""
    vehicle = sheet.vehicles[0]
    fields = {}
    for row in sheet.rows:
        explanation = sheet.explanation(row.field, vehicle)
        fields[row.field.key] = {
            "label": row.label,
            **_cell(sheet, row.field, vehicle),
            **({"formula": row.field.formula} if row.field.computed else {}),
            "explanation": explanation,
        }
    return _text({"vehicle": identity(vehicle), "fields": fields, "sources": _sources(sheet)})


def list_json(sheet: Sheet, options: Options) -> str:
    """A list of vehicles; each holds the figures of the fields of the Sheet where there are any."""
    found = []
    for vehicle in sheet.vehicles:
        entry = identity(vehicle)
        if sheet.rows:
            cells = (sheet.cell_of(row.field, vehicle) for row in sheet.rows)
            entry["fields"] = {cell.field: _figure(cell) for cell in cells}
        found.append(entry)
    return _text(found)


def identity(vehicle: Vehicle) -> Json:
    """What a vehicle is, without its figures."""
    return {
        "key": vehicle.key,
        "name": vehicle.name,
        "make": vehicle.make,
        "model": vehicle.model,
        "generation": vehicle.generation,
        "years": vehicle.years,
        "year_from": vehicle.year_from,
        "year_to": vehicle.year_to,
        "body_style": vehicle.body_style,
        "armourer": vehicle.armourer,
        "armoured": vehicle.armoured,
        "base_vehicle": vehicle.base_vehicle,
        "base_vehicle_key": vehicle.base_vehicle_key,
        "names": list(vehicle.names),
        "claims": vehicle.claims,
    }


def _figure(cell: Cell) -> Json:
    value: Any
    if cell.missing is not None:
        value = None
    elif cell.number is None:
        value = cell.plain
    elif cell.high is not None and cell.high != cell.number:
        value = [_number(cell.number), _number(cell.high)]
    else:
        value = _number(cell.number)
    return {
        "value": value,
        "text": cell.text,
        "unit": cell.unit,
        "qualifier": cell.qualifier,
        "verdict": cell.verdict,
        "support": cell.support,
        "voices": cell.voices,
        "spread": cell.spread,
        "spread_range": [_number(end) for end in cell.spread_range] if cell.spread_range else None,
        "missing": cell.missing.text if cell.missing else None,
        "computed": cell.computed,
        **({"conversions": list(map(_conversion, cell.conversions))} if cell.conversions else {}),
    }


def _conversion(conversion: Conversion) -> Json:
    """A price in another currency with its rate and both dates, or the reason why there is none."""
    rate = conversion.rate
    if rate is None or conversion.low is None or conversion.high is None:
        return {"currency": conversion.currency, "value": None, "refusal": conversion.refusal}
    ends = [_number(end) for end in dict.fromkeys((conversion.low, conversion.high))]
    return {
        "currency": conversion.currency,
        "value": ends[0] if len(ends) == 1 else ends,
        "rate": _number(rate.quoted),
        "rate_of": f"{rate.weaker} per {rate.stronger}",
        "rate_date": rate.day.isoformat(),
        "fixed_by_law": rate.by_law,
        "price_date": conversion.date,
        "price_date_is": None if rate.by_law else conversion.taken,
    }


def _equivalent(found: Equivalent) -> Json:
    """A source's own conversion of its price, with the rate that its two numbers imply."""
    return {
        "price_claim": found.price.key,
        "claim": found.equivalent.key,
        "source": found.price.source,
        "price": [found.price.value, found.price.reading and found.price.reading.unit],
        "equivalent": [found.equivalent.value, found.equivalent.reading and found.equivalent.reading.unit],
        "implied_rate": _number(found.rate),
        "rate_of": f"{found.weaker} per {found.stronger}",
    }


def _cell(sheet: Sheet, field: Field, vehicle: Vehicle) -> Json:
    """A figure with its claims; a computed one has none of its own, but the `inputs` with theirs."""
    cell = sheet.cell_of(field, vehicle)
    if field.computed:
        return {**_figure(cell), "claims": [], "inputs": _inputs(sheet, field, vehicle)}
    chosen = cell.claim.key if cell.claim else None
    claims = [_claim(claim, field, claim.key == chosen) for claim in sheet.claims(field.key, vehicle.key)]
    stated = [_equivalent(each) for each in sheet.equivalents(field.key, vehicle.key)]
    return {**_figure(cell), **({"equivalents": stated} if stated else {}), "claims": claims}


def _inputs(sheet: Sheet, field: Field, vehicle: Vehicle) -> list[Json]:
    library = sheet.library
    return [
        {
            "vehicle": part.vehicle,
            "field": part.field,
            **_cell(sheet, library.fields[part.field], library.vehicles[part.vehicle]),
        }
        for part in sheet.inputs(field, vehicle)
    ]


def _claim(claim: Claim, field: Field, shown: bool) -> Json:
    return {
        "source": claim.source,
        "as_stated": claim.as_stated,
        "number": stated_number(claim, field),
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "scope": claim.scope,
        "condition": claim.condition,
        "valid_at": claim.valid_at,
        "status": claim.status,
        "note": claim.note,
        "relation": claim.relation,
        "shown": shown,
        "key": claim.key,
    }


def stated_number(claim: Claim, field: Field) -> int | float | list[int | float] | str:
    """The number to the digit as stated (6.0 stays 6.0), both ends of a range, or a field's text."""
    if not field.numeric:
        return claim.value
    ends = [float(end) if "." in end else int(end) for end in claim.value.split("..")]
    return ends[0] if len(ends) == 1 else ends


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _sources(sheet: Sheet) -> Json:
    return {key: _source(source) for key, source in sheet.sources().items()}


def _source(source: Source) -> Json:
    return {
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "kind": source.kind,
        "language": source.language,
        "same_as": source.same_as,
    }


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
