# make demo   install into .venv and check a sample reply
# make add-ons  build the browser extension and the Thunderbird add-on (needs node 20 and npm)
# make test   install what the tests need, then lint, type-check and test
# make test-clients  also drive VS Code (npm, into .clients), Chromium, Firefox, Thunderbird (needs node 20, npm, a C++ compiler)
# make test-spark  scan on a local Spark cluster and on Ray (Java 17 is installed when make runs as root and it is missing)
# make bench  measure against other tools, installed into .venv-bench (BENCH_FLAGS=--strict: fail when a goal is missed)
# make reference  write the rule reference, rules/README.md, from the rule files
# make clean  remove what these made
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BENCH := .venv-bench
PIP := -m pip install --quiet --disable-pip-version-check
# The rules and the sources are used in place, so only a change of the metadata asks for a new installation.
META := pyproject.toml
# Debian packages that tests drive; installed when make runs as root and they are missing. Node may come from elsewhere.
APT := chromium neovim $(if $(shell command -v npm),,nodejs npm)
BENCH_FLAGS ?=
# --memory 100000: send so many requests to the server and watch what it holds
LOAD_FLAGS ?=

CLIENTS := $(CURDIR)/.clients

.PHONY: help demo test test-clients test-spark lint bench reference clean apt

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/.made:
	@bash tests/bench/make_venv.sh "$(PYTHON)" $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made $(META)
	$(VENV)/bin/python $(PIP) -e .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.made $(META)
	$(VENV)/bin/python $(PIP) -e '.[test,corpus]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@echo '$$ servicelint check tests/data/demo/reply.eml'
	@$(VENV)/bin/servicelint check tests/data/demo/reply.eml || test $$? -eq 1

apt:
ifneq ($(strip $(APT)),)
	@missing=$$({ dpkg-query -W -f '$${Status} $${Package}\n' $(APT) 2>/dev/null || true; } | awk '$$3 == "installed" {print $$4}' \
	  | sort | comm -13 - <(printf '%s\n' $(APT) | sort)); \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing \
	    || echo "these tests will be skipped or fail: apt-get could not install" $$missing; \
	  else echo "these tests will be skipped or fail; install: apt-get install" $$missing; fi; fi
endif

lint: $(VENV)/.test-installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy --strict

# What the page's tests drive Chromium with; without it they are skipped and say so.
tests/web/node_modules: tests/web/package.json | apt
	@if command -v npm >/dev/null; then cd tests/web && npm install --no-audit --no-fund --no-package-lock --ignore-scripts && touch node_modules; \
	  else echo "the page's tests will be skipped: they need Node 18 or newer with npm"; fi

test: apt lint tests/web/node_modules
	$(VENV)/bin/python -m pytest -n 2 rules tests

$(CLIENTS)/.code-server: tests/clients/install_code_server.sh
	bash tests/clients/install_code_server.sh $(CLIENTS)
	@touch $@

EXTENSION := editor-plugins/vscode
$(EXTENSION)/servicelint.vsix: $(EXTENSION)/package.json $(wildcard $(EXTENSION)/src/*.ts)
	cd $(EXTENSION) && npm ci --no-audit --no-fund && npm run package

# The browser extension and the Thunderbird add-on, with what they share.
ADDONS := editor-plugins/web
$(ADDONS)/node_modules/.made: $(ADDONS)/package-lock.json
	cd $(ADDONS) && npm ci --no-audit --no-fund
	@touch $@

add-ons: $(ADDONS)/node_modules/.made
	cd $(ADDONS) && npm run build

test-clients: APT := chromium firefox-esr fonts-noto-color-emoji neovim ripgrep thunderbird xauth xvfb
test-clients: apt $(VENV)/.test-installed $(CLIENTS)/.code-server $(EXTENSION)/servicelint.vsix add-ons
	$(VENV)/bin/python $(PIP) -e '.[clients]'
	SERVICELINT_ADD_ONS=1 SERVICELINT_CODE_SERVER=$(CLIENTS) $(VENV)/bin/python -m pytest tests/clients tests/test_lsp.py

test-spark: $(VENV)/.test-installed
	@$(VENV)/bin/python $(PIP) -e '.[spark,ray]'
	@command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless >/dev/null; } || \
	  { echo "Java 17 is missing: apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	@$(VENV)/bin/python -m pytest tests/spark

$(BENCH)/.made:
	@bash tests/bench/make_venv.sh "$(PYTHON)" $(BENCH)
	@touch $@

$(BENCH)/.peers: $(BENCH)/.made tests/bench/requirements.txt tests/bench/serving.txt tests/bench/package.json
	$(BENCH)/bin/python $(PIP) -r tests/bench/requirements.txt
	$(BENCH)/bin/python $(PIP) --upgrade --target $(BENCH)/serving -r tests/bench/serving.txt
	@if command -v npm >/dev/null; then cd tests/bench && npm install --no-audit --no-fund --no-package-lock --ignore-scripts; \
	  else echo "textlint is left out of the comparison: it needs Node 20 with npm"; fi
	@touch $@

# Measured as a user has it: a real installation, compiled, not the editable one.
bench: APT := wrk
bench: apt $(BENCH)/.peers
	@$(BENCH)/bin/python $(PIP) '.[lsp,serve]' && $(BENCH)/bin/python $(PIP) --force-reinstall --no-deps .
	@$(BENCH)/bin/python tests/bench/run.py $(BENCH_FLAGS)
	@$(BENCH)/bin/python tests/bench/folder.py $(BENCH_FLAGS)
	@$(BENCH)/bin/python tests/bench/lsp.py $(BENCH_FLAGS)
	@$(BENCH)/bin/python tests/bench/rewrites.py $(BENCH_FLAGS)
	@$(BENCH)/bin/python tests/bench/corpus.py $(BENCH_FLAGS)
	@SERVICELINT_PEERS=$(BENCH)/serving $(BENCH)/bin/python tests/bench/load.py $(BENCH_FLAGS) $(LOAD_FLAGS)

reference: $(VENV)/.installed
	@$(VENV)/bin/servicelint explain all --format markdown > rules/README.md

clean:
	rm -rf $(VENV) $(BENCH) $(CLIENTS) tests/bench/node_modules tests/web/node_modules build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf $(addsuffix /dist,$(ADDONS) editor-plugins/browser editor-plugins/thunderbird) $(ADDONS)/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
