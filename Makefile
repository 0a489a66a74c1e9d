# Every command of the course. `make` alone lists them.

# ── what the commands stand on ──

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# Isolated (-I), so that a learner's random.py or json.py beside this file stands for nothing of Python's.
PY = $(BIN)/python -I
PYTEST = $(PY) -m pytest

# What to say when something is missing is doctor.py's to know, but for what it runs on itself.
WHY = "$(PYTHON)" -I commands/doctor.py --why
PYTHON_IS_THERE = command -v "$(PYTHON)" >/dev/null 2>&1 || { echo "Python is missing. Install Python 3.10 or newer, then type the command again."; exit 1; }
TOO_OLD = { $(WHY) python 2>/dev/null || echo "The course needs Python 3.10 or newer."; exit 1; }

# pytest grades. Part II takes NumPy, and matplotlib for its pictures, pinned so that the lessons'
# figures come out the same to the byte. `make test` takes both, NumPy also as another implementation
# to check the solutions against, and pytest-xdist, which runs the tests on all cores.
GRADING := pytest~=9.0
ARRAYS := "numpy>=2" matplotlib==3.10.8
COURSE := pytest-xdist
# watchfiles tells make watch of every save as the system knows of it.
SAVES := "watchfiles>=1,<2"
# The site: Markdown, its extensions and the colours of code as on GitHub, and the pages' templates.
PAGES := markdown-it-py mdit-py-plugins Pygments Jinja2
# What `make lint` asks, pinned: another version may ask for something else.
CHECKS := ruff==0.15.20 mypy==2.4.1

CHAPTERS := 1 2 3 4 5 6 7
PART_II := np1 np2 np3 np4 np5
TAKE_ONE := check-chapter watch hint debug compare reset-chapter run
TAKE_SEVERAL := gradescope classroom50 grade-class
TAKE_NONE := help progress doctor update lint check test test-all site serve test-site bench-site figures measure mutants bench

# `make check-chapter 3` and `make check-chapter N=3` are the same: the word after the command is N.
# Whatever N or TASK says in the environment, somebody else set it for something else.
COMMAND := $(firstword $(MAKECMDGOALS))
ifneq ($(filter $(COMMAND),$(TAKE_ONE) $(TAKE_SEVERAL)),)
WORDS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
N := $(WORDS)
TASK :=
export N TASK TASK_MEANT
endif
# The file name's stem, such as ch03_forward; empty where N isn't one chapter.
PREFIX := $(patsubst %,ch0%,$(filter $(N),$(CHAPTERS)))$(filter $(N),$(PART_II))
STEM := $(if $(filter 1,$(words $(N))),$(if $(PREFIX),$(basename $(notdir $(wildcard solutions/$(PREFIX)_*.py)))))
READY := $(VENV)/$(if $(filter $(PART_II) torch,$(N)),numpy,pytest)-is-here
ifeq ($(COMMAND) $(N),run torch)
STEM := torch
endif
EARLIER ?= exercises
WITH ?= exercises
POINTS ?= 1
# A recipe has what somebody typed from the environment, in quotes: no shell reads it, and what begins
# with a dash is no option of the program behind = and --.
export EARLIER WITH POINTS LETTERS

# Behind a program that has said why it ends with 1, make's own "*** Error 1" reads like a crash. Asked
# whether a goal is up to date (-q), make leaves it out: then it runs the lines that begin with + and
# no others, and takes 1 for "no". Tried with 4.3 and 4.4; an older make goes on saying it.
ENDS_QUIETLY := check-chapter watch hint debug progress compare reset-chapter doctor update run
CAN_BE_QUIET := $(filter-out 3.% 4.0 4.1 4.2 4.2.%,$(MAKE_VERSION))
DRY_RUN := $(findstring n,$(firstword -$(MAKEFLAGS)))
RUN :=

