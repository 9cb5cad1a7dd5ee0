# make run    set up and start the atlas on 127.0.0.1:8501
# make test   set up, then every check and test, the browser ones too
# make check  the fast part, under a minute
# make soak   kills, leaks, loads and fuzz: long
# make bench  measure against the peers of docs/benchmarks.md
# Needs only make, a POSIX shell and Python 3.11 or newer (tools/setup.sh says what is missing).
.POSIX:
.PHONY: run test check soak bench format setup setup-dev lint scripts chromium

PY = .venv/bin/python
PYTEST = $(PY) -m pytest
WORKERS = 2

run: setup
	@exec $(PY) -m atlas serve

setup:
	@sh tools/setup.sh run

setup-dev:
	@sh tools/setup.sh dev

lint: setup-dev
	$(PY) -m ruff check
	$(PY) -m mypy
	.venv/bin/lint-imports

# Leaves out the tests marked slow and looks at some examples of each property only.
check: lint
	HYPOTHESIS_PROFILE=fast $(PYTEST) -q -n $(WORKERS) -m "not browser and not slow"

# The browser tests share one server each; they run one after another.
test: lint scripts chromium
	$(PYTEST) -q -n $(WORKERS) -m "not browser"
	$(PYTEST) -q -m browser

scripts:
	@sh tools/check_scripts.sh

# Where none can be had the browser tests fail and say so; the others still run.
chromium: setup-dev
	@$(PY) tools/find_chromium.py --install || true

soak: setup-dev chromium
	$(PYTEST) tests/soak

bench: setup-dev chromium
	$(PY) bench/run.py

format: setup-dev
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
