"""The author's gate: what belongs together is there, and nothing lies about that belongs nowhere.

``python tests/course/gate.py`` prints what to mend, a sentence each, within a second. The rules
read files and run none of them. The tests of the course ask every rule (test_gate.py).

exercises/ holds the stubs until a learner begins there. A file in which a task is written is a
learner's: its stub is the one that git has, or one made from the solution. Whether another change
is a learner's or an author's, no file says. Here it is the author's, who is told before a commit;
in the tests, which anybody may run, it is the learner's wherever git has a right stub (lenient).
"""

import ast
import re
import subprocess
import sys
from fnmatch import fnmatch
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

sys.path += [str(Path(__file__).resolve().parents[up]) for up in (2, 0)]

from right_programs import HANDS, definitions, place_of  # noqa: E402 (needs the path)

from commands.hint import HINT  # noqa: E402
from commands.stubs import made_from_solution, stub_of, versions  # noqa: E402
from grading.chapters import ROOT, needs_numpy, number  # noqa: E402
from grading.chapters import tasks as graded  # noqa: E402
from grading.known_mistakes import bank  # noqa: E402
from grading.method_states import methods_of  # noqa: E402

STEM = r"(?:ch\d\d|np\d)_\w+"
OF_A_CHAPTER = [
    "lessons/{}.md",
    "exercises/{}.py",
    "solutions/{}.py",
    "tests/test_{}.py",
    "tests/mistakes/{}.py",
    *(place_of(hand, "{}") for hand in HANDS),
]
MISTAKES = 3  # known ones of each task, at least
HINTS = 3  # of each function or method, at most
NAMED = "A class has them for its own methods: <summary>Hint 1 of 2 for forward</summary>."
WORDS = 3_200  # of a lesson's prose, at most: sixteen minutes' reading
LARGEST = 200_000  # bytes of a file
LEARNERS = (
    "All of this comes of what stands in exercises/. If that is your own work on the course, "
    "nothing is wrong with the course."
)

# Every file of the repository is of one of these kinds.
KINDS = {
    "a text for everyone": r"(README|LESSON|CONTRIBUTING|CHANGELOG)\.md|LICENSE",
    "what coding assistants read": r"(AGENTS|CLAUDE|GEMINI)\.md|\.github/copilot-instructions\.md",
    "the commands and the settings": r"Makefile|pyproject\.toml|\.gitignore|\.gitattributes",
    "what runs at every change": r"\.ci/run|\.github/workflows/[a-z]+\.yml",
    "what an issue or a pull request asks": r"\.github/ISSUE_TEMPLATE/[a-z-]+\.yml"
    r"|\.github/pull_request_template\.md",
    "an editor's settings": r"\.devcontainer/devcontainer\.json|\.vscode/[a-z]+\.json",
    "a lesson": rf"lessons/{STEM}\.md|lessons/(pencil_and_paper|experiments)\.md",
    "a program of a lesson": r"lessons/np5_torch\.py",
    "a figure, its script and what that measured": rf"lessons/figures/{STEM}\.(svg|py|json)",
    "what figures share": r"lessons/figures/[a-z]+\.py",
    "an exercise": rf"exercises/{STEM}\.py",
    "a solution": rf"solutions/{STEM}\.py",
    "what lets a chapter's file run by itself": r"(exercises|solutions)/(\1|data)\.py",
    "what networks learn from": r"data/[a-z]+\.py|data/letters\.txt",
    "a grader": rf"tests/test_{STEM}\.py|tests/conftest\.py",
    "known mistakes": rf"tests/mistakes/{STEM}\.py",
    "the grading": r"grading/\w+\.py",
    "for who updates from 0.2.0": r"tests/grading/(confine|host)\.py",
    "a program behind a command": r"commands/(\w+/)?\w+\.py",
    "the site's pages": r"site/(\w+\.(py|mjs)|style/[a-z]+\.(css|svg)|templates/\w+\.(html|js))",
    "the site's packages": r"site/(package(-lock)?\.json|\.npmrc)",
    "what checks the site's scripts": r"site/(biome|tsconfig|app/tsconfig)\.json"
    r"|site/(app|tests)/globals\.d\.ts",
    "what runs in the browser": r"site/(app/([a-z_]+|figures/\w+)\.js|engine/[a-z_]+\.py)",
    "a test of the site": r"site/tests/[a-z_.-]+\.(mjs|py)",
    "a test of the course": r"tests/course/\w+\.py",
    "what PyTorch gave": r"tests/course/torch_values\.json",
    "a right program in another hand": rf"tests/course/right/\w+/{STEM}\.py",
}
# These modules are of use only where another one imports them, or a command runs them.
USED = re.compile(r"(lessons/figures/[a-z]+|data/\w+|(grading|commands|tests/course)/[\w/]+)\.py")
ALWAYS_USED = re.compile(r".*/(__init__|conftest|test_\w+)\.py")
PROCESSES = re.compile(r"tests/course/(test_\w+|begun|clones|runs)\.py")  # what make test starts
RUNS = re.compile(r"Makefile|CONTRIBUTING\.md|\.github/workflows/.*|\.ci/run")
IMPORT = re.compile(
    r"^ *(?:from|import) (?:[^(\n]*\([^)]*\)|.*)"
    r"|(?:importorskip|import_module)\(.*|^pytest_plugins.*",
    re.MULTILINE,
)
OURS = re.compile(
    r"^ *from ((?:commands|data|grading)\.[\w.]+) import (\([^)]*\)|[\w, ]+)", re.MULTILINE
)