# A chapter behind a command that takes none: the sentence, and nothing runs.
GIVEN := $(filter $(CHAPTERS) $(PART_II),$(MAKECMDGOALS) $(if $(filter command,$(origin N)),$(N)))
ifneq ($(and $(filter $(COMMAND),$(TAKE_NONE)),$(GIVEN)),)
TAKES_NONE := make $(COMMAND) takes no chapter. To grade chapter $(firstword $(GIVEN)), type: make check-chapter $(firstword $(GIVEN))
$(if $(CAN_BE_QUIET),$(info $(TAKES_NONE)),$(error $(TAKES_NONE)))
MAKEFLAGS += -q
else ifneq ($(and $(CAN_BE_QUIET),$(filter $(COMMAND),$(ENDS_QUIETLY)),$(if $(DRY_RUN),,yes)),)
MAKEFLAGS += -q
RUN := +
endif

.DEFAULT_GOAL := help
.PHONY: $(TAKE_ONE) $(TAKE_SEVERAL) $(TAKE_NONE)

help:
	@echo "make check-chapter N   grade your chapter N: 1 to 7, $(firstword $(PART_II)) to $(lastword $(PART_II))"
	@echo "make watch N           grades it again at every save, until it is done"
	@echo "make hint N            the next hint for your first unfinished task of chapter N"
	@echo "make debug N           run its first failing task so that breakpoint() works"
	@echo "make progress          all chapters at a glance"
	@echo "make compare N         finished functions beside ours; TASK=softmax shows one"
	@echo "make reset-chapter N   a fresh stub; your file is kept; TASK=softmax resets one"
	@echo "make run N             run your chapter N; WITH=solutions runs ours"
	@echo "make run 7 LETTERS=fonts   the same, on letters in fonts never seen; np3 too"
	@echo "make run torch         your np5 network beside the same one in PyTorch"
	@echo "make grade-class SUBMISSIONS=folder   grade a class: each subfolder is a learner"
	@echo "make gradescope N      pack the grader of chapter N, or several, for Gradescope"
	@echo "make classroom50 N     the same for Classroom 50"
	@echo "make doctor            what the course needs: what is there, and what to type"
	@echo "make update            a newer version of the course; what you wrote stays"
	@echo "make test              test the course itself"
	@echo "make test-all          the same, and all that it only samples"
	@echo "make lint              lint, format, types, and what belongs together (seconds)"
	@echo "make check             both of these, before a commit"
	@echo "make site              build the course as web pages (needs Node)"
	@echo "make serve             build it and show it on this machine"
	@echo "make test-site         test the pages, in Node and in Chromium"
	@echo "make bench-site        measure their weight and the grader's speed there"
	@echo "make figures           draw every figure of the lessons again"
	@echo "make mutants           try the graders on small edits of the solutions (minutes)"
	@echo "make bench             measure the grader's and the training's speed (minutes)"
	@echo "make measure           train again for Part II's figures (needs MNIST, minutes)"
	@echo ""
	@echo "EARLIER=solutions      grade or run chapter N on ours before it, not on yours"

# ── for learners ──

check-chapter: chapter-given $(READY)
	$(RUN)@$(PY) commands/check.py tests/test_$(STEM).py --earlier="$$EARLIER" || exit 1

# Which chapter is meant where none is named, watch.py knows.
watch: $(if $(N),chapter-given) $(READY) $(VENV)/watch-is-here
	$(RUN)@$(PY) commands/watch.py "$(STEM)" --earlier="$$EARLIER" || exit 1

debug: chapter-given $(READY)
	$(RUN)@$(PY) commands/debug.py $(STEM) --earlier="$$EARLIER" || exit 1

hint: chapter-given $(READY)
	$(RUN)@$(PY) commands/hint.py $(STEM) --earlier="$$EARLIER" || exit 1

progress: $(VENV)/pytest-is-here
	$(RUN)@$(PY) commands/check.py $(wildcard tests/test_ch*.py) $(if $(wildcard $(VENV)/numpy-is-here),$(wildcard tests/test_np*.py)) || test $$? -eq 1

compare: chapter-given $(READY)
	$(RUN)@$(PY) commands/compare.py --show="$$SHOW" --earlier="$$EARLIER" -- $(STEM) "$$TASK" || exit 1

