# make run   install into .venv and run the sample: a bilingual page and data in out/sample
# make test  install the development extra and run every check; continuous integration does the same
# make check the same without the slow tests, and with fewer examples for each property: in less than a minute
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt

# Two processes; the tests of one file stay in one, as they share what is made for that file.
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadfile

.PHONY: run test check lint format clean

run: $(VENV)/installed
	$(BIN)/python -m pipeline run configs/sample.yaml

test: lint
	$(PYTEST)

check: lint
	$(PYTEST) -m 'not slow' --hypothesis-profile quick

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml .ci/constraints.txt
	$(INSTALL) --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(INSTALL) --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) out build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