lenient = False  # in what may be a learner's work


def read(place):
    """Return a file's text, or "" where there is no file: another rule says that."""
    path = ROOT / place
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return text.replace("\0", "\ufffd")  # no Python either, and every version says so alike


def program(place):
    return parsed(read(place), place)


@lru_cache
def names_of(place):
    """Return the names that a program gives to something anywhere."""
    found = set()
    for node in ast.walk(program(place)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


@lru_cache
def parsed(text, place):
    return ast.parse(text, place)


def stems():
    """Return every stem that any file of a chapter bears."""
    found = set()
    for pattern in OF_A_CHAPTER:
        folder, _, name = pattern.rpartition("/")
        form = re.compile(re.escape(name).replace(r"\{\}", f"({STEM})"))
        if folder == "exercises" and lenient:
            continue  # a learner's own files lie there, too
        names = [form.fullmatch(path.name) for path in (ROOT / folder).glob("*.*")]
        found |= {name[1] for name in names if name}
    return sorted(found)


def chapters():
    """Return the stems of the chapters that have all their files."""
    places = {stem: [pattern.format(stem) for pattern in OF_A_CHAPTER] for stem in stems()}
    return [stem for stem in places if all(map(is_there, places[stem]))]


def is_there(place):
    """Say whether a file of a chapter is there; of a stub that a learner has deleted, it was."""
    if lenient and place.startswith("exercises/"):
        return bool(not tracked() or versions(Path(place).stem)) or (ROOT / place).is_file()
    return (ROOT / place).is_file()


def functions(tree):
    """Yield (qualified name, node) for every function and method at the top of a chapter."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def raises_not_implemented(node):
    """Return the text of the stub's NotImplementedError, or None where node is no stub."""
    last = node.body[-1]
    if isinstance(last, ast.Raise) and isinstance(last.exc, ast.Call):
        if getattr(last.exc.func, "id", "") == "NotImplementedError":
            return getattr(last.exc.args[0], "value", "") if last.exc.args else ""
    return None


def waiting(tree):
    """Return {qualified name: node} of what waits to be written in a stub's tree."""
    found = functions(tree)
    return {name: node for name, node in found if raises_not_implemented(node) is not None}


def is_begun(stem):
    """Say whether a task is written in an exercise, or is being written."""
    to_write = waiting(ast.parse(made_from_solution(stem)))
    try:
        found = dict(functions(program(f"exercises/{stem}.py")))
    except SyntaxError:
        return lenient
    return any(name in to_write and not only_raises(node) for name, node in found.items())


def only_raises(node):
    docstring = ast.get_docstring(node) is not None
    return raises_not_implemented(node) is not None and len(node.body) == 1 + docstring


def stub(stem):
    """Return the text of a chapter's stub, by which the rules go."""
    return _stub(stem, lenient)


@lru_cache
def _stub(stem, lenient):
    text, begun = read(f"exercises/{stem}.py"), is_begun(stem)
    if not begun and not lenient:
        return text
    right, from_git = stub_of(stem)
    return right if begun or from_git or not versions(stem) else text


def stub_program(stem):
    return parsed(stub(stem), f"exercises/{stem}.py")


def unwritten(stem):
    """Return {qualified name: node} of what waits to be written in a stub."""
    return waiting(stub_program(stem))


def tasks(stem):
    """Return a stub's tasks in the order of the file: its functions and classes to be written."""
    return list(dict.fromkeys(name.partition(".")[0] for name in unwritten(stem)))


# ── the rules: each yields sentences that say what to mend ──


def one_stem_names_all_files_of_a_chapter():
    for stem in stems():
        places = [pattern.format(stem) for pattern in OF_A_CHAPTER]
        missing = [place for place in places if not is_there(place)]
        there = [place for place in places if place not in missing]
        if missing:
            yield (
                f"{there[0]} is there, and not {', '.join(missing)}. One stem names all files of a "
                "chapter: add what is missing, or mend the name."
            )


def every_stub_says_what_to_do_and_where_to_read():
    for stem in chapters():
        place = f"exercises/{stem}.py"
        lines = stub(stem).splitlines()
        for name, node in unwritten(stem).items():
            here = f"{place}:{node.lineno}: {name}"
            said = raises_not_implemented(node)
            body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            section = f"lessons/{stem}.md#{name.partition('.')[0].lower()}"
            if said != name:
                yield f'{here} raises NotImplementedError("{said}"). Write its own name there.'
            if "# TODO" not in body:
                yield f"{here} has no TODO. Say in a comment what is to be written."
            if not re.search(rf"{re.escape(section)}(?!\w)", body):
                yield f"{here} doesn't say where to read. Add the comment: # Read {section}"
        for name, _ in functions(stub_program(stem)):
            last = name.rpartition(".")[2]
            if last.startswith("_") and not last.endswith("__"):
                yield f"{place}: {name} is a helper of the solution's own. Take it out of the stub."
        if not tasks(stem):
            yield f"{place} holds nothing to be written: no function raises NotImplementedError."


def stub_and_solution_agree_in_all_but_the_bodies():
    for stem in chapters():
        place = f"exercises/{stem}.py"
        solution = ast.parse(made_from_solution(stem, tasks(stem)))
        missing = list(missing_from_one(stem))
        yield from missing
        both = [] if missing else zip_longest(stub_program(stem).body, solution.body)
        for theirs, ours in both:
            if not (theirs and ours and ast.dump(theirs) == ast.dump(ours)):
                here = f"{place}:{theirs.lineno}" if theirs else f"{place}: its end"
                what = getattr(ours or theirs, "name", "")
                yield (
                    f"{here} is not as in solutions/{stem}.py{what and f', at {what}'}. Names, "
                    "order, signatures, docstrings and main() are alike in both, and only the "
                    "bodies of tasks differ."
                )
                break


def missing_from_one(stem):
    """Yield a sentence for each name that a chapter's stub or its solution has, and not both."""
    place, solution = f"exercises/{stem}.py", f"solutions/{stem}.py"
    theirs, ours = definitions(stub_program(stem)), definitions(program(solution))
    for name in ours:
        if name not in theirs:
            yield (
                f"{place} has no {name}, and {solution} has. Add it there, in the same order. If "
                f"it is a task, its body is a # TODO, then # Read lessons/{stem}.md#{name.lower()} "
                f'and raise NotImplementedError("{name}").'
            )
    for name in theirs:
        if name not in ours and not name.startswith("_"):
            yield f"{solution} has no {name}, and {place} has. Write it there, in the same order."


def every_solution_is_written():
    for stem in chapters():
        for number_, line in enumerate(read(f"solutions/{stem}.py").splitlines(), start=1):
            if re.search(r"\bTODO\b|raise NotImplementedError", line):
                yield f"solutions/{stem}.py:{number_} is not written yet: {line.strip()}"


def every_task_is_written_in_another_hand():
    for stem in chapters():
        places = [place_of(hand, stem) for hand in HANDS]
        written = {name for place in places for name in definitions(program(place))}
        for task in tasks(stem):
            if task not in written:
                yield (
                    f"{places[0]} has no {task}, nor has another hand. Write it there or in "
                    f"{' or '.join(places[1:])}, in that file's own manner."
                )


def every_task_is_graded_in_the_order_of_the_stub():
    for stem in chapters():
        stub, grader = tasks(stem), graded(stem)
        place = f"tests/test_{stem}.py"
        for name in stub:
            if name not in grader:
                yield f'{place} has no test of {name}. Add one, marked @task("{name}").'
        for name in grader:
            if name not in stub:
                yield f"{place} tests {name}, which is no task of exercises/{stem}.py."
        if stub != grader and sorted(stub) == sorted(grader):
            yield f"{place} tests in another order than the stub's. It is {', '.join(stub)}."


def every_task_has_a_section_and_hints():
    for stem in chapters():
        place = f"lessons/{stem}.md"
        text = read(place)
        for task in tasks(stem):
            section = re.search(rf"^## `{task}`\n(.*?)(?=^## |\Z)", text, re.M | re.DOTALL)
            if not section:
                yield f"{place} has no section on {task}. Add one with the heading: ## `{task}`"
                continue
            found = [(method, title) for title, method, _ in HINT.findall(section[1])]
            ours = [m for m in methods_of(stem, task) if m[0] != "_" or m[-2:] == "__"] or [""]
            for method in dict.fromkeys([*ours, *dict(found)]):
                titles = [title for name, title in found if name == method]
                whose = f" for {method}" * bool(method)
                right = [f"Hint {n} of {len(titles)}{whose}" for n in range(1, len(titles) + 1)]
                if method not in ours:
                    yield f"{place}: {task} has hints{whose or ' for no method'}. {NAMED}"
                elif not 1 <= len(titles) <= HINTS:
                    yield (
                        f"{place}: the section on {task} has {len(titles)} hints{whose}, and takes "
                        f"1 to {HINTS}, each as <details><summary>Hint 1 of 3{whose}</summary> …"
                        "</details>."
                    )
                elif [title + whose for title in titles] != right:
                    yield f"{place}: number the hints of {task} as {', '.join(right)}."


def no_lesson_takes_more_than_one_sitting():
    for stem in chapters():
        count = words_of_prose(read(f"lessons/{stem}.md"))
        if count > WORDS:
            yield (
                f"lessons/{stem}.md has {count} words of prose, and a lesson has {WORDS} at most. "
                "Cut, or fold into <details>: code, tables and folded parts don't count."
            )


def words_of_prose(text):
    """Count the words that a reader meets outside code, formulas, tables and folded parts."""
    text = re.sub(r"<!--.*?-->|<details>.*?</details>", "", text, flags=re.DOTALL)
    text = re.sub(r"^( *)```.*?^\1```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"!\[.*?\]\([^)]*\)|(?<=\])\([^)]*\)|^\|.*$", "", text, flags=re.MULTILINE)
    return sum(any(map(str.isalnum, word)) for word in text.split())