reset-chapter: chapter-given $(VENV)/pytest-is-here
	$(RUN)@$(PY) commands/reset.py $(STEM) "$$TASK" || exit 1

doctor:
	$(RUN)@$(PYTHON_IS_THERE)
	$(RUN)@"$(PYTHON)" -I -c 'import sys; sys.exit(sys.version_info < (3, 6))' 2>/dev/null || $(TOO_OLD)
	$(RUN)@"$(PYTHON)" -I commands/doctor.py || exit 1

update: $(VENV)/pytest-is-here
	$(RUN)@$(PY) commands/update.py || exit 1

run: chapter-given $(READY)
	$(RUN)@$(PY) commands/run.py --earlier="$$EARLIER" "$$WITH" $(STEM) "$$LETTERS" || exit 1

# ── for teachers ──

# NumPy is installed where somebody has handed in a chapter of Part II.
grade-class: $(VENV)/pytest-is-here
	@test -e $(VENV)/numpy-is-here \
		|| ! $(PY) commands/grade_class.py --asks-numpy -- "$$SUBMISSIONS" "$$N" 2>/dev/null \
		|| $(MAKE) --no-print-directory $(VENV)/numpy-is-here
	@$(PY) commands/grade_class.py --earlier="$$EARLIER" --out="$$OUT" --jobs="$$JOBS" -- "$$SUBMISSIONS" "$$N"

gradescope classroom50: $(VENV)/pytest-is-here
	@$(PY) commands/pack.py --earlier="$$EARLIER" --points="$$POINTS" -- $@ "$$N"

# ── for the course itself ──

lint: $(VENV)/checks-are-here
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --diff --quiet || { echo "To mend that: $(PY) -m ruff format"; exit 1; }
	@$(PY) -m mypy --no-error-summary
	@$(PY) tests/course/gate.py
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory lint-site; else $(WHY) scripts; fi

.PHONY: lint-site
lint-site: site/node_modules/.package-lock.json
	@npm run lint --prefix site --silent

check: lint test

# The same as -n 3, isolated; a worker gets neighbours, which share what they are made with.
test: $(VENV)/tests-are-here
	@$(PYTEST) -q --dist worksteal --tx "3*popen//python=$(PY)"

# Then the tests that it leaves out.
test-all: test
	@TEST_ALL=rest $(PYTEST) -q --dist worksteal --tx "3*popen//python=$(PY)"

site: $(VENV)/site-is-here site/node_modules/.package-lock.json
	@$(PY) site/build.py

serve: site
	@$(PY) site/serve.py

test-site: site
	@$(PYTEST) -q site/tests
	@PYTHON="$$PWD/$(BIN)/python" node --test --test-concurrency=2 site/tests/*.test.mjs

bench-site: site
	@PYTHON="$$PWD/$(BIN)/python" node site/tests/bench.mjs

# A figure's script finds style.py beside itself, which it wouldn't if it were isolated.
figures: $(VENV)/tests-are-here
	@for script in lessons/figures/*_*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

mutants: $(VENV)/tests-are-here
	@$(PY) tests/course/mutants.py

bench: $(VENV)/tests-are-here
	@$(PY) tests/course/bench.py
	@$(PY) tests/course/bench_digits.py

measure: $(VENV)/tests-are-here
	@for data in lessons/figures/*.json; do \
		echo "$$data"; OPENBLAS_NUM_THREADS=1 $(BIN)/python "$${data%.json}.py" --measure || exit 1; \
	done

# ── setting up ──

# In `make compare 4 softmax` the second word is a task.
TASK_MEANT = $(if $(filter compare reset-chapter,$(COMMAND)),$(filter-out $(CHAPTERS) $(PART_II),$(word 2,$(N))))

.PHONY: chapter-given
chapter-given:
ifneq ($(and $(word 2,$(N)),$(filter $(CHAPTERS) $(PART_II),$(firstword $(N)))),)
	$(RUN)@echo "make $(COMMAND) takes one chapter at a time. Type: make $(COMMAND) $(firstword $(N))$${TASK_MEANT:+ TASK=$$TASK_MEANT}"
	$(RUN)@exit 1
else ifeq ($(STEM),)
	$(RUN)@echo "Which chapter? Type: make $(COMMAND) N, where N is one of these."
	$(RUN)@echo ""
	$(RUN)@for file in $(wildcard solutions/*_*.py); do \
		name=$${file##*/}; name=$${name%%_*}; \
		printf '  %3s  %s\n' "$${name#ch0}" "$$(sed -n '1s/.* · //p' "$$file")"; \
	done
	$(RUN)@exit 1
