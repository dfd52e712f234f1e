# make demo   install into .venv and check a sample reply
# make test   install what the tests need, then lint, type-check and test
# make test-clients  also drive VS Code, installed into .clients from npm (needs node 20, npm and a C++ compiler)
# make bench  measure against other tools, installed into .venv-bench (BENCH_FLAGS=--strict: fail when a goal is missed)
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
# Debian packages that tests drive; installed when make runs as root and they are missing. The page's tests need Node
# with npm too, from wherever it comes.
APT := chromium neovim
BENCH_FLAGS ?=

CLIENTS := $(CURDIR)/.clients

.PHONY: help demo test test-clients lint bench clean apt

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
	@missing=$$(dpkg-query -W -f '$${Status} $${Package}\n' $(APT) 2>/dev/null | awk '$$3 == "installed" {print $$4}' \
	  | sort | comm -13 - <(printf '%s\n' $(APT) | sort)); \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	  else echo "these tests will be skipped or fail; install: apt-get install" $$missing; fi; fi
endif

lint: $(VENV)/.test-installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy --strict

test: apt lint
	$(VENV)/bin/python -m pytest -n 2 rules tests

$(CLIENTS)/.code-server: tests/clients/install_code_server.sh
	bash tests/clients/install_code_server.sh $(CLIENTS)
	@touch $@

EXTENSION := editor-plugins/vscode
$(EXTENSION)/servicelint.vsix: $(EXTENSION)/package.json $(wildcard $(EXTENSION)/src/*.ts)
	cd $(EXTENSION) && npm ci --no-audit --no-fund && npm run package

test-clients: APT := chromium neovim ripgrep
test-clients: apt $(VENV)/.test-installed $(CLIENTS)/.code-server $(EXTENSION)/servicelint.vsix
	$(VENV)/bin/python $(PIP) -e '.[clients]'
	SERVICELINT_CODE_SERVER=$(CLIENTS) $(VENV)/bin/python -m pytest tests/clients tests/test_lsp.py

$(BENCH)/.made:
	@bash tests/bench/make_venv.sh "$(PYTHON)" $(BENCH)
	@touch $@

$(BENCH)/.peers: $(BENCH)/.made tests/bench/requirements.txt
	$(BENCH)/bin/python $(PIP) -r tests/bench/requirements.txt
	@touch $@

# Measured as a user has it: a real installation, compiled, not the editable one.
bench: $(BENCH)/.peers
	@$(BENCH)/bin/python $(PIP) '.[lsp]' && $(BENCH)/bin/python $(PIP) --force-reinstall --no-deps .
	@$(BENCH)/bin/python tests/bench/run.py $(BENCH_FLAGS)
	@$(BENCH)/bin/python tests/bench/lsp.py $(BENCH_FLAGS)

clean:
	rm -rf $(VENV) $(BENCH) $(CLIENTS) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
