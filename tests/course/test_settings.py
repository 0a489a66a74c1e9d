"""What is installed is the same wherever it is named; workflows, forms, and what editors and
assistants read are what they say."""

import json
import re

import pytest

from grading.chapters import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(
    path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
)
GROUPS = {"GRADING": "grade", "ARRAYS": "arrays", "SAVES": "watch", "COURSE": "course"}
GROUPS |= {"CHECKS": "check", "PAGES": "pages"}
POINTERS = ["CLAUDE.md", "GEMINI.md", ".github/copilot-instructions.md"]
NEWEST = 14  # the newest Python that the course is tested on is 3.14


def read(place):
    return (ROOT / place).read_text(encoding="utf-8")


def words(text):
    return {word.strip('"') for word in re.findall(r'"[^"]+"|[^\s"]+', text)}


def pins(name):
    """Return what the Makefile installs under a name, such as GRADING."""
    return words(re.search(rf"^{name} := (.*)$", read("Makefile"), re.MULTILINE)[1])


def installed(text):
    """Return the packages of each line in text that installs some by their names and versions."""
    lines = re.findall(r"pip install (.*pytest~=.*)$", text, re.MULTILINE)
    return [{word for word in words(line) if not word.startswith("-")} for line in lines]


@pytest.mark.parametrize("name", GROUPS)
def test_pyproject_names_what_the_makefile_installs(name):
    line = re.search(rf"^{GROUPS[name]} = \[(.*?)\]", read("pyproject.toml"), re.MULTILINE)[1]
    assert words(line) - {","} == pins(name)


def test_the_readme_and_the_workflow_install_what_make_test_does():
    needed = pins("GRADING") | pins("ARRAYS") | pins("COURSE")
    (readme,) = installed(read("README.md"))
    everything, plain = installed(read(".github/workflows/test.yml"))
    assert needed <= readme <= needed | pins("SAVES")
    assert everything == needed | pins("SAVES")
    assert plain == pins("GRADING") | pins("COURSE")


def test_every_python_and_every_system_is_tested():
    oldest = re.search(r'requires-python = ">=3\.(\d+)"', read("pyproject.toml"))[1]
    text = read(".github/workflows/test.yml")
    pythons = re.search(r"python: \[(.*)\]", text)[1]
    assert pythons == ", ".join(f'"3.{minor}"' for minor in range(int(oldest), NEWEST + 1))
    assert "[ubuntu-latest, macos-latest, windows-latest]" in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.name for path in WORKFLOWS])
def test_a_workflow_may_read_and_no_more_and_runs_official_actions(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^permissions:\n((?: +.*\n)+)", text, re.M) == ["  contents: read\n"]
    granted = re.findall(r"^    permissions:\n((?: {6}.*\n)+)", text, re.M)  # to one job
    assert granted == (["      pages: write\n      id-token: write\n"] * (path.stem == "site"))
    uses = re.findall(r"uses: (.*)", text)
    assert uses and all(re.fullmatch(r"actions/[\w-]+@v\d+", use) for use in uses)
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert "timeout-minutes" in text and "secrets." not in text


def test_the_workflows_use_the_same_versions_of_the_same_actions():
    uses = {use for path in WORKFLOWS for use in re.findall(r"uses: (.*)", path.read_text())}
    assert len(uses) == len({use.partition("@")[0] for use in uses})


def test_what_the_workflows_and_the_container_make_can_be_made():
    made = [goal for path in WORKFLOWS for goal in re.findall(r"run: make (\S+)", path.read_text())]
    container = json.loads(
        re.sub(r"^ *//.*", "", read(".devcontainer/devcontainer.json"), flags=re.M)
    )
    made.append(container["postCreateCommand"].removeprefix("make "))
    assert len(made) >= 3
    makefile = read("Makefile").replace("$(VENV)", ".venv")
    for goal in made:
        assert re.search(rf"^{re.escape(goal)}:", makefile, re.MULTILINE), goal


@pytest.mark.parametrize("path", FORMS, ids=[path.name for path in FORMS])
def test_a_form_asks_what_an_answer_needs(path):
    text = path.read_text(encoding="utf-8")
    for key in ("name", "description", "title", "body"):
        assert re.search(rf"^{key}:", text, re.MULTILINE)
    kinds = re.findall(r"^  - type: (\w+)$", text, re.MULTILINE)
    ids = re.findall(r"^    id: (\w+)$", text, re.MULTILINE)
    assert set(kinds) <= {"markdown", "input", "textarea", "dropdown"}
    assert len(ids) == len(set(ids)) == len(kinds) - kinds.count("markdown")
    assert text.count("      label: ") == len(ids) and "required: true" in text
    assert re.findall(r'"make ([\w-]+)', text) or path.stem == "text"


def test_there_is_a_form_for_each_of_three_kinds():
    assert [path.stem for path in FORMS] == ["defect", "text", "verdict"]


def test_an_editor_suggests_nothing_in_a_stub():
    settings = json.loads(read(".vscode/settings.json"))
    assert settings["[python]"]["editor.inlineSuggest.enabled"] is False


@pytest.mark.parametrize("place", POINTERS)
def test_other_names_of_an_assistants_instructions_lead_to_agents_md(place):
    (line,) = read(place).splitlines()
    (there,) = re.findall(r"@([\w./]+)|\]\(([\w./]+)\)", line)
    assert ((ROOT / place).parent / "".join(there)).resolve() == ROOT / "AGENTS.md"


def test_assistants_are_told_of_commands_that_exist_in_a_page_that_is_read():
    text = read("AGENTS.md")
    assert len(text.splitlines()) <= 60
    commands = set(re.findall(r"`make ([\w-]+)", text))
    goals = re.findall(r"^([\w -]+):(?!=)", read("Makefile"), re.MULTILINE)
    assert {"check-chapter", "hint"} <= commands <= set(" ".join(goals).split())
