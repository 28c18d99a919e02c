# make run    set up, build the index where it is missing or stale, start the app on this machine
# make test   set up, every check
# make setup  the environment alone
# make bench  benchmarks, as ratios measured in one run
# make prove  the proofs that take longer
# make screenshots  pictures of every page and state in both themes and three widths, into screenshots/

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Processes that share the tests; each holds the model, about 0.8 GB.
WORKERS ?= 2
# Compiled afterwards by all processors at once, files for newer Pythons excepted.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile
# A CPU build is enough and much smaller; elsewhere: make setup TORCH_INDEX=--index-url=<the CPU wheel index of PyTorch>
TORCH_INDEX ?=

# Calculators and the loading of rules: their own tests must reach every line and branch of them ([tool.coverage] in pyproject.toml).
RULE_TESTS := tests/calculators tests/conformance $(wildcard tests/cli/test_calculate*.py) tests/knowledge/test_numbers.py tests/knowledge/test_disabling.py \
	tests/knowledge/test_sign_off.py $(wildcard tests/knowledge/test_rule*.py)

.PHONY: setup run test static bench prove screenshots index chromium postgres clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed; set PYTHON=/path/to/python"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c "import torch" 2>/dev/null || $(PIP) $(TORCH_INDEX) torch==2.13.0
	@$(PIP) --constraint constraints.txt --editable ".[dev]"
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null || true
	@touch $@

index: setup
	@$(BIN)/blin index

run: index
	@$(BIN)/blin serve --port $(PORT)

chromium: setup
	@$(BIN)/python tools/chromium.py

postgres: setup
	@$(BIN)/python tools/postgres.py

test: setup
	@$(MAKE) --no-print-directory --jobs=2 --output-sync static index chromium postgres
	$(BIN)/blin check
	$(BIN)/pytest -n $(WORKERS) -m "not slow and not timed" --cov=assistant $(RULE_TESTS)
	$(BIN)/pytest -n $(WORKERS) -m slow tests/calculators
	$(BIN)/pytest -n $(WORKERS) -m "not browser and not timed" $(RULE_TESTS:%=--ignore=%)
	$(BIN)/pytest -n $(WORKERS) -m "browser and not timed" tests/browser
	$(BIN)/pytest -m timed tests/cli/test_calculate.py tests/conversation/test_patterns.py tests/browser
	$(BIN)/blin eval gates

static: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: index
	@$(BIN)/python tools/bench.py

prove: index postgres
	@$(BIN)/python tools/prove_index.py
	@$(BIN)/python tools/prove_verifier.py
	@$(BIN)/python tools/prove_hostile_model.py
	@$(BIN)/python tools/prove_mutants.py
	@$(BIN)/python tools/prove_records.py
	@$(BIN)/python tools/prove_load.py
	@$(BIN)/python tools/prove_sources.py
	@$(BIN)/python tools/prove_rewrites.py

screenshots: index chromium
	@$(BIN)/python tools/screenshots.py screenshots

clean:
	rm -rf $(VENV) indexes/[0-9a-f]* indexes/CURRENT indexes/.lock evals/results
