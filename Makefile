# Everything that one does here, by name. Each target sets up what it needs; a second start skips what is done.
# `make` alone says what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory

UV := .tools/bin/uv
PY := .venv/bin/python
NEW := .venv-new/bin/python
OLD_READY := .venv/.ready
NEW_READY := .venv-new/.ready
WEB_READY := web/node_modules/.ready
export WAYMARK_EVAL_DIR ?= $(wildcard ../shared/eval)
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
PYTEST := -m pytest -q -p no:cacheprovider
SHORT := -m "not long"
# Tests that need neither Rasa nor a trained bot run on both Pythons.
PARTS := tests/properties tests/reading tests/evidence tests/storage tests/actions tests/contracts
SOURCES := waymark actions extensions tests bench
# What is marked `once` runs on the newest alone.
both = if [ -x $(NEW) ]; then \
		echo "$(1) on $$($(PY) --version) ..." && $(PY) $(PYTEST) -m "not long and not once" -n 2 $(2) && \
		echo "$(1) on $$($(NEW) --version) ..." && $(NEW) $(PYTEST) $(SHORT) -n 2 $(2); \
	else echo "$(1) on $$($(PY) --version); left out on a newer Python, there is none ..." && \
		$(PY) $(PYTEST) $(SHORT) -n 2 $(2); fi

help: ## Say what the targets do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

chat: $(OLD_READY) $(NEW_READY) ## Talk with Waymark in this terminal (also: make chat < lines.txt)
	@WAYMARK_WATCH_PARENT=1 exec $(PY) -m extensions.launch chat

serve: $(OLD_READY) $(NEW_READY) ## Serve in the foreground (PORT=..., WAYMARK_DATABASE_URL=...)
	@WAYMARK_WATCH_PARENT=1 exec $(PY) -m extensions.launch serve

web: $(OLD_READY) $(NEW_READY) $(WEB_READY) ## Serve the page with the conversation; prints its address
	@WAYMARK_WATCH_PARENT=1 exec $(PY) -m extensions.web_launch

setup: $(OLD_READY) $(NEW_READY) $(WEB_READY) train ## Get everything that a server needs, and start nothing

train: $(OLD_READY) ## Train the model, if anything that it is made of has changed
	@$(PY) -m extensions.training

test: lint types audit-report unit parts bot web-test deploy-test ## Everything that has to pass: lint, types, tests on both Pythons, the trained bot, the page, a whole installation

lint: $(OLD_READY) ## Style, and which part may import which
	@$(PY) -m ruff check $(wildcard $(SOURCES))
	@$(PY) -m ruff format --check --quiet $(wildcard $(SOURCES)) || { echo "make format lays these out" >&2; exit 1; }
	@.venv/bin/lint-imports --no-cache --no-logo 2>/dev/null || .venv/bin/lint-imports --no-cache

format: $(OLD_READY) ## Lay out the code
	@$(PY) -m ruff check --fix --quiet $(wildcard $(SOURCES)); $(PY) -m ruff format $(wildcard $(SOURCES))

types: $(NEW_READY) ## Check the types of waymark/ strictly
	@if [ -x $(NEW) ]; then $(NEW) -m mypy waymark; else echo "types: left out, they need a Python above 3.10"; fi

unit: $(OLD_READY) $(NEW_READY) ## Tests of the nouns and verbs, on Python 3.10 and on the newest
	@$(call both,Unit tests,tests/unit)

parts: $(OLD_READY) $(NEW_READY) ## Tests of the reader, the database, the actions and the contracts, on both Pythons
	@$(call both,Tests of the parts,$(wildcard $(PARTS)))

bot: $(OLD_READY) $(NEW_READY) train ## Tests of the trained bot with its real action server
	@echo "Tests of the trained bot ..."
	@$(PY) $(PYTEST) $(SHORT) -n 2 --dist loadfile $(wildcard tests/nlu tests/channels tests/conversations)

