"""The page of a class: who has done what, which mistakes are frequent, what each learner reads.

Nothing of the learners' can be markup in it.
"""

from collections import Counter
from html import escape

from commands.classroom.tables import (
    MOST_FREQUENT,
    STATES,
    causes,
    frequent,
    hardest,
    name_of,
    result_of,
    tasks_in,
    totals,
)
from grading.chapters import tasks

STYLE = """
:root { color-scheme: light dark; --page: #fff; --text: #1b1b1b; --soft: #595959; --line: #c4c4c4;
  --head: #f0f0f0; --passed: #dff2e1; --not-yet: #fde3d8; --waiting: #fff3cd; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --page: #16181a; --text: #ececec; --soft: #b4b4b4;
  --line: #4a4f54; --head: #25292d; --passed: #1d3d27; --not-yet: #54291c; --waiting: #473c12;
  --link: #8ec5ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 110rem; background: var(--page);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; } h3 { margin-top: 2rem; }
p, li { max-width: 45rem; } a { color: var(--link); } .soft { color: var(--soft); }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); }
.scroll:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); }
table { border-collapse: separate; border-spacing: 0; }
caption { text-align: left; padding: .5rem; }
th, td { padding: .25rem .5rem; border: solid var(--line); border-width: 0 1px 1px 0;
  text-align: left; vertical-align: top; background: var(--page); }
thead th, tfoot th, tfoot td { background: var(--head); }
.marks td { font-size: .8rem; white-space: nowrap; }
.marks thead tr:first-child th { position: sticky; top: 0; height: 2.2rem; z-index: 2;
  white-space: nowrap; }
.marks thead tr:last-child th { position: sticky; top: 2.2rem; z-index: 2; font-size: .8rem; }
.marks thead tr:last-child span { writing-mode: vertical-rl; }
.marks tbody th, .marks tfoot th, .marks thead tr:first-child > :first-child { position: sticky;
  left: 0; z-index: 1; min-width: 9rem; max-width: 14rem; overflow-wrap: break-word;
  background: var(--head); }
.marks thead tr:first-child > :first-child { z-index: 3; }
.marks tfoot tr > * { position: sticky; bottom: 0; }
.marks tfoot tr > :first-child { z-index: 2; }
td.passed { background: var(--passed); } td.not-yet { background: var(--not-yet); }
td.waiting, td.not-graded { background: var(--waiting); }
td.not-started, td.not-handed-in { color: var(--soft); }
.plain thead th { position: sticky; top: 0; z-index: 1; }
.plain ul { margin: 0; padding-left: 1rem; min-width: 20rem; } .number { text-align: right; }
pre { overflow: auto; padding: .5rem; border: 1px solid var(--line); max-width: 52rem; }
section.learner { border-top: 1px solid var(--line); } :target { outline: 3px solid var(--link); }
@media print { .scroll { max-height: none; overflow: visible; } }
"""


def page(heading, when, rows, stems, remarks=()):
    """Return grades.html: one page that needs nothing else, no script and no connection."""
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_text(heading)}</title>",
        f"<style>{STYLE}</style></head>",
        f"<body><main><h1>{_text(heading)}</h1>",
        f"<p>{_text(totals(rows, stems))} Graded on {_text(when)}.</p>",
        *(f"<p>{_text(remark)}</p>" for remark in remarks),
        '<nav aria-label="On this page"><ul>',
        '<li><a href="#mistakes">The most frequent mistakes</a></li>',
        '<li><a href="#hardest">Tasks that fewer than half have passed</a></li>',
        '<li><a href="#marks">Every learner, every task</a></li>',
        '<li><a href="#tasks">Task by task</a></li>',
        '<li><a href="#learners">Learner by learner</a></li>',
        "</ul></nav>",
        *_mistakes(rows),
        *_hardest(rows, stems),
        *_marks(rows, stems),
        *_tasks(rows, stems),
        *_learners(rows, stems),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _text(text):
    return escape(str(text))


def _name(row):
    return f"<bdi>{_text(row.name)}</bdi>"


def _mistakes(rows):
    yield '<h2 id="mistakes">The most frequent mistakes</h2>'
    found = frequent(rows)
    if not found:
        yield "<p>None of the known mistakes was found.</p>"
        return
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Mistakes">'
    yield '<table class="plain">'
    more = f" The first {MOST_FREQUENT} of {len(found)}." if len(found) > MOST_FREQUENT else ""
    yield f"<caption>Known mistakes, by how many learners made them.{more}</caption>"
    yield '<thead><tr><th scope="col">learners</th><th scope="col">task</th>'
    yield '<th scope="col">mistake</th><th scope="col">who</th></tr></thead><tbody>'
    for stem, task, sentence, names in found[:MOST_FREQUENT]:
        who = ", ".join(f"<bdi>{_text(name)}</bdi>" for name in names)
        yield f'<tr><td class="number">{len(names)}</td>'
        yield f'<th scope="row">{task}<br><span class="soft">{_text(name_of(stem))}</span></th>'
        yield f"<td>{_text(sentence)}</td><td>{who}</td></tr>"
    yield "</tbody></table></div>"


