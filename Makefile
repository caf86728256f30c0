# make install   .venv with parlance in it (what running needs)
# make run       serve on 127.0.0.1:8000; PORT=9000 for another port
# make test      unit tests, then integration on SQLite and PostgreSQL, then the packaging tests
# make test-unit the unit tests without the slow ones
# make lint      ruff and mypy        make format   rewrite to the house style
# make bench     the table of figures; DATA=DIR adds those that need official releases
# make bench-extraction DATA=DIR   the figures of reading skills from text, on public data sets
# make bench-scale   matching among a million profiles; PROFILES=N for fewer, ONLY=part,…, POSTGRES=URL, DATA=DIR
# make lock      resolve the dependencies again and pin them with hashes

.DEFAULT_GOAL := help
SHELL := /bin/bash

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development

# The first Python that is new enough; PYTHON=/path/to/python chooses another.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# What a server imports is compiled when it is installed: where Python is told not to write bytecode, each start would
# compile it again, which takes a second and a half.
STARTED := app.main, app.migrating, app.releases.seed, app.occupations.access, uvicorn.protocols.http.httptools_impl, onnxruntime
# Hashes of every package, nothing resolved anew, bytecode of the rest made when first used.
PIP_INSTALL := $(PIP) install --require-hashes --no-deps --no-compile
PIP_COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help install develop run test test-unit test-integration test-packaging lint format bench bench-extraction bench-scale lock clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

install: $(RUNTIME)

develop: $(DEVELOPMENT)

run: $(RUNTIME)
	@exec $(BIN)/parlance serve --port $(PORT)

# Each process makes its own databases; a stretch of tests stays together, so that most read one kind of database.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

test: $(DEVELOPMENT)
	$(PYTEST) tests/packaging tests/integration tests/test_architecture.py tests/unit

test-unit: $(DEVELOPMENT)
	$(PYTEST) -m "not slow" tests/unit tests/test_architecture.py

test-integration: $(DEVELOPMENT)
	$(PYTEST) tests/integration

test-packaging: $(DEVELOPMENT)
	$(PYTEST) tests/packaging

lint: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEVELOPMENT)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEVELOPMENT)
	$(BIN)/python -m benchmarks $(if $(DATA),--data $(DATA))

bench-extraction: $(DEVELOPMENT)
	@if [ -z "$(DATA)" ]; then echo "Name the folder with the public data sets: make bench-extraction DATA=DIR" >&2; exit 2; fi
	$(BIN)/python -m benchmarks.extraction --data $(DATA) $(if $(ONLY),--only $(ONLY)) $(if $(MISTAKES),--mistakes $(MISTAKES))

bench-scale: $(DEVELOPMENT)
	$(BIN)/python -m benchmarks.scale $(if $(PROFILES),--profiles $(PROFILES)) $(if $(ONLY),--only $(ONLY)) \
		$(if $(POSTGRES),--postgres $(POSTGRES)) $(if $(DATA),--data $(DATA)) $(if $(WORK),--work $(WORK))

lock: $(DEVELOPMENT)
	$(PIP_COMPILE) --extra build --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

# The environment has a new pip of a pinned version: it installs twice as fast as the one that comes with Python 3.11.
# Where the system's Python has no pip of its own to start with, venv brings one.
$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Parlance needs Python 3.11 or newer. Install it, or run: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; fi
	@echo "Making $(VENV) with $(PYTHON) …" >&2
	@rm -rf $(VENV)
	@$(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check -qq install --require-hashes --no-deps --no-compile \
		-r requirements-pip.lock 2>/dev/null \
		|| { $(PYTHON) -m venv $(VENV) && $(PIP) install --require-hashes --no-deps -r requirements-pip.lock; }

$(RUNTIME): $(BIN)/python requirements.lock requirements-pip.lock pyproject.toml
	@echo "Installing what Parlance needs …" >&2
	@$(PIP_INSTALL) -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -c "import $(STARTED)"
	@touch $@

$(DEVELOPMENT): $(RUNTIME) requirements-dev.lock
	@echo "Installing what developing needs …" >&2
	@$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@
