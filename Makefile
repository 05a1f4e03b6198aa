# Front Door. `make` alone says what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
FRONTDOOR := $(BIN)/frontdoor

# Rasa must not tell anybody about us, not even when it fails.
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
# The libraries under Rasa are old and say so at every start; ours are checked by ruff and mypy.
export PYTHONWARNINGS := ignore

.PHONY: help run test test-fast lint format train validate conversations bench bench-understanding bench-conversation bench-feedback bench-rehearsal bench-web bench-scale lock doctor clean environment chromium faketime

help: ## say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

run: environment ## set up whatever is missing and start Front Door (Ctrl-C stops it)
	@exec $(FRONTDOOR) up

test: environment chromium faketime lint validate train conversations ## set up whatever is missing and check everything
	@echo "== pytest"
	@$(BIN)/pytest

test-fast: environment ## only the tests that start no process and train nothing
	@$(BIN)/pytest -q -m "not slow"

lint: environment ## style, types and import direction
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== mypy"
	@$(BIN)/mypy
	@echo "== import direction"
	@$(BIN)/lint-imports --no-logo

format: environment ## put the code into the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

validate: environment
	@echo "== rasa data validate"
	@mkdir -p var && { $(BIN)/rasa data validate > var/validate.log 2>&1 || { cat var/validate.log; exit 1; }; }

train: environment ## train the assistant if anything it learns from has changed
	@$(FRONTDOOR) train

conversations: train
	@echo "== rasa test (tests/conversations)"
	@mkdir -p var && { $(BIN)/rasa test core --e2e --stories tests/conversations --model models/frontdoor.tar.gz \
		--out var/results --fail-on-prediction-errors --no-plot > var/conversations.log 2>&1 \
		|| { tail -n 60 var/conversations.log; exit 1; }; }
	@grep -E "conversation.*correct|Correct:|F1-Score" var/conversations.log || true

bench: train ## measure how fast it is, beside stock Rasa in the same run (under ten minutes)
	@$(BIN)/python -m benchmarks.speed.run

bench-understanding: train ## measure what is understood, beside floors and targets (about a quarter of an hour)
	@$(BIN)/python -m benchmarks.understanding.run

bench-conversation: train ## replay every written resident and measure how it listens
	@$(BIN)/python -m benchmarks.conversation.run

bench-feedback: environment ## measure how turns of people who talk with residents are read
	@$(BIN)/python -m benchmarks.feedback.run

bench-rehearsal: environment ## play each way of asking against every simulated resident
	@$(BIN)/python -m benchmarks.rehearsal.run

bench-web: train chromium ## open the residents' page and the stock Rasa chat on a slow phone, in turns
	@$(BIN)/python -m benchmarks.web.run

bench-scale: train ## two hundred residents at once on several servers, some of them killed (needs PostgreSQL, Redis, RabbitMQ, HAProxy)
	@$(BIN)/python -m benchmarks.scale.run

lock: environment ## choose versions afresh from pyproject.toml (then read the difference)
	@uv=$$(command -v uv || echo .tools/bin/uv); \
	$$uv pip compile pyproject.toml --extra dev --universal --generate-hashes -q -o requirements.lock

doctor: environment ## say what is configured, what is missing and what is reachable
	@$(FRONTDOOR) doctor

clean: ## remove what can be made again (never the data folder)
	rm -rf .venv .tools models .rasa .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@test -n "$(PYTHON)" || { echo "No Python found. Install it and start again: apt-get install python3"; exit 1; }
	@$(PYTHON) setup/environment.py

chromium:
	@setup/chromium

faketime:
	@setup/faketime
