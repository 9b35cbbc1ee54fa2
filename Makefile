# What can be asked for: `make` alone prints the list. Needs Python 3.11 or newer with venv, nothing else; the first call
# sets up .venv from constraints.txt (about two minutes), later calls do no set-up and need no network.
#   make report ARGS="--format pdf"      make test ARGS="-k dataset"      make lab PYTHON=python3.12
PYTHON ?= python3
BIN := .venv/bin
SERVER := .venv/etc/jupyter/jupyter_server_config.d
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --prefer-binary --compile -c constraints.txt
.PHONY: help report compendium profiles site check test lint lab bench bench-export clean
help: ## Print this list (the default)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
report: .venv/.ready ## Check the data and build the report, HTML and PDF, in reports/
	@$(BIN)/migration-report build $(ARGS)
compendium: .venv/.ready ## Build the compendium of good practices, HTML and PDF
	@$(BIN)/migration-report build --publication compendium $(ARGS)
profiles: .venv/.ready ## A short document on every state, body and theme; some: ARGS="--state COL,PER"
	@$(BIN)/migration-report profiles $(or $(ARGS),--all)
site: .venv/.ready ## The public site with all of these, in reports/site/
	@$(BIN)/migration-report site $(ARGS)
check: .venv/.ready ## Check the data alone: every problem, where it is and how to mend it
	@$(BIN)/migration-report check $(ARGS)
test: .venv/.ready-test ## Run the tests; those in a browser are skipped where there is no Chromium
	@$(BIN)/pytest $(ARGS)
lint: .venv/.ready-test ## Style, types, notebooks without outputs, nothing secret
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	find notebooks -name '*.ipynb' ! -path '*/.ipynb_checkpoints/*' -exec $(BIN)/nbstripout --keep-id --verify {} +
	git ls-files -zco --exclude-standard | xargs -0 $(BIN)/detect-secrets-hook --no-verify --baseline .secrets.baseline
lab: .venv/.ready ## Open JupyterLab on notebooks/
	@$(BIN)/jupyter-lab --LabApp.default_url=/lab/tree/notebooks $(ARGS)
bench: .venv/.ready-test ## Time reports beside papermill and nbconvert, and growth; quick: ARGS="--profiles 10 --repeats 3"
	@$(BIN)/python benchmarks/running.py $(ARGS)
bench-export: .venv/.ready-test ## Time both exporters beside nbconvert's own, on the report and on one ten times as long
	@$(BIN)/python benchmarks/export.py $(ARGS)
clean: ## Remove what was set up and built: .venv, caches, the reports
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache src/*.egg-info $(filter-out reports/README.md,$(wildcard reports/*))
	find src tests notebooks -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
.venv/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo >&2 \
	  '$(PYTHON): Python 3.11 or newer with venv is needed. Another one: make PYTHON=python3.12; on Debian: apt install python3-venv'; exit 1; }
	@echo 'Setting up .venv (only this time) ...'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(PIP) -e . && mkdir -p $(SERVER) && cp src/report_helpers/exporters/report_helpers.json $(SERVER) && touch $@
.venv/.ready-test: .venv/.ready
	@$(PIP) -e '.[test]' && touch $@
