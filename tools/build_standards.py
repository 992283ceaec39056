"""Makes data/protection_standards.json: python tools/build_standards.py FILE [--check]."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from json_lines import exact_float, keyed_lines, line, lines

# How the collector's words about his own reading are put for a reader of the data.
WORDING = (
    ("in the returned part", "in the part seen"),
    ("in the returned texts", "in the texts seen"),
    ("was returned", "was seen"),
    ("in any returned text says it", "in any text seen says it"),
    (
        "no returned text says it and an exact-string search for VR8/VR10 found nothing",
        "no text seen says it",
    ),
    ("none returned", "none seen"),
    ("gd (excerpt from search corpus 'code'). excerpt only", "excerpt only"),
    ("search-corpus 'pages' result without an address (", "no address ("),
)
# Groups of unit facts that are about software and not about protection or cars.
LEFT_OUT = ("pint default registry", "other unit libraries")

TARGET = Path(__file__).resolve().parent.parent / "data" / "protection_standards.json"


def build(collected: dict[str, Any]) -> str:
    """The text of the data file: the same facts, one record a line, what is doubtful marked in a column."""
    standards = ",\n".join(_standard(standard) for standard in collected["standards"])
    equivalences = [
        {
            "statement": row["statement"],
            "by": row["by"],
            "claims_exact": row.get("claims_exact"),
            "note": row.get("note"),
            "source": row["source"],
        }
        for row in collected["equivalence_statements"]
    ]
    spellings = [row | {"note": row.get("note")} for row in collected["rating_spellings"]]
    unit_facts = [
        row | {"note": row.get("note")} for row in collected["units"] if not row["group"].startswith(LEFT_OUT)
    ]
    sources = {key: _source(source) for key, source in collected["sources"].items()}
    unverified = [row | {"confidence": "unverified"} for row in collected["unverified"]]
    energies = [row | {"confidence": "computed"} for row in collected["derived_energies"]["rows"]]
    return (
        f'{{"version": 1,\n"note": {line(collected["schema_note"])},\n'
        f'"sources": {{\n{keyed_lines(sources)}\n}},\n'
        f'"standards": [\n{standards}\n],\n'
        f'"equivalences": [\n{lines(equivalences)}\n],\n'
        f'"conflicts": [\n{lines(collected["conflicts"])}\n],\n'
        f'"spellings": [\n{lines(spellings)}\n],\n'
        f'"unit_facts": [\n{lines(unit_facts)}\n],\n'
        f'"unverified": [\n{lines(unverified)}\n],\n'
        f'"computed_energies_note": {line(collected["derived_energies"]["note"])},\n'
        f'"computed_energies": [\n{lines(energies)}\n]}}\n'
    )


def _source(source: dict[str, Any]) -> dict[str, Any]:
    """One source; what is no address moves from the address to the note."""
    url, note = source["url"], source["note"]
    if url and not url.startswith("http"):
        url, note = None, "; ".join(filter(None, (url, note)))
    return source | {"url": url, "note": note}


def _standard(standard: dict[str, Any]) -> str:
    """One standard: its head on a line, then a level a line. No table of a standard body itself was seen."""
    head = {
        "key": standard["key"],
        "name": standard["name"],
        "issuer": standard["issuer"],
        "scope": standard["scope"],
        "confidence": "secondary",
        "sources": standard.get("sources_list", []),
        "notes": [note | {"inferred": note.get("inferred", False)} for note in standard.get("notes", [])],
    }
    return f'{line(head)[:-1]}, "levels": [\n{lines(standard["levels"])}\n]}}'


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("standards", type=Path, help="the collected protection_standards.json")
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    options = parser.parse_args()
    collected = options.standards.read_text("utf-8")
    for old, new in WORDING:
        if old not in collected:
            print(f'No text says "{old}".', file=sys.stderr)
            return 2
        collected = collected.replace(old, new)
    text = build(json.loads(collected, parse_float=exact_float))
    if options.check:
        fresh = TARGET.exists() and TARGET.read_text("utf-8") == text
        print(f"{TARGET.name} is {'up to date' if fresh else 'out of date'}.")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    print(f"Wrote {TARGET.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
