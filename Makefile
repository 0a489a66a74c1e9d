# Every command of the course. `make` alone lists them.

# ── what the commands stand on ──

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTEST = $(BIN)/python -m pytest

# pytest grades. Part II takes NumPy, and matplotlib for its pictures, pinned so that the lessons'
# figures come out the same to the byte. `make test` takes both, NumPy also as another implementation
# to check the solutions against, and pytest-xdist, which runs the tests on all cores.
GRADING := pytest~=9.0
ARRAYS := "numpy>=2" matplotlib==3.10.8
COURSE := pytest-xdist

CHAPTERS := 1 2 3 4 5 6 7
PART_II := np1 np2
TAKE_A_CHAPTER := check-chapter hint run

# `make check-chapter 3` and `make check-chapter N=3` are the same: the word after the command is N.
COMMAND := $(firstword $(MAKECMDGOALS))
ifneq ($(filter $(COMMAND),$(TAKE_A_CHAPTER)),)
WORDS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
N ?= $(WORDS)
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

.DEFAULT_GOAL := help
.PHONY: help check-chapter hint progress run test figures measure mutants bench

help:
	@echo "make check-chapter N   grade your chapter N (1-7, np1, np2); the first run sets everything up"
	@echo "make hint N            the next hint for your first unfinished task of chapter N"
	@echo "make progress          all chapters at a glance"
	@echo "make run N             run your chapter N; WITH=solutions runs ours"
	@echo "make run 7 LETTERS=fonts   the same, on letters in fonts never seen; np2 too"
	@echo "make run torch         your np2 network beside the same one in PyTorch"
	@echo "make test              test the course itself"
	@echo "make figures           draw every figure of the lessons again"
	@echo "make mutants           try every one-edit mutant of the solutions on the graders (minutes)"
	@echo "make bench             measure the grader's and the training's speed"
	@echo "make measure           train again for the figures of Part II (needs MNIST, minutes)"
	@echo ""
	@echo "EARLIER=solutions      grade chapter N on our chapters before it, not on yours"

# ── for learners ──

check-chapter: chapter-given $(READY)
	@$(PYTEST) tests/test_$(STEM).py --earlier $(EARLIER)

hint: chapter-given $(READY)
	@$(BIN)/python tests/commands/hint.py $(STEM) $(EARLIER)

progress: $(VENV)/pytest-is-here
	@$(PYTEST) $(wildcard tests/test_ch*.py) $(if $(wildcard $(VENV)/numpy-is-here),$(wildcard tests/test_np*.py)) || test $$? -eq 1

run: chapter-given $(READY)
	@$(BIN)/python tests/commands/run.py $(WITH) $(STEM) $(LETTERS)

# ── for the course itself ──

test: $(VENV)/tests-are-here
	@$(PYTEST) -q -n 4

figures: $(VENV)/tests-are-here
	@for script in lessons/figures/*_*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

mutants: $(VENV)/tests-are-here
	@$(BIN)/python tests/course/mutants.py

bench: $(VENV)/tests-are-here
	@$(BIN)/python tests/course/bench.py
	@$(BIN)/python tests/course/bench_digits.py

measure: $(VENV)/tests-are-here
	@for data in lessons/figures/*.json; do \
		echo "$$data"; OPENBLAS_NUM_THREADS=1 $(BIN)/python "$${data%.json}.py" --measure || exit 1; \
	done

# ── setting up ──

.PHONY: chapter-given
chapter-given:
ifeq ($(STEM),)
	@echo "Which chapter? Type: make $(COMMAND) N, where N is one of these."
	@echo ""
	@for file in $(wildcard solutions/*_*.py); do \
		name=$${file##*/}; name=$${name%%_*}; \
		printf '  %3s  %s\n' "$${name#ch0}" "$$(sed -n '1s/.* · //p' "$$file")"; \
	done
	@exit 2
endif

$(VENV)/pytest-is-here:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python is missing. Install Python 3.10 or newer, then type the command again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo "The course needs Python 3.10 or newer, and $(PYTHON) is older. Install a newer one, or name it: make $(COMMAND) $(N) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv. Install it (on Debian and Ubuntu: sudo apt install python3-venv), then type the command again."; exit 1; }
	@echo "Setting up once: a virtual environment in $(VENV), with pytest to do the grading ..."
	@$(PYTHON) -m venv $(VENV) || { echo "The environment could not be made. Is this folder writable?"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$(GRADING)" || { echo "pytest could not be installed. Check the connection to the internet, then type the command again."; exit 1; }
	@touch $@

$(VENV)/numpy-is-here: $(VENV)/pytest-is-here
	@echo "Setting up once: NumPy for Part II, and matplotlib for its pictures ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(ARRAYS) || { echo "They could not be installed. Check the connection to the internet, then type the command again."; exit 1; }
	@touch $@

$(VENV)/tests-are-here: $(VENV)/numpy-is-here
	@echo "Setting up once: pytest-xdist, which tests the course on all cores ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(COURSE) || { echo "It could not be installed. Check the connection to the internet, then type the command again."; exit 1; }
	@touch $@

# The chapter's number after a command is a goal to make, and nothing is to be done for it.
.DEFAULT:
ifneq ($(filter $(COMMAND),$(TAKE_A_CHAPTER)),)
	@:
else
	@echo "There is no command 'make $@'. These are the commands:"
	@echo ""
	@$(MAKE) --no-print-directory help
	@exit 2
endif
