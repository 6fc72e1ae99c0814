# make help lists the commands. Each sets up .venv first where it is missing or out of date.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
# An upgrade of the system can take away the Python that .venv was made with: then it is made again.
LOST := $(if $(wildcard $(READY)),$(shell $(RUN) -c 'import mkdocs' 2>/dev/null || echo lost))
INSTALL := --quiet --no-deps --require-hashes -r
PIP := $(RUN) -m pip install --no-compile $(INSTALL)
# a third of pip's time; where it finds no package, as behind a mirror that only pip is told of, pip does it
UV := UV_HTTP_RETRIES=0 $(VENV)/bin/uv pip install --python $(RUN) $(INSTALL)
UNUSED := '/(geodata|lexers|dns|pip|setuptools)/' # no command of ours loads these, or few of them
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONSAFEPATH # our programs import what stands beside them
unexport PYTHONDONTWRITEBYTECODE # they would be compiled at each start

.DEFAULT_GOAL := help
.PHONY: help serve test test-all check status site stage publish-check bench html-check epub-check links-external languages requirements clean lost

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24

$(READY): requirements.txt $(LOST)
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version)"; exit 1; }
	@echo "setting up $(VENV) (once, about half a minute) …"
	@if [ -L $(VENV) ]; then rm $(VENV); fi # a link: what it leads to belongs to another checkout
	@$(PYTHON) -m venv --clear $(VENV) || { echo "venv failed: apt-get install python3-venv"; exit 1; }
	@sed -n '/^uv==/,/# via/p' requirements.txt > $(VENV)/uv.txt
	@{ $(PIP) $(VENV)/uv.txt && $(UV) requirements.txt 2>/dev/null; } || $(PIP) requirements.txt
	@$(RUN) -m compileall -qq -j 0 -x $(UNUSED) $(VENV)/lib || true # on all cores, where pip takes one
	@touch $@

serve: $(READY) ## build everything, then serve it on http://127.0.0.1:8000 and rebuild on each edit
	@$(RUN) scripts/build.py all || echo "serve: going on without new files to download"
	@$(RUN) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

test: $(READY) ## run every test; gets a browser first where there is none
	@$(RUN) -m ruff format --check --quiet scripts tests || { echo "format: run $(RUN) -m ruff format scripts tests"; exit 1; }
	@$(RUN) -m ruff check --quiet scripts tests
	@CHROMIUM="$$($(RUN) tests/browser/find_browser.py)" && export CHROMIUM && $(RUN) -m pytest $(TESTS)

test-all: TESTS = --all
test-all: test ## the same, with every page in every scheme, web servers, and the site built again in every way

check: $(READY) ## read all content and print every mistake in it
	@$(RUN) scripts/build.py check

status: $(READY) ## print which sources are due, and which pages a clinician has not read as they are
	@$(RUN) scripts/build.py status

site: $(READY) ## build the site into site/, with all files to download: sheet, booklet, books
	@$(RUN) scripts/build.py all

stage: $(READY) ## write the finished pages as plain Markdown into build/docs
	@$(RUN) scripts/build.py stage

publish-check: $(READY) ## build all that is published, for SITE_URL=https://…, and check it; exit 1 on any fault
	@$(RUN) scripts/build.py publish-check

bench: $(READY) ## measure check, build, live reload and Lighthouse beside stock Material (some minutes)
	@$(RUN) tests/benchmarks/bench.py

html-check: $(READY) ## let the Nu HTML checker read every page and figure (needs npm and Java 17)
	@$(RUN) scripts/build.py site
	@$(RUN) tests/html_check.py

epub-check: $(READY) ## let EPUBCheck read the EPUB (needs Java)
	@$(RUN) scripts/build.py booklet
	@$(RUN) tests/epub_check.py

links-external: $(READY) ## ask every outside address on the site whether it still answers (needs the internet)
	@$(RUN) scripts/build.py site
	@$(RUN) tests/external_links.py

languages: $(READY) ## install the letters of sheets in Chinese, Korean, Hindi, Vietnamese and Russian
	@$(RUN) -m pip install --quiet --require-hashes -r requirements-languages.txt

requirements: $(READY) ## pin and hash requirements.in into requirements.txt, and requirements-languages.in
	@$(RUN) -m venv build/pip-tools && build/pip-tools/bin/pip install --quiet pip-tools
	@for name in requirements requirements-languages; do \
	  build/pip-tools/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file $$name.txt $$name.in && \
	  sed -i "1i # Written by make requirements from $$name.in. Every file is checked against its hash." $$name.txt || exit 1; \
	done

clean: ## delete everything that was built, and the environment
	rm -rf site build $(VENV) .pytest_cache .hypothesis