web-test: $(OLD_READY) $(NEW_READY) $(WEB_READY) train ## Tests of the page in a real browser (Debian's chromium)
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
		{ echo "Installing chromium ..." && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		{ echo "The browser tests need chromium (Debian: apt-get install chromium)." >&2; exit 1; }
	@echo "Tests of the page in a browser ..."
	@$(PY) $(PYTEST) -n 2 --dist loadfile tests/web

deploy-test: $(OLD_READY) $(NEW_READY) $(WEB_READY) train ## Tests of a whole installation: files, services, failing parts (Debian's haproxy and redis)
	@export PATH="$$PATH:/usr/sbin"; command -v haproxy >/dev/null 2>&1 && command -v redis-server >/dev/null 2>&1 || \
		{ echo "Installing haproxy and redis ..." && apt-get update -qq && apt-get install -y -qq --no-install-recommends haproxy redis-server >/dev/null; } || \
		{ echo "The tests of an installation need haproxy and redis (Debian: apt-get install haproxy redis-server)." >&2; exit 1; }
	@if [ -x $(NEW) ]; then echo "Tests of an installation ..." && $(PY) $(PYTEST) $(SHORT) tests/deploy tests/faults; \
		else echo "Tests of an installation: left out, they need a Python above 3.10"; fi

load: $(OLD_READY) $(NEW_READY) $(WEB_READY) train ## Measure an installation: 200 people for two minutes, one and two Rasa servers (needs haproxy and redis-server: make deploy-test installs them)
	@$(PY) -m bench.load

turns: $(OLD_READY) $(NEW_READY) ## Measure turns, start, load and memory beside Rasa's default configuration (about eight minutes, once trained)
	@$(PY) -m bench.turns

soak: $(OLD_READY) $(NEW_READY) $(WEB_READY) train ## The long runs: all fuzzed messages, simulated conversations and random profiles (needs haproxy and redis-server, too)
	@WAYMARK_SOAK=1 $(PY) $(PYTEST) -s $(wildcard tests/conversations tests/properties tests/storage tests/deploy tests/faults)

catalogue: $(OLD_READY) $(NEW_READY) ## Check the catalogue, and load it into the database
	@$(PY) -m waymark catalogue check && $(PY) -m waymark catalogue load && $(PY) -m waymark catalogue stats

check-catalogue: $(OLD_READY) ## Check the catalogue's files, and nothing else
	@$(PY) -m waymark catalogue check

bench: $(OLD_READY) $(NEW_READY) ## Measure reading, advice and NLU (EVAL=folder with scorer and samples, EVIDENCE=folder of rows)
	@test -n "$(EVAL)" && test -n "$(EVIDENCE)" || { echo "make bench EVAL=... EVIDENCE=... (docs/reading.md, docs/advice.md)" >&2; exit 2; }
	@$(PY) -m bench.reading --scorer $(EVAL)/score_skills.py --canonical $(EVAL)/canonical.json --sample $(EVAL)/skills.jsonl
	@$(PY) -m bench.advice $(EVIDENCE)
	@$(PY) -m bench.nlu --only ours --eval $(EVAL)

audit: $(UV) ## Look up withdrawn releases and published weaknesses of the locked packages, as far as a network reaches
	@sh .ci/audit

audit-report: $(UV) ## The same for CI: only a withdrawn release fails
	@sh .ci/audit --report

clean: ## Remove environments, models and caches; the people's data in .waymark stays
	@rm -rf .venv .venv-new .tools models .rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(UV): .python-version
	@echo "Getting uv ..." >&2
	@command -v python3.10 >/dev/null 2>&1 && python3.10 --version >/dev/null 2>&1 || \
		{ echo "Python 3.10 is needed (Rasa 3.6 runs on no later one). Install it, then start again." >&2; exit 1; }
	@python3.10 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv && touch $(UV)

$(OLD_READY): uv.lock pyproject.toml | $(UV)
	@echo "Setting up .venv (Python 3.10 with Rasa; 2.9 GB, about a minute with a warm cache) ..." >&2
	@$(UV) sync --frozen --quiet --compile-bytecode --python "$$(python3.10 -c 'import sys; print(sys.executable)')" && touch $@

$(NEW_READY): uv.lock pyproject.toml | $(UV)
	@sh .ci/newest_environment

$(WEB_READY): web/package-lock.json
	@echo "Getting the page's parts from npm ..." >&2
	@command -v npm >/dev/null 2>&1 || { echo "The page needs npm (Node.js 18 or later). Install it, then start again." >&2; exit 1; }
	@npm ci --prefix web --ignore-scripts --no-audit --no-fund --loglevel error >&2 && touch $@

.PHONY: help chat serve web setup train test lint format types unit parts bot web-test deploy-test soak load turns catalogue check-catalogue bench audit audit-report clean