def _hardest(rows, stems):
    yield '<h2 id="hardest">Tasks that fewer than half have passed</h2>'
    found = hardest(rows, stems)
    if not found:
        yield "<p>None: every task is passed by half of the class or more.</p>"
        return
    yield "<ul>"
    for stem in stems:
        tasks = [f"{task} ({passed})" for of, task, passed in found if of == stem]
        if tasks:
            yield f"<li>{_text(name_of(stem))}: {', '.join(tasks)}</li>"
    yield f"</ul><p>In brackets: how many of {len(rows)} learners have passed it.</p>"


def _marks(rows, stems):
    yield '<h2 id="marks">Every learner, every task</h2>'
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Marks"><table class="marks">'
    yield "<caption>A cell says how far a learner's task is. Where there is more to read, the "
    yield "word leads to it. Waiting: it calls a task that isn't written yet.</caption>"
    yield '<thead><tr><th scope="col" rowspan="2">learner</th>'
    yield '<th scope="col" rowspan="2">passed</th>'
    for stem in stems:
        width = len(tasks(stem))
        yield f'<th scope="colgroup" colspan="{width}">{_text(name_of(stem))}</th>'
    yield "</tr><tr>"
    for _, task in tasks_in(stems):
        yield f'<th scope="col"><span>{task}</span></th>'
    yield "</tr></thead><tbody>"
    for place, row in enumerate(rows):
        yield f'<tr><th scope="row"><a href="#l{place}">{_name(row)}</a></th>'
        yield f'<td class="number">{row.passed()} of {len(row.states())}</td>'
        for stem in stems:
            for result in row.results[stem]:
                yield _mark(place, stem, result)
        yield "</tr>"
    yield '</tbody><tfoot><tr><th scope="row">passed by</th>'
    yield f'<td class="number">of {len(rows)}</td>'
    for stem, task in tasks_in(stems):
        passed = sum(result_of(row, stem, task)["state"] == "passed" for row in rows)
        yield f'<td class="number">{passed}</td>'
    yield "</tr></tfoot></table></div>"


def _mark(place, stem, result):
    state, shown = result["state"], result["state"]
    if result["cause"]:
        target = f"l{place}-{stem}-{result['task']}" if result["report"] else f"l{place}-{stem}"
        shown = f'<a href="#{target}" title="{_text(result["cause"])}">{state}</a>'
    return f'<td class="{state.replace(" ", "-")}">{shown}</td>'


def _tasks(rows, stems):
    yield '<h2 id="tasks">Task by task</h2>'
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Tasks">'
    yield '<table class="plain">'
    yield f"<caption>How many of {len(rows)} learners are how far, and what keeps the others."
    yield '</caption><thead><tr><th scope="col">task</th>'
    for state in STATES:
        yield f'<th scope="col">{state}</th>'
    yield '<th scope="col">causes, and how many learners each</th></tr></thead>'
    for stem in stems:
        yield f'<tbody><tr><th scope="rowgroup" colspan="{len(STATES) + 2}">'
        yield f"{_text(name_of(stem))}</th></tr>"
        for task in tasks(stem):
            states = Counter(result_of(row, stem, task)["state"] for row in rows)
            yield f'<tr><th scope="row">{task}</th>'
            yield from (f'<td class="number">{states[state]}</td>' for state in STATES)
            found = causes(rows, stem, task)
            listed = "".join(f"<li>{count} × {_text(cause)}</li>" for cause, count in found)
            yield f"<td>{f'<ul>{listed}</ul>' if listed else ''}</td></tr>"
        yield "</tbody>"
    yield "</table></div>"


def _learners(rows, stems):
    yield '<h2 id="learners">Learner by learner</h2>'
    for place, row in enumerate(rows):
        yield f'<section class="learner" aria-labelledby="l{place}"><h3 id="l{place}">{_name(row)}'
        yield f"</h3><p>{row.passed()} of {len(row.states())} passed.</p>"
        if row.note:
            yield f"<p>{_text(row.note)}</p>"
        for stem in stems:
            yield from _chapter(place, row, stem)
        yield "</section>"


def _chapter(place, row, stem):
    results = row.results[stem]
    if row.passed(stem) == len(results):
        return
    yield f'<h4 id="l{place}-{stem}">{_text(name_of(stem))}: '
    yield f"{row.passed(stem)} of {len(results)}</h4>"
    loads = {result["cause"] for result in results}
    if len(loads) == 1 and results[0]["cause"] and row.passed(stem) == 0:  # one reason for all
        yield f"<p>{_text(results[0]['cause'])}</p>"
        yield "".join(f'<i id="l{place}-{stem}-{result["task"]}"></i>' for result in results)
        return
    for result in results:
        if result["cause"]:
            yield f'<div id="l{place}-{stem}-{result["task"]}"><p><b>{result["task"]}</b>, '
            yield f"{result['state']}. {_text(result['cause'])}</p>"
            if result["report"]:
                yield "<details><summary>The report that the learner reads</summary>"
                yield f"<pre>{_text(chr(10).join(result['report']))}</pre></details>"
            yield "</div>"
    for state in STATES[1:]:
        tasks = [r["task"] for r in results if r["state"] == state and not r["cause"]]
        if tasks:
            yield f"<p>{state.capitalize()}: {', '.join(tasks)}.</p>"
