# `make demo` and `make test` need Python 3.11+, Git and make; both set up .venv when it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types layers check bench clean

STORE := archive/store
REPORT := out/report.html

demo: $(READY)
	@$(BIN)/policydiff record archive/policies.toml --archive $(STORE)
	@echo
	@$(BIN)/policydiff digest --archive $(STORE)
	@$(BIN)/policydiff diff lanxi/homecare@latest~1 lanxi/homecare@latest --archive $(STORE) -o $(REPORT)
	@echo
	@echo "The report of the newest revision: $(REPORT) (open it in a browser)"

test: $(READY)
	$(BIN)/python -m pytest -n auto -m "not slow"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

check: lint types layers test

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	$(BIN)/python bench/run.py

clean:
	rm -rf $(VENV) out archive/store

# The stamp is renewed when the list of dependencies changes, so that a second run starts at once.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "policydiff needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# A wheel is compiled as it is installed, a checkout is not; where Python may write no bytecode it never would be.
	@$(BIN)/python -m compileall -q policydiff plugins
	@touch $(READY)
