# What a person or CI does with the source; each target prepares by itself what it needs.
#   make run [ARGS="compare ..."]   starts the program         make setup   prepares and stops
#   make test                       runs the tests             make lint types contracts   checks the code
#   make package                    builds dist/carspec        make screenshots            renews docs/screenshots
# PYTHON=python3.12 make run  uses that Python (3.11 or newer).

VENV := .venv
STAMP := $(VENV)/set-up.json
PYTHON ?= $(if $(wildcard $(STAMP)),$(wildcard $(VENV)/bin/python),)
override PYTHON := $(if $(PYTHON),$(PYTHON),python3)
PY := $(VENV)/bin/python
STRICT := carspec/core carspec/store carspec/output
EVERY_CORE := --numprocesses=auto --maxprocesses=8 --dist=loadgroup
ARGS ?=

.DEFAULT_GOAL := run
.PHONY: run test test-long setup lint format types contracts bench package bare-debian release screenshots gallery fonts data lock clean python ready-to-run ready-to-test

run: ready-to-run
	@$(PY) main.py $(ARGS)

# The whole suite uses every core; a chosen part runs in one process, which starts sooner.
test: ready-to-test
	$(PY) -m pytest $(or $(ARGS),$(EVERY_CORE))

test-long: ready-to-test
	$(PY) -m pytest -m "long or not long" --hypothesis-profile=long $(or $(ARGS),$(EVERY_CORE))

setup: python
	@$(PYTHON) tools/set_up.py --again test

lint: ready-to-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: ready-to-test
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

types: ready-to-test
	$(PY) -m mypy --strict --cache-dir .mypy_cache/strict $(STRICT)
	$(PY) -m mypy --cache-dir .mypy_cache/normal carspec main.py tests tools benchmarks

contracts: ready-to-test
	$(VENV)/bin/lint-imports
	$(VENV)/bin/deptry .

bench: ready-to-test
	$(PY) benchmarks/run.py $(ARGS)
	$(PY) benchmarks/stalls.py
	$(PY) benchmarks/scale.py

# Builds dist/carspec, a folder that runs without Python, and the archive of it.
package: ready-to-test
	@$(PY) tools/system_packages.py package
	$(PY) tools/package.py

# Tries the package in a bare Debian, as root and watched by strace: make bare-debian [ARGS=trixie]
bare-debian: ready-to-test
	@$(PY) tools/system_packages.py bare
	$(PY) tools/bare_debian.py $(ARGS)

# Proves, numbers, dates and builds a release, and stops before anything is tagged: make release VERSION=1.2.0
release: ready-to-test
	$(PY) tools/release.py "$(VERSION)" $(ARGS)

# Starts the program on displays of its own and takes its pictures, those of docs/walk.md as well:
# make screenshots [ARGS=another/folder]
screenshots: ready-to-test
	@$(PY) tools/system_packages.py screenshots
	$(PY) tools/screenshots.py $(ARGS)
	$(PY) tools/walk.py $(if $(ARGS),$(ARGS)/walk,)

# Draws every kind of chart for the cars that strain it: make gallery [ARGS="another/folder --only claims"]
gallery: ready-to-test
	$(PY) tools/gallery.py $(ARGS)

# Cuts the fonts of charts out of the Noto fonts of a folder: make fonts NOTO=/usr/share/fonts/truetype/noto
fonts: ready-to-test
	$(PY) tools/build_fonts.py $(NOTO)

# Makes the data files from what was collected: make data COLLECTED=path/to/the/folder
data: ready-to-test
	$(PY) tools/build_data.py $(COLLECTED)/facts/facts.json
	$(PY) tools/build_standards.py $(COLLECTED)/standards/protection_standards.json

# Pins every library for Python 3.11 to 3.13 in one file: the newest versions that pyproject.toml allows.
lock: ready-to-test
	$(PY) -m pip install --quiet --upgrade uv
	$(VENV)/bin/uv pip compile pyproject.toml --extra dev --group build --universal --python-version 3.11 \
		--fork-strategy fewest --upgrade --no-annotate --custom-compile-command "make lock" \
		--output-file requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "carspec needs Python 3.11 or newer, but there is no '$(PYTHON)'; name one: PYTHON=python3.12 make run" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "carspec needs Python 3.11 or newer, and '$(PYTHON)' is older; name another: PYTHON=python3.12 make run" >&2; exit 1; }

ready-to-run: python
	@$(PYTHON) tools/set_up.py run

ready-to-test: python
	@$(PYTHON) tools/set_up.py test
