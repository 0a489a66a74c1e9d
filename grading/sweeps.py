"""What every test asks once it has passed: that no call has a part in another's answer.

A program may be right on a test's calls and keep something from one to the next: in a default, in a
name outside of the function, on the class in place of the object. So the whole test runs a second
time, beside what is left of the first, with the same calls and other random numbers. In between,
the answers of functions are overwritten, as a caller may overwrite what is his own. What was
answered and what the objects of the first time keep must still be as it was. Then functions and
methods are asked once more about lists that they have seen, in which two items have changed places
since; and the methods, asked again after other values were set, and zeros for the weights, must
take these. Calls that are to be refused must be refused with zeros, too. A test that is marked once
isn't run again: what it left behind is looked at, and no more.
"""

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .call_arguments import Target, received, sendable, text_of
from .compare_values import compare
from .format_values import show_both
from .kept_attributes import kept_by, left_open
from .pair_checks import Step
from .replies import Reply, Request
from .sweep_values import firsts, is_data, is_numbers, off, other_numbers, unlike, zeros
from .values import SPOILT

if TYPE_CHECKING:
    from .pair import Pair

LATER = "Some calls later, this answer holds that: another call returns it again or writes into it."
GIVEN = "That is what was given to this call, some calls later. Leave the caller's lists alone."
OVERWRITTEN = (
    "That is what this test wrote into an earlier call's answer: the two answers share a list. "
    "Build every list anew in each call."
)
WHEN = {LATER: "  # read some calls later", GIVEN: "  # its arguments, some calls later"}
SHARED = (
    "That is what the first one keeps once a second has been made and used: the two share it. "
    "Each needs its own, on self."
)
CHANGED = "No call of this test is to change it."
SHARES = {
    "argument": (
        "a new list",
        "the very list that was given",
        "Build a new list.",
    ),
    "row": (
        "new rows",
        "the very row that was given",
        "Build a new row, too.",
    ),
    "rows": (
        "rows of their own",
        "the same list more than once",
        "Change one row, and others change. Make a new list for each.",
    ),
}
RIGHT_BEFORE = "The same call was answered rightly before: something is kept from then."
PASSES = "forward", "loss", "backward"
NUMBER = re.compile(r"\$([a-z_]+)\d+")
Called = tuple[Target, tuple, dict[str, Any], dict[str, Any]]


