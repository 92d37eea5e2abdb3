# `make help` lists what there is. Everything is built once, and again only when what it is made from has changed.

SHELL := bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
PORT ?= 8000

bin := .venv/bin
# Named for its place, since an environment does not survive being moved or copied.
environment := .venv/.installed-in$(subst /,-,$(CURDIR))
packages := node_modules/.installed
assets := build/static/.built
# Node and npm are the environment's own, so that every machine builds with the same ones.
npm := PATH="$(CURDIR)/$(bin):$$PATH" npm

.PHONY: help install assets run test check audit backup restore docs pictures format lock system

help: ## list the targets
	@sed -En 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: $(environment) ## the environment alone, in .venv

assets: $(assets) ## the style sheet and scripts, in build/

run: export DEMO := 1
run: export SITE_URL ?= http://127.0.0.1:$(PORT)
run: $(environment) $(assets) ## the demo in the browser at 127.0.0.1:8000 (PORT= for another)
	@! (exec 3<>/dev/tcp/127.0.0.1/$(PORT)) 2>/dev/null || \
		{ echo "Port $(PORT) is in use: stop what runs there, or choose another (make run PORT=8001)." >&2; exit 1; }
	@$(bin)/python manage.py migrate --verbosity 0 --skip-checks
	@$(bin)/python manage.py load_demo --skip-checks
	@echo "Open http://127.0.0.1:$(PORT)/ in a browser; Ctrl-C ends it."
	@exec env BIND=127.0.0.1:$(PORT) $(bin)/python -m gunicorn --config python:config.server config.wsgi

test: system check ## everything: the checks, then all tests on PostgreSQL, in Chromium and LibreOffice
	@$(bin)/pytest -n logical

check: $(environment) $(assets) ## format, lint, types, templates, migrations, architecture
	@$(bin)/ruff format --quiet --check .
	@$(bin)/ruff check --quiet .
	@$(bin)/mypy --no-error-summary
	@find templates -name '*.html' -exec $(bin)/djade --check {} +
	@$(bin)/python manage.py makemigrations --check --dry-run --verbosity 0 || \
		{ echo "The models have changed without a migration: run manage.py makemigrations." >&2; exit 1; }
	@$(bin)/lint-imports --no-logo
	@$(bin)/bandit --quiet --recursive --configfile pyproject.toml --severity-level medium --confidence-level medium \
		config plans actions reporting manage.py
	@env -u DEMO -u DEBUG HTTPS=1 ALLOWED_HOSTS=plans.example SITE_URL=https://plans.example \
		$(bin)/python manage.py check --deploy --fail-level WARNING --verbosity 0

audit: $(environment) ## ask whether a dependency has a known weakness
	@said=$$($(bin)/pip-audit --strict --progress-spinner off --disable-pip --requirement requirements.lock 2>&1) \
		&& echo "No dependency has a weakness that is known." || { echo "$$said" >&2; \
		grep -q "known vulnerabilit" <<<"$$said" && echo "Upgrade what is named above (make lock UPGRADE=--upgrade)." >&2 || \
		echo "Nothing was audited: the service that knows of weaknesses cannot be asked from here." >&2; exit 1; }

backup: $(environment) ## write all there is into one file (FILE=), restored elsewhere to check it
	@$(bin)/python manage.py backup "$(or $(FILE),var/backups/$(shell date -u +%Y-%m-%dT%H%M%SZ).dump)"

restore: $(environment) ## read such a file (FILE=) into the empty database that DATABASE_URL names
	@$(bin)/python manage.py restore "$(FILE)"

docs: $(environment) ## write docs/settings.md and docs/commands.md anew
	@$(bin)/python -m config.environment >docs/settings.md
	@DJANGO_SETTINGS_MODULE=config.settings $(bin)/python -m config.command_index >docs/commands.md

pictures: export PICTURES := 1
pictures: system $(environment) $(assets) ## take the pictures of the guides anew, in docs/pictures/
	@$(bin)/pytest -q tests/browser/test_help.py

format: $(environment) ## put source and templates into their format
	@$(bin)/ruff check --quiet --fix-only .
	@$(bin)/ruff format --quiet .
	@find templates -name '*.html' -exec $(bin)/djade {} + || true

lock: $(environment) ## write the lock files anew (UPGRADE=--upgrade for newer versions)
	@$(compile) -o requirements.lock
	@$(compile) --extra sso -o requirements-sso.lock
	@$(compile) --extra sso --group dev -o requirements-dev.lock
	@$(npm) install --package-lock-only --silent

compile = $(bin)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-annotate -q $(UPGRADE)

$(environment): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name it with make PYTHON=." >&2; exit 1; }
	@$(call apt,$(if $(shell $(PYTHON) -c 'import ensurepip' 2>&1),python3-venv))
	@echo "Installing into .venv"
	@$(PYTHON) -m venv $(if $(wildcard $@),,--clear) .venv
	@$(bin)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(packages): package.json package-lock.json .npmrc | $(environment)
	@$(npm) ci --silent --ignore-scripts
	@touch $@

$(assets): $(packages) $(shell find static/styles -name '*.scss')
	@$(npm) run build --silent
	@touch $@

# What the tests need that is not in .venv: of each, the path of what is there already, or else the package that has it.
chromium = $(if $(shell grep -sx ID=debian /etc/os-release),chromium-headless-shell,chromium)
fonts = /usr/share/fonts/*/liberation* /usr/share/fonts/liberation* /Library/Fonts
system = \
	$(call program,chromium-headless-shell chromium chromium-browser google-chrome,$(chromium)) \
	$(call program,soffice,libreoffice-writer libreoffice-calc) \
	$(or $(firstword $(wildcard $(fonts))),fonts-liberation)
program = $(or $(firstword $(shell command -v $1)),$2)

system:
	@$(call apt,$(filter-out /%,$(system)))

# Install Debian packages as root; as anybody else, stop with the line that does it.
apt = $(if $(strip $1),$(if $(filter 0,$(shell id -u)),$(apt_install),$(apt_ask)),:)
apt_install = echo "Installing $(strip $1)"; apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >/dev/null
apt_ask = echo "Missing on this system. Run: sudo apt-get install -y $(strip $1)" >&2; exit 1

.PHONY: fuzz
fuzz: export FUZZ := 20
fuzz: system $(environment) $(assets) ## the long versions of the hostile tests: 10,000 examples where `make test` has 500
	@$(bin)/pytest -n logical -m fuzz

.PHONY: bench
bench: $(environment) $(assets) ## the benchmarks, as ratios measured in one run, written to docs/benchmarks.md
	@$(bin)/python -m tests.bench

.PHONY: soak
soak: $(environment) $(assets) ## eight people read and report for ten minutes (MINUTES= for another time)
	@$(bin)/python -m tests.soak $(or $(MINUTES),10)
