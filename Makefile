# Everything a person needs: `make demo` to see it, `make test` to check it. Both install what they need first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WORKERS ?= 2
ORACLES := tests/oracles
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
COMPILE := .venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
           --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types layers unit format texts lock upgrade clean tools

help:
	@echo "make demo    see an invented family in the app (installs what it needs)"
	@echo "make test    lint, types, layers and every test (installs what it needs)"
	@echo "make check   the same without the tests"
	@echo "make format  put the code into the one format"
	@echo "make texts   bring the catalogues of other languages up to date with the code"
	@echo "make lock    pin the dependencies again; make upgrade takes newer ones"
	@echo "make clean   remove all that the targets above have made"

demo: $(VENV)/run.stamp
	$(BIN)/homecall serve --demo

test: check tools unit

check: lint types layers

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

unit: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

texts: $(VENV)/dev.stamp
	$(BIN)/python -m tests.texts

# A browser and a PDF reader look at the page and the poster as a person would; a database serves a fleet's households;
# two calendar engines in other languages read the same calendars as homecall.
tools:
	@bash .ci/tools chromium:chromium pdftotext:poppler-utils tesseract:tesseract-ocr \
	  /usr/share/tesseract-ocr/5/tessdata/spa.traineddata:tesseract-ocr-spa pg_ctlcluster:postgresql node:nodejs npm:npm cc:gcc \
	  /usr/include/stdio.h:libc6-dev /usr/include/libical/ical.h:libical-dev
	@$(MAKE) --no-print-directory $(ORACLES)/node_modules/.package-lock.json

$(ORACLES)/node_modules/.package-lock.json: $(ORACLES)/package-lock.json
	@npm ci --prefix $(ORACLES) --loglevel=error
	@touch $@

# The stamps make a second run quick: nothing is installed again until a lock file or pyproject.toml changes.
$(VENV)/made.stamp: requirements/build.txt
	@bash .ci/venv $(PYTHON) $(VENV)
	$(INSTALL) --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements/run.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# The lock files hold versions and hashes only, and name no host: the machine's own settings say where packages come from.
lock: .venv-lock/made.stamp
	$(COMPILE) $(UPGRADE) --extra web pyproject.toml -o requirements/run.txt
	$(COMPILE) $(UPGRADE) --extra caldav --extra fleet --extra web pyproject.toml requirements/dev.in -o requirements/dev.txt
	$(COMPILE) $(UPGRADE) requirements/build.in -o requirements/build.txt
	$(COMPILE) $(UPGRADE) requirements/lock.in -o requirements/lock.txt

upgrade:
	$(MAKE) lock UPGRADE=--upgrade

.venv-lock/made.stamp: requirements/lock.txt
	@bash .ci/venv $(PYTHON) .venv-lock
	.venv-lock/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@touch $@

clean:
	rm -rf $(VENV) .venv-lock build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf $(ORACLES)/node_modules $(ORACLES)/built
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
