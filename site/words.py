"""What a lesson says of the terminal where the page itself can do it, in the page's words.

GitHub shows the lessons as they are. Here "Predict, then run" speaks of the buttons: its first
sentence stays, and its last one where it leads over to a block; what says how to start Python goes.
"""

import re

PREDICT = re.compile(r"^(## Predict, then run\n\n)(.+)$", re.MULTILINE)
SENTENCES = re.compile(r"(?<=[.)]) (?=[A-Z(])")
RUN = (
    "Then open the answer and press *Run* below its lines: they run on your own functions, after "
    "the lines further up this page that they need. In the console, you can try lines of your own."
)
# What begins so goes; the rest is about something else.
STARTS = re.compile(r"Then (start|run) |To run its lines|After a change to the file|\(Question \d")
ELSEWHERE = (
    (
        r"`make run 7 WITH=solutions` trains such a network within a minute, and shows noisy "
        r"letters beside what it says they are\. After chapter 7 you type the same without "
        r"`WITH=solutions`, and the network is yours, down to the last line\.",
        "below [chapter 7](ch07_letter_classifier.md), our code trains such a network on the page, "
        "in about a minute, and it reads the letters that you draw. After chapter 7 your own code "
        "runs there, and the network is yours, down to the last line.",
    ),
    (r"then type `make check-chapter 1`: it grades", "then press *Check*: it grades"),
    (r" Where the library matplotlib is installed, it also saves [^.]+`ch06_training\.png`\.", ""),
    (
        r"To try some yourself, type `python3` in the course's folder, and then what follows each "
        r"`>>>` \(or `\.\.\.`, where it goes on; an empty line ends a loop\)\. The lines below "
        r"them are Python's answer\. Where a line uses a function of yours, you get the answer "
        r"once you have written it and restarted Python\.",
        "The lines below them are Python's answer. Press *Run* under a block to have Python answer "
        "here and now; where a function of yours isn't written yet, ours stands in, and it says "
        "so. To try lines of your own, type them into the console, which is below your file (an "
        "empty line ends a loop).",
    ),
    (
        r"Open \[exercises/ch01_math\.py\]\([^)]*\) beside this page\. Each function in it",
        "Your file for this chapter is beside this text; on a phone, *Write it* opens it. Each "
        "function in it",
    ),
    (
        r" Python reads the file only once, so after each function that you write, leave with "
        r"`exit\(\)`, start `python3` again, and type what you need from above once more\.",
        "",
    ),
    (
        r"Then `make check-chapter (\d)` grades your file(, and|\.) `make run \1`",
        r"Then *Check* grades your file\2 *Run* beside it",
    ),
    (r"pass, `make run 1` shows", "pass, *Run* shows"),
    (
        r"Now grade your chapter, and run it:\n\n"
        r"```console\n\$ make check-chapter 7\n\$ make run 7\n```\n\n"
        r"`make run 7 WITH=solutions` runs ours\.",
        "Now grade your chapter with *Check*, and press *Run* beside it.",
    ),
)


def on_the_page(text):
    """Return a lesson's text with the page's words, and the sentences that still lead elsewhere."""
    for pattern, words in ELSEWHERE:
        text = re.sub(pattern, words, text)
    text = PREDICT.sub(lambda found: found[1] + _predict(found[2]), text)
    section = text.partition("## Predict, then run")[2].partition("\n## ")[0]
    left = re.findall(r"`make [^`]+`|\$ make .+|`python3`|`from exercises\.\w+ import \*`", section)
    return text, left


def _predict(paragraph):
    first, *rest = SENTENCES.split(paragraph)
    return " ".join([first, RUN, *(words for words in rest if not STARTS.match(words))])
