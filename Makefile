# Everything a newcomer needs: `make demo`. `make help` lists the rest.

PYTHON := .venv/bin/python
APP_READY := .venv/.ready-app
TEST_READY := .venv/.ready-test
BENCH_READY := .venv/.ready-bench
# each module in benchmarks/ whose name does not start with an underscore prints a table
BENCHMARKS = $(subst /,.,$(patsubst %.py,%,$(filter-out benchmarks/_%,$(wildcard benchmarks/*.py))))

.PHONY: help demo run setup test lint translations screenshots bench clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-6s %s\n", $$1, $$2}'

demo: $(APP_READY) ## open the app on the demo conversation
	@$(PYTHON) main.py demo

run: $(APP_READY) ## open the app on the microphone
	@$(PYTHON) main.py

setup: $(APP_READY) ## install what is missing, and no more

lint: $(TEST_READY) ## ruff and mypy
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

test: lint ## lint, then all tests
	@$(PYTHON) -m pytest

translations: $(TEST_READY) ## collect the texts of the window, compile what they are in German
	@$(PYTHON) tests/gui/texts.py

screenshots: $(APP_READY) ## take the pictures of the user guide
	@$(PYTHON) docs/make_screenshots.py docs/pictures

bench: $(BENCH_READY) ## measure against Resemblyzer and the published loop
	@set -e; for module in $(BENCHMARKS); do $(PYTHON) -m $$module; done

clean: ## remove the Python environment and all caches
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than all that its set-up depends on, so a second run starts at once.
$(APP_READY): requirements.txt setup.sh
	@bash setup.sh app
	@touch $@

$(TEST_READY): requirements-dev.txt requirements.txt setup.sh
	@bash setup.sh test
	@touch $@ $(APP_READY)

$(BENCH_READY): benchmarks/requirements.txt benchmarks/requirements-no-deps.txt $(APP_READY)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $<
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --requirement benchmarks/requirements-no-deps.txt
	@touch $@