def every_function_of_part_one_is_compared_with_numpys():
    place = "tests/course/test_agreement.py"
    for stem in chapters():
        for task in [] if needs_numpy(stem) else tasks(stem):
            if task[0].islower() and not re.search(rf"\.{task}\b", read(place)):
                yield f"{place} has no line on {task}. Compare it there with what NumPy gives."


def a_table_of_numpys_lines_has_every_task():
    """That of chapter 1 has a line for each; in the others several tasks share one."""
    for stem in chapters():
        place = f"lessons/{stem}.md"
        section = re.search(
            r"^## The same in NumPy\n(.*?)(?=^## |\Z)", read(place), re.M | re.DOTALL
        )
        named = re.findall(r"# (\w+)", section[1] if section else "")
        missing = [task for task in tasks(stem) if task not in named]
        if len(missing) < len(tasks(stem)) / 2:
            for task in missing:
                yield (
                    f'{place}: "The same in NumPy" has no row for {task}. Add it: a line of NumPy, '
                    f"then # {task}"
                )


def every_task_has_its_mistakes():
    for stem in chapters():
        place = f"tests/mistakes/{stem}.py"
        try:
            made = [mistake.task for mistake in bank(stem)]
        except ValueError as error:  # edits that don't fit the solution, a line for each
            yield from str(error).split("\n")
            continue
        for task in tasks(stem):
            if made.count(task) < MISTAKES:
                yield (
                    f"{place} has {made.count(task)} mistakes of {task}, and needs {MISTAKES}. "
                    "Add what a learner would write; CONTRIBUTING.md says how."
                )
        for task in dict.fromkeys(made):
            if task not in tasks(stem):
                yield f"{place} has a mistake of {task}, which is no task of exercises/{stem}.py."


