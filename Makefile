# Everything a newcomer needs: `make demo`. `make help` lists the rest.

PYTHON := .venv/bin/python
APP_READY := .venv/.ready-app
TEST_READY := .venv/.ready-test
BENCH_READY := .venv/.ready-bench
# each module in benchmarks/ whose name does not start with an underscore prints a table
BENCHMARKS = $(subst /,.,$(patsubst %.py,%,$(filter-out benchmarks/_%,$(wildcard benchmarks/*.py))))
TRAIN := $(PYTHON) main.py train generator/configs
# where `make faces` puts what it has learned, and the prepared folder of photographs that takes the place of drawings
FACES := assets/models/faces
PHOTOGRAPHS :=
SHOWN = $(if $(PHOTOGRAPHS),photographs=$(PHOTOGRAPHS))
SPOKEN = $(if $(PHOTOGRAPHS),$(SHOWN) speeds=[1.0])

.PHONY: help demo run setup test lint translations screenshots bench faces clean
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

faces: $(APP_READY) ## train the networks that imagine faces, from the speech in $SPEECH_CORPUS
	@$(TRAIN)/voice_embedding.toml
	@$(TRAIN)/face_embedding.toml $(SHOWN)
	@$(TRAIN)/feature_decoder.toml $(SHOWN)
	@$(TRAIN)/speech2face_decoder.toml $(SHOWN)
	@$(TRAIN)/mapping.toml $(SPOKEN)
	@$(TRAIN)/speech2face.toml $(SPOKEN)
	@set -e; for people in general male female; do \
		$(TRAIN)/gan.toml people=$$people $(SPOKEN) --run-dir runs/gan-$$people; done
	@mkdir -p $(FACES)
	@set -e; for name in voice_embedding face_embedding feature_decoder speech2face_decoder mapping speech2face \
		gan-general gan-male gan-female; do cp runs/$$name/$$name.safetensors runs/$$name/$$name.json $(FACES); done

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