class Sweeps:
    """What a pair remembers of a test, to ask again."""

    def __init__(self, pair: "Pair") -> None:
        self._pair = pair
        self.answers: dict[str, tuple[Any, Step]] = {}  # {name: (what a function gave, the call)}
        self.returned: dict[str, tuple[Any, Step]] = {}  # the same of methods, which may keep it
        self.given: dict[str, tuple[list, Step]] = {}  # {the same: (its arguments, the call)}
        self.objects: list[Target] = []
        self.drawn = False  # what was compared, for once, isn't all that was answered
        self.settings: dict[str, tuple[list, str, Any]] = {}  # the latest of each place
        # the latest call of each: (target, arguments, those by name, tolerance)
        self.functions: dict[str, Called] = {}
        self.methods: dict[str, Called] = {}
        # calls that are to be refused: (target, arguments, those by name, what the message names)
        self.refused: list[tuple[Target, tuple, dict[str, Any], Sequence[Any]]] = []
        self._kept: list[tuple[list, str, Any]] = []  # of the objects so far
        self._first: list[Request] = []  # the requests of the first time
        self._of_first = self._objects_of_first = 0

    def run(self, test: Callable[["Pair"], None] | None) -> None:
        """Look at what a test that has passed left behind, and run it again, as above.

        Without a test, look only. Raises Departed as a test does.
        """
        pair = self._pair
        self._look()
        self._spoil()
        if test is None:
            return
        self._first = pair.requests[:]
        self._of_first, self._objects_of_first = len(self._kept), len(self.objects)
        self.settings.clear()
        self.functions.clear()
        self.methods.clear()
        self.refused.clear()
        pair._steps.clear()
        pair._since = len(pair.requests)
        pair._rng = random.Random(2)  # other cases than the first time
        test(pair)
        pair.settle()
        self._look()
        if not self.drawn:
            self._change_places(list(self.functions.values()))
            self._set_anew()
        self._refuse_zeros()
        self._spoil_objects()

    def right_before(self, requests: list[Request], since: int) -> str:
        """Say that the last request was answered rightly the first time, if it is the same."""
        now = [_canonical(request) for request in requests[since:]]
        if not now or not self._first:
            return ""
        alone = len(requests[-1].get("target", ())) == 1 and '"var"' not in now[-1]
        # after the one that gives up the objects of other tests
        first = [_canonical(request) for request in self._first[1:]]
        if (alone and now[-1] in first) or now == first[: len(now)]:
            return RIGHT_BEFORE
        return ""

    def spoilt_in(self, got: Any) -> str:
        """Say that an answer is a list which this test has overwritten, if it is."""
        return OVERWRITTEN if type(got) is list and str(SPOILT) in json.dumps(got) else ""

    def _look(self) -> None:
        """Demand that answers and objects are as they were."""
        pair = self._pair
        places = [
            (path, text)
            for one in self.objects
            for path, text in kept_by(one._path, one._text, "", pair._reference, pair._keeps)
        ]
        answers = self.answers | self.returned
        given = {name: one for name, one in self.given.items() if is_numbers(one[0])}
        targets = [[f"${name}"] for name in answers]
        targets += [[f"${name}'s arguments"] for name in given]
        targets += [path for path, _ in places]
        if not targets:
            return
        mine, theirs = self._ask({"do": "again", "targets": targets})
        count = len(answers) + len(given)
        for (before, step), ours, after in zip(answers.values(), mine["value"], theirs["value"]):
            if not compare(ours, before):  # ours lives on where the method promises it
                self._same(step, before, after, LATER)
        for (before, step), after in zip(given.values(), theirs["value"][len(answers) :]):
            self._same(step, before, after, GIVEN)
        for (_, text, before), after in zip(self._kept, theirs["value"][count:]):
            self._same(text, before, after, SHARED)
        new = slice(count + len(self._kept), None)
        unsaid = left_open(pair.requests, pair.replies, pair._reference, pair._keeps)
        was_set = {json.dumps(path): sendable(value) for path, _, value in self.settings.values()}
        for (path, text), one, other in zip(
            places[len(self._kept) :], mine["value"][new], theirs["value"][new]
        ):
            as_set = was_set.get(json.dumps(path))
            asked = not self.drawn and json.dumps(path) not in unsaid
            if asked and (type(one) in (int, float) or as_set is not None):
                difference = compare(one, other)
                if difference:
                    cause = CHANGED if as_set is not None and not compare(as_set, one) else ""
                    self._depart(text, one, other, difference.path, difference.cause or cause)
        rows = [
            (path, text)
            for (path, text), value in zip(places[len(self._kept) :], theirs["value"][new])
            if type(value) is list
            and len(value) > 1
            and is_numbers(value)
            and type(value[0]) is list
        ]
        self._demand_apart(rows)
        self._kept = [
            (path, text, value) for (path, text), value in zip(places, theirs["value"][count:])
        ]

    def _same(self, step: Step, before: Any, after: Any, cause: str) -> None:
        difference = compare(before, after, rel_tol=0, abs_tol=0) if before != after else None
        if difference:
            said = step if isinstance(step, str) else step()
            # another sentence may take this cause's place
            self._depart(said + WHEN.get(cause, ""), before, after, difference.path, cause)

    def _depart(self, step: Step, one: Any, other: Any, path: list, cause: str) -> None:
        self._depart_at(step, *show_both(one, other, path), cause)

    def _depart_at(self, step: Step, expected: str, got: str, place: str, cause: str) -> None:
        self._pair._steps.append(step)
        self._pair._depart("value", expected=expected, got=got, place=place, cause=cause)

    def _ask(self, message: Request) -> tuple[Reply, Reply]:
        mine, theirs = self._pair._send(message)
        self._pair._check({}, theirs)
        return mine, theirs

    def _spoil(self) -> None:
        """Overwrite the answers so far, which have nothing in common with what was given."""
        names = [name for name, (answer, _) in self.answers.items() if is_data(answer)]
        if names:
            self._demand_apart([([f"${name}"], self.answers[name][1]) for name in names])
            self._ask({"do": "spoil", "targets": [[f"${name}"] for name in names]})
        self.answers.clear()
        self.given.clear()

    def _demand_apart(self, places: Sequence[tuple[list, Step]]) -> None:
        """Demand that each of these lists shares nothing that is to be its own."""
        if not places:
            return
        mine, theirs = self._ask({"do": "apart", "targets": [path for path, _ in places]})
        for (_, step), one, other in zip(places, mine["value"], theirs["value"]):
            if other in SHARES and not one:
                expected, got, cause = SHARES[other]
                self._depart_at(step, expected, got, "", cause)

    def _spoil_objects(self) -> None:
        """Overwrite what the later objects keep; the earlier ones' is their own."""
        self.returned.clear()  # a method may return what the object keeps, or keep what it is given
        self.given.clear()
        later = [path for path, _, value in self._kept[self._of_first :] if is_numbers(value)]
        if later and self._of_first:
            self._ask({"do": "spoil", "targets": later})
            self._kept = self._kept[: self._of_first]
            self.objects = self.objects[: self._objects_of_first]
            self._look()

    def _change_places(self, calls: "list[Called]") -> "list[Called]":
        """Make calls about lists that have a name; then two items change places, and again.

        Who keeps an answer with the list that it was about answers as before. Return the calls,
        with these lists.
        """
        pair = self._pair
        named: list[Called] = []
        forward: dict[tuple, Target] = {}  # by what they hold: backward is about the same
        for target, args, kwargs, tolerance in calls:
            *owner, last = target._path
            texts = [(*owner, text_of(arg)) for arg in args]
            goes_on = [forward.get(text) if last == "backward" else None for text in texts]
            args = tuple(arg if known is None else known for arg, known in zip(args, goes_on))
            moved = [unlike(sendable(arg)) for arg in args]
            if not any(moved):
                named.append((target, args, kwargs, tolerance))
                continue
            names = pair._parameters(target._path)
            same = tuple(
                pair.named(pair._numbered(name), arg) if places else arg
                for name, arg, places in zip(names, args, moved)
            )
            if last == "forward":
                forward |= {text: arg for text, arg in zip(texts, same) if isinstance(arg, Target)}
            named.append((target, same, kwargs, tolerance))
            pair._call(target, same, kwargs, **tolerance)
            for one, arg, places in zip(same, args, moved):
                if places:
                    i, j = places
                    one[i], one[j] = arg[j], arg[i]
                    pair._call(target, same, kwargs, **tolerance)
        return named

    def _set_anew(self) -> None:
        """Set what the test set to other values, and call each object's methods once more.

        Then the weights to zeros: what was there before may not be left where no slope is. Then
        one number of each row, in the lists that are there.
        """
        pair = self._pair
        methods = list(self.methods.values())
        passes = [method for method in methods if method[0]._path[-1] in PASSES]
        methods = [method for method in methods if method not in passes]
        methods += self._change_places(passes)
        for instead in (other_numbers, zeros, None):
            owners = {target._path[0] for target, *_ in methods}
            for path, text, value in list(self.settings.values()):
                sent = sendable(value)
                if path[0] not in owners or not is_numbers(sent):
                    continue
                if instead is None:
                    self._write_into(path, text, sent)
                elif instead(sent) != sent:
                    pair._set(path, text, received(instead(sent)))
            for target, args, kwargs, tolerance in methods:
                pair._call(target, args, kwargs, **tolerance)
            # which of equal outputs is the largest, nothing says
            methods = [method for method in methods if method[0]._path[-1] in PASSES]
        pair.settle()

    def _refuse_zeros(self) -> None:
        """Make the calls that are to be refused with zeros in place of the numbers of a list.

        Then as they were, of objects in which no relu is on. Who leaves out what a 0 makes of no
        account may leave out a check with it.
        """
        pair = self._pair
        for target, args, kwargs, naming in self.refused:
            sent = [sendable(arg) for arg in args]
            lists = [i for i, arg in enumerate(sent) if zeros(arg, 1) != arg]
            for only in dict.fromkeys([tuple(lists), *((i,) for i in lists)]):
                given = [
                    received(zeros(arg, 1)) if i in only else args[i] for i, arg in enumerate(sent)
                ]
                if only:
                    pair._refuse_too(target, tuple(given), kwargs, naming)
        owners = {target._path[0] for target, *_ in self.refused}
        settings = [one for one in self.settings.values() if one[0][0] in owners]
        if settings and not self.drawn:
            for path, text, value in settings:
                sent = sendable(value)
                if is_numbers(sent) and type(sent) in (list, dict):
                    pair._set(path, text, received(off(sent)))
            for target, args, kwargs, tolerance in self.methods.values():
                if target._path[0] in owners and target._path[-1] in PASSES:
                    pair._call(target, args, kwargs, **tolerance)
            for target, args, kwargs, naming in self.refused:
                pair._refuse_too(target, args, kwargs, naming)
        pair.settle()

    def _write_into(self, path: list, text: str, value: Any) -> None:
        """Write one number of each row into the list that is there.

        Who keeps the numbers in another form may give a copy to whoever asks: what was written is
        lost then, and all of it is set anew.
        """
        pair = self._pair
        since = len(pair._steps)
        for place in firsts(value, []):
            shown = "".join(f"[{index}]" for index in place)
            pair._set([*path, *place], text + shown, 0.75 - place[0] / 8)
        pair.settle()
        mine, theirs = self._ask({"do": "again", "targets": [path]})
        if mine["value"] != theirs["value"]:
            del pair._steps[since:]
            pair._set(path, text, received(mine["value"][0]))


def _canonical(request: Request) -> str:
    """Return a request as text, whatever number its objects have, and its answer."""
    parts = {key: part for key, part in request.items() if key != "store"}
    return NUMBER.sub(r"$\1", json.dumps(parts))