def every_figure_is_drawn_by_a_script_and_shown():
    lessons = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lessons").glob("*.md"))
    lessons += read("README.md").replace("](lessons/figures/", "](figures/")
    drawn = sorted(path.name for path in (ROOT / "lessons/figures").glob("*_*.*"))
    for name in drawn:
        script, picture = f"{Path(name).stem}.py", f"{Path(name).stem}.svg"
        if script not in drawn:
            yield f"lessons/figures/{name} has no {script} beside it. A script draws every figure."
        elif name == script and picture not in drawn:
            yield f"lessons/figures/{name} has drawn no {picture} yet. Run it, or: make figures"
        elif name == picture and f"](figures/{name})" not in lessons:
            yield f"lessons/figures/{name} is shown in no lesson: ![What it shows.](figures/{name})"


def the_readme_and_make_know_every_chapter():
    text = read("README.md")
    known = re.findall(r"^(?:CHAPTERS|PART_II) := (.*)$", read("Makefile"), re.MULTILINE)
    for stem in chapters():
        if number(stem) not in " ".join(known).split():
            yield f"Makefile: CHAPTERS and PART_II lack {number(stem)}. Add it there."
        row = re.search(rf"^\|.*\]\(lessons/{stem}\.md\).*", text, re.MULTILINE)
        row = row[0] if row else ""
        for place in (f"exercises/{stem}.py", f"solutions/{stem}.py", f"| {number(stem)} |"):
            if place not in row:
                yield f"README.md: the row of chapter {number(stem)} has no link to {place}."