endif

# A .venv whose Python has gone, as an update of the system may leave it, is made anew.
VENV_STARTS = $(realpath $(BIN)/python $(BIN)/python.exe)
ifeq ($(VENV_STARTS),)
.PHONY: $(VENV)/pytest-is-here
endif

# $(call install,packages): into .venv, whatever pip's settings say of a place (user, target, prefix).
# Others may still lead elsewhere (root, python), so .venv is asked whether the packages are there.
INSTALLS = $(PY) -m pip install --quiet --disable-pip-version-check --no-user --target= --prefix=$(VENV) $(1) \
	&& $(PY) commands/doctor.py --finds $(1)
define install
	$(RUN)@$(INSTALLS) || { $(WHY) install $(1); exit 1; }
	$(RUN)@touch $@
endef

$(VENV)/pytest-is-here:
	$(RUN)@$(PYTHON_IS_THERE)
	$(RUN)@"$(PYTHON)" -I -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || $(TOO_OLD)
	$(RUN)@"$(PYTHON)" -I -c 'import ensurepip, venv' 2>/dev/null || { $(WHY) venv; exit 1; }
	$(RUN)@echo "Setting up once: a virtual environment in $(VENV), with pytest, which grades ..."
	$(RUN)@"$(PYTHON)" -I -m venv $(VENV) $(if $(VENV_STARTS),,--clear) || { $(WHY) environment; exit 1; }
	$(call install,"$(GRADING)")

$(VENV)/numpy-is-here: $(VENV)/pytest-is-here
	$(RUN)@echo "Setting up once: NumPy for Part II, and matplotlib for its pictures ..."
	$(call install,$(ARRAYS))

# Without watchfiles make watch works all the same.
$(VENV)/watch-is-here: $(VENV)/pytest-is-here
	$(RUN)@echo "Setting up once: watchfiles, which tells make watch of every save ..."
	$(RUN)@if $(call INSTALLS,$(SAVES)); then touch $@; else echo "It could not be installed, and make watch goes on without it."; fi

$(VENV)/checks-are-here: $(VENV)/pytest-is-here
	@echo "Setting up once: ruff and mypy, which check the course's own code ..."
	$(call install,$(CHECKS))

$(VENV)/tests-are-here: $(VENV)/numpy-is-here $(VENV)/watch-is-here
	@echo "Setting up once: pytest-xdist, which tests the course on all cores ..."
	$(call install,$(COURSE))

$(VENV)/site-is-here: $(VENV)/pytest-is-here
	@echo "Setting up once: what makes pages of Markdown ..."
	$(call install,$(PAGES))

site/node_modules/.package-lock.json: site/package.json site/package-lock.json
	@command -v npm >/dev/null 2>&1 || { $(WHY) node; exit 1; }
	@echo "Setting up once: what the site is made of and checked with, in site/node_modules ..."
	@npm ci --prefix site --silent --no-audit --no-fund || { $(WHY) packages; exit 1; }
	@touch $@

# make -B makes every goal again, this file too, for which there is nothing to do.
Makefile: ;

# The chapter's number after a command is a goal to make, and nothing is to be done for it.
.DEFAULT:
ifneq ($(filter $(COMMAND),$(TAKE_ONE) $(TAKE_SEVERAL)),)
	$(RUN)@:
else
	@echo "There is no command 'make $@'. These are the commands:"
	@echo ""
	@$(MAKE) --no-print-directory help
	@exit 2
endif
