"""The log does not grow for ever, and what cannot be written stops nothing."""

import logging
from pathlib import Path

from carspec.logs import FILE_NAME, KEPT, LOGGER, LONGEST, start_log, stop_log


def test_a_long_log_is_put_aside_and_few_old_ones_stay(tmp_path: Path) -> None:
    log = tmp_path / FILE_NAME
    for start in range(KEPT + 3):
        log.write_text(f"start {start}\n" + "x" * LONGEST, encoding="utf-8")
        start_log(tmp_path)
        logging.getLogger(LOGGER).info("a new file")
        stop_log()
        assert log.read_text(encoding="utf-8").endswith("a new file\n")
        assert log.stat().st_size < 200
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [FILE_NAME, *(f"{FILE_NAME}.{number}" for number in range(1, KEPT + 1))]
    assert (tmp_path / f"{FILE_NAME}.1").read_text(encoding="utf-8").startswith(f"start {KEPT + 2}")


def test_a_short_log_goes_on(tmp_path: Path) -> None:
    for words in ("first", "second"):
        start_log(tmp_path)
        logging.getLogger(LOGGER).info(words)
        stop_log()
    assert [line.split()[-1] for line in (tmp_path / FILE_NAME).read_text(encoding="utf-8").splitlines()] == [
        "first",
        "second",
    ]


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    start_log(tmp_path / "file" / "log")
    logging.getLogger(LOGGER).info("unheard")
    stop_log()