def whatever_a_test_starts_has_a_limit():
    for place in filter(PROCESSES.fullmatch, files()):
        if "subprocess" not in read(place):
            continue
        calls = [node for node in ast.walk(program(place)) if isinstance(node, ast.Call)]
        calls = [node for node in calls if isinstance(node.func, (ast.Name, ast.Attribute))]
        named = {ast.unparse(node.func) for node in calls}
        if "subprocess.Popen" in named and "limited" not in named:
            yield f"{place} starts a process and may wait for it for ever. Use limited of runs.py."
        for node in calls:
            if ast.unparse(node.func) == "subprocess.run":
                if not any(word.arg == "timeout" for word in node.keywords):
                    yield f"{place}:{node.lineno} may wait for ever. Say timeout=120 there."


def what_is_imported_of_ours_is_there():
    places = set(files())
    for place in places:
        if not place.endswith(".py") or place.startswith("exercises/"):
            continue
        text = read(place)
        for match in OURS.finditer(text):
            target = match[1].replace(".", "/") + ".py"
            if target in places:
                names = re.findall(r"(\w+)(?: as \w+)?,?", re.sub("#.*", "", match[2]))
                for name in set(names) - names_of(target):
                    line = text.count("\n", 0, match.start()) + 1
                    yield f"{place}:{line} imports {name}, and {target} has no such name."


