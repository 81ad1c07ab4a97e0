# Everything a person or CI does with the project. `make` alone explains itself.
VENV ?= .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

# Node comes from the environment; npm must find it first. Reflex reports nothing to anybody.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export REFLEX_USE_NPM := 1
export REFLEX_TELEMETRY_ENABLED := false
export REFLEX_CHECK_LATEST_VERSION := false

UI_SOURCES := $(shell find ui assets reflex.lock -path '*/external' -prune -o -type f \
	! -name '*.pyc' -print 2>/dev/null) $(wildcard rxconfig.py .npmrc bunfig.toml tools/build_ui.py)
# HOST counts only when typed: some shells export one of their own.
RUN_FLAGS = $(if $(filter command,$(origin HOST)),--host $(HOST)) $(if $(PORT),--port $(PORT)) \
	$(if $(SANDBOX),--spotify-sandbox) $(if $(TLS),--tls) $(ARGS)
PYTEST_FLAGS ?= -n 2 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help setup run build test check fmt openapi screenshots bench clean

help: ## show this list
	@echo "Attune. The first thing to type is: make run"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-15s %s\n", $$1, $$2}'
	@echo
	@echo "  make run PORT=8080 HOST=0.0.0.0 SANDBOX=1 TLS=1 ARGS='…'; more: $(BIN)/attune serve --help"
	@echo "  make test ARGS='-k moods'      make bench NAME=scoring      make setup PYTHON=python3.12"

setup: $(VENV)/.ok ## make the environment in .venv (run and test do it by themselves)

run: $(VENV)/.ok .web/.built ## start Attune and print its address (PORT, HOST, SANDBOX=1, TLS=1)
	@exec $(BIN)/attune serve $(RUN_FLAGS)

build: .web/.built ## build the dashboard

test: $(VENV)/.dev .web/.built ## run all tests (ARGS goes to pytest)
	@$(PY) tools/test_env.py
	@$(PY) -m pytest -q $(PYTEST_FLAGS) $(ARGS)

check: $(VENV)/.dev ## what CI checks: style, types, imports, migrations, API snapshot
	@tools/check.sh

fmt: $(VENV)/.dev ## format and mend what can be mended
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

openapi: $(VENV)/.dev ## write the API's description anew (docs/openapi.json)
	@$(PY) -m tools.openapi

screenshots: $(VENV)/.dev .web/.built ## take the pictures in docs/screenshots anew
	@SCREENSHOTS=docs/screenshots $(PY) -m pytest -q tests/e2e/test_*in_browser.py

bench: $(VENV)/.dev ## measure, all or one (NAME=scoring, ARGS='--json')
	@for name in $(or $(NAME),$(patsubst bench/%.py,%,$(shell grep -l __main__ bench/*.py))); do \
		$(PY) -m bench.$$name $(ARGS) || exit 1; done

clean: ## remove what was built, the environment too
	@rm -rf $(VENV) .web .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info

$(VENV)/.ok: pyproject.toml constraints.txt
	@VENV=$(VENV) tools/setup.sh

$(VENV)/.dev: $(VENV)/.ok pyproject.toml constraints.txt
	@VENV=$(VENV) tools/setup.sh dev

.web/.built: $(VENV)/.ok $(UI_SOURCES)
	@$(PY) tools/build_ui.py
