# make run    set up, build the index where it is missing or stale, start the app on this machine
# make test   set up, every check
# make setup  the environment alone
# make bench  benchmarks, as ratios measured in one run
# make prove  the proofs that take longer

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# A CPU build is enough and much smaller; elsewhere: make setup TORCH_INDEX=--index-url=<the CPU wheel index of PyTorch>
TORCH_INDEX ?=

.PHONY: setup run test check bench prove index chromium clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed; set PYTHON=/path/to/python"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c "import torch" 2>/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check $(TORCH_INDEX) torch==2.13.0
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

index: setup
	@$(BIN)/blin index

run: index
	@echo "The assistant is at http://127.0.0.1:$(PORT) (stop with Ctrl-C)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

chromium: setup
	@$(BIN)/python tools/chromium.py

test: index chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/blin check
	$(BIN)/pytest -m "not browser"
	$(BIN)/pytest -m browser
	$(BIN)/blin eval gates

bench: index
	@$(BIN)/python tools/bench.py

prove: index
	@$(BIN)/python tools/prove_index.py
	@$(BIN)/python tools/prove_verifier.py

clean:
	rm -rf $(VENV) indexes/[0-9a-f]* indexes/CURRENT indexes/.lock evals/results