def no_file_lies_about():
    found = files()
    if lenient:
        found = [place for place in found if not place.startswith("exercises/")]
    words = imported(found)
    runs = "".join(read(place) for place in found if RUNS.fullmatch(place))
    for place in found:
        if not known(place):
            yield (
                f"{place} is a stray: no file of that name belongs there. Remove it, or, if it "
                "belongs, add its kind to KINDS in tests/course/gate.py and to the README's table."
            )
            continue
        size = (ROOT / place).stat().st_size
        if size > LARGEST:
            yield f"{place} has {size} bytes, and a file of the course has {LARGEST} at most."
        if USED.fullmatch(place) and not ALWAYS_USED.fullmatch(place):
            if not words.get(Path(place).stem, set()) - {place} and place not in runs:
                yield f"{place} is not used: no file imports it, no command runs it. Remove it."
    for folder in sorted({place.partition("/")[0] for place in found if "/" in place}):
        if not folder.startswith(".") and f"| `{folder}/` |" not in read("README.md"):
            yield f"README.md doesn't say what {folder}/ holds. Add a row to its last table."


RULES = [
    one_stem_names_all_files_of_a_chapter,
    every_stub_says_what_to_do_and_where_to_read,
    stub_and_solution_agree_in_all_but_the_bodies,
    every_solution_is_written,
    every_task_has_a_section_and_hints,
    no_lesson_takes_more_than_one_sitting,
    every_task_is_graded_in_the_order_of_the_stub,
    every_task_is_written_in_another_hand,
    every_function_of_part_one_is_compared_with_numpys,
    a_table_of_numpys_lines_has_every_task,
    every_task_has_its_mistakes,
    every_figure_is_drawn_by_a_script_and_shown,
    the_readme_and_make_know_every_chapter,
    whatever_a_test_starts_has_a_limit,
    what_is_imported_of_ours_is_there,
    no_file_lies_about,
]


# ── the files of the repository ──


def files():
    """Return the places of the files that belong to the repository.

    Those that git tracks; where there is no git, all but what .gitignore names.
    """
    return [place for place in tracked() if (ROOT / place).is_file()] or tree()


@lru_cache
def tracked():
    """Return the places that git tracks, or [] where there is no git."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    except OSError:
        return []
    places = listed.stdout.decode("utf-8") if listed.returncode == 0 else ""
    return sorted(filter(None, places.split("\0")))


def tree():
    """Return the places of all files but those that .gitignore names."""
    ignored = [".git/", *read(".gitignore").split()]
    every = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
    return sorted(place for place in every if not is_ignored(place, ignored))


def known(place):
    """Say whether a file of that name belongs somewhere in the repository."""
    return any(re.fullmatch(kind, place) for kind in KINDS.values())


def is_ignored(place, ignored):
    """Say whether a place is under one of .gitignore's names: a/, a/b/, *.png or .hints.json."""
    parts = place.split("/")
    for name in ignored:
        form = name.strip("/")
        if "/" in name.rstrip("/"):  # from the top
            depth = form.count("/") + 1
            starts = ["/".join(parts[:depth])] if len(parts) >= depth else []
        else:
            starts = parts
        if name.endswith("/") and starts == parts:
            starts = parts[:-1]
        if any(fnmatch(start, form) for start in starts):
            return True
    return False


def imported(found):
    """Return {word: places whose imports hold it}, for the programs among the places found."""
    words = {}
    for place in found:
        if place.endswith(".py"):
            for statement in IMPORT.findall(read(place)):
                for word in re.findall(r"\w+", statement):
                    words.setdefault(word, set()).add(place)
    return words


def faults(rules=RULES):
    """Return what there is to mend, a sentence each."""
    try:
        return [sentence for rule in rules for sentence in rule()]
    except SyntaxError as error:
        return [f"{error.filename}:{error.lineno} doesn't parse: {error.msg}"]


def but_for_learners(rules=RULES):
    """Return what there is to mend even if all that is changed in exercises/ is a learner's."""
    global lenient
    lenient = True
    try:
        return faults(rules)
    finally:
        lenient = False


def main():
    found = faults()
    for sentence in found:
        print(sentence)
    if not found:
        print(f"All is there that belongs together: {len(stems())} chapters, {len(files())} files.")
    elif not but_for_learners():
        print(LEARNERS)
    begun = [f"exercises/{stem}.py" for stem in chapters() if is_begun(stem)]
    if begun:
        print(f"Written in, and so taken for a learner's: {', '.join(begun)}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
