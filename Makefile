# What a newcomer, a developer and CI run.  `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
SERVE ?= yes
ONLY ?=

VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/.locked
RUN := $(VENV)/.installed
VENDOR := src/wherewithal/web/static/vendor
DEV := $(VENV)/.installed-dev
PIP := PYTHONUNBUFFERED=1 $(BIN)/python -m pip install --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--custom-compile-command "make lock"

# Install what a lock names, saying what is new: $(call install,LOCK)
define install
@$(PIP) --require-hashes -r $(1) | sed -u -E '/^(Requirement already|Ignoring|Looking in)/d'
endef

# Write the three locks into a folder, starting from those in it: $(call lock,FOLDER,OPTIONS)
define lock
@$(BIN)/uv $(LOCK) $(2) pyproject.toml --group build -o $(1)/requirements.lock >/dev/null
@$(BIN)/uv $(LOCK) $(2) pyproject.toml --group build --group dev -c $(1)/requirements.lock \
	-o $(1)/requirements-dev.lock >/dev/null
@$(BIN)/uv $(LOCK) $(2) --group assets -o $(1)/requirements-assets.lock >/dev/null
endef

.PHONY: help demo serve test lint format bench lock upgrade check-lock assets chromium clean
.DEFAULT_GOAL := help

help:  ## List what can be asked for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(RUN) assets  ## Make a demonstration authority, load it and serve it (SERVE=no: end after the result)
	@$(BIN)/wherewithal demo $(if $(filter no,$(SERVE)),--no-serve,--serve)

$(VENV)/.made:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "This needs Python 3.11 or newer with its venv module."; \
		echo "On Debian or Ubuntu: apt-get install python3 python3-venv"; \
		echo "Or name the one to use: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@echo "==> Making a virtual environment in $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(LOCKED): requirements.lock | $(VENV)/.made
	@echo "==> Installing what Wherewithal needs, as locked (about half a minute the first time)"
	$(call install,requirements.lock)
	@touch $@

$(RUN): pyproject.toml $(LOCKED)
	@$(PIP) --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(LOCKED) | $(RUN)
	@echo "==> Installing what the tests need, as locked (about half a minute the first time)"
	$(call install,requirements-dev.lock)
	@touch $@

assets: $(RUN)  ## Build the style sheet of the pages, if anything in it changed
	@echo "==> Building the style sheet, if anything in it changed (a few seconds)"
	@$(BIN)/python assets/build.py

test: $(DEV) assets chromium  ## Run every test: on SQLite, in a browser, on a PostgreSQL of its own
	@failed=""; \
	echo "==> Tests on SQLite"; $(PYTEST) -n 2 -m "not browser" || failed="$$failed SQLite"; \
	echo "==> Tests in a browser"; $(PYTEST) -n 2 -m browser || failed="$$failed browser"; \
	echo "==> Tests on PostgreSQL"; $(PYTEST) -n 2 -m "not browser" --postgres || failed="$$failed PostgreSQL"; \
	command -v chromium >/dev/null || echo "Not tested: the pages in a browser, as there is no Chromium here."; \
	test -z "$$failed" || { echo "Failed:$$failed"; exit 1; }

chromium:
	@command -v chromium >/dev/null && exit; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
		echo "==> Installing Debian's Chromium for the browser tests (about a minute)"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium fonts-liberation </dev/null; \
	else false; fi || echo "==> Chromium is not here and cannot be installed without root: browser tests are left out"

lint: $(DEV) check-lock  ## Check style, types, imports, the locks and what the repository names
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PYTEST) -q tests/architecture

format: $(DEV)  ## Put the code into its standard form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(DEV) assets  ## Measure and write docs/benchmarks.md (ONLY="sen2 pages": those two)
	@$(BIN)/python -m bench.run $(ONLY)

serve: export WHEREWITHAL_LOCAL := yes
serve: $(RUN) assets  ## Serve the record in ./var on this machine, made first if there is none
	@$(BIN)/wherewithal migrate
	@$(BIN)/wherewithal serve

lock: $(DEV)  ## Write the locks anew after a change in pyproject.toml, keeping versions where they still fit
	$(call lock,.)

upgrade: $(DEV)  ## Write the locks anew with the newest versions that pyproject.toml allows
	$(call lock,.,--upgrade)

check-lock: $(DEV)  ## Check that the locks say what pyproject.toml asks for
	@rm -rf build/locks && mkdir -p build/locks && cp requirements*.lock build/locks
	$(call lock,build/locks)
	@for name in requirements*.lock; do cmp -s $$name build/locks/$$name || { \
		echo "$$name is not what pyproject.toml asks for. Run: make lock"; exit 1; }; done

clean:  ## Remove all that was installed, built or cached; the record in ./var stays
	rm -rf $(VENV) build node_modules $(VENDOR) src/*.egg-info .*_cache .hypothesis .coverage
