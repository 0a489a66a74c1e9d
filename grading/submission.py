"""The files that are graded: a learner's folder, read once, and what each file defines."""

import copy
from pathlib import Path

from .chapters import ROOT, Files, solution_files, up_to
from .departure import Departure
from .files import not_utf8, printable, read, text_of
from .worker_parse import Entry, outline
from .worker_start import AWAY


class Submission:
    """A folder of exercise files, read once. earlier="solutions" swaps in our earlier chapters."""

    def __init__(self, folder: str | Path, earlier: str = "exercises") -> None:
        self.folder = Path(folder)
        AWAY.add(str(self.folder.absolute()))
        self.earlier = earlier
        self._texts: dict[str, str] = {}
        # of the chapters, as far as known: {stem: its wrong tasks}; see faults.py
        self.faults: dict[str, list[str]] = {}
        self.own_faults: dict[tuple[str, str], bool] = {}

    def on_solutions(self) -> "Submission":
        """Return the same submission on our earlier chapters."""
        other = copy.copy(self)
        other.earlier = "solutions"
        return other

    def method_at(self, stem: str, name: str, line: int) -> str:
        """Return the method of a class that holds a line, or ""."""
        if self.enclosing(stem, line) != name:
            return ""
        starts = {first: method for method, (first, _) in self.methods(stem, name).items()}
        return starts.get(max((first for first in starts if first <= line), default=0), "")

    def with_text(self, stem: str, text: str) -> "Submission":
        """Return the same submission with another text for one chapter."""
        other = copy.copy(self)
        other._texts = {**self._texts, stem: text}
        return other

    def path(self, stem: str) -> str:
        """Return the file as the reader would name it: from here where that is possible."""
        path = (self.folder / f"{stem}.py").absolute()
        try:
            return printable(path.relative_to(Path.cwd()).as_posix())
        except ValueError:
            return printable(path)

    def files(self, stem: str) -> Files:
        """Return the files of a host; a file that can't be read is left out (see problem)."""
        files = solution_files(stem) if self.earlier == "solutions" else {}
        wanted = [stem] if files else up_to(stem)
        files.pop(stem, None)
        for name in wanted:
            try:
                text = self.text(name)
            except (OSError, UnicodeDecodeError):
                continue
            files[name] = {"name": f"exercises/{name}.py", "text": text}
        return files

    def on_disk(self, files: Files) -> Files:
        """Return files with the place of each on the disk, by which debuggers know them."""
        folders = {"exercises": self.folder, "solutions": ROOT / "solutions"}
        found = {}
        for stem, file in files.items():
            path = folders[file["name"].partition("/")[0]] / f"{stem}.py"
            found[stem] = {**file, "path": str(path.absolute())}
        return found

    def text(self, stem: str) -> str:
        if stem not in self._texts:
            self._texts[stem] = text_of(read(self.folder / f"{stem}.py", links=False))
        return self._texts[stem]

    def problem(self, stem: str) -> Departure | None:
        """Return why the chapter's file can't be graded at all, as a Departure, or None."""
        try:
            self.text(stem)
        except FileNotFoundError:
            return Departure("load", [], cause=f"There is no file {self.path(stem)}.")
        except OSError as error:
            reason = f"{self.path(stem)} can't be read: {error.strerror}."
            return Departure("load", [], cause=reason)
        except UnicodeDecodeError as error:
            line, said = not_utf8(error)
            cause = f"Line {line} {said}"
            return Departure("load", [], cause=cause, file=f"exercises/{stem}.py", line=line)
        return None

    def definition(self, stem: str, name: str) -> tuple[int, str]:
        """Return (line, heading) of a task's definition, heading as written; (1, "") if none."""
        for found, _, line, *_ in reversed(self.outline(stem)):  # the last one counts
            if found == name:
                return line, self.text(stem).split("\n")[line - 1].strip()
        return 1, ""

    def unwritten(self, stem: str, name: str) -> bool:
        """Say whether a task still holds one of the stub's `raise NotImplementedError`."""
        return bool(self._waits(stem, name))

    def begun(self, stem: str, name: str) -> bool:
        """Say whether such a raise stands among lines that somebody wrote."""
        return self._waits(stem, name) == 2

    def is_covered(self, stem: str, name: str) -> bool:
        """Say whether the stub stands below a def of the same name that somebody wrote."""
        return self._waits(stem, name) == 3

    def is_partly_written(self, stem: str, name: str) -> bool:
        """Say whether methods of a class are written, and others wait."""
        return self._waits(stem, name) == 4

    def made_of(self, stem: str, name: str) -> set[str]:
        """Return what stands in a task's code; see outline.made_of."""
        entries = self.outline(stem)
        return {part for found, *_, made, _ in entries for part in made if found == name}

    def methods(self, stem: str, name: str) -> dict[str, tuple[int, bool]]:
        """Return {method: (its line, whether it is the stub's)} of a class; {} for a function."""
        entries = [methods for found, *_, methods in self.outline(stem) if found == name]
        return {method: (line, waits) for method, line, waits in (entries or [[]])[-1]}

    def _waits(self, stem: str, name: str) -> int:
        return {found: waits for found, _, _, _, waits, *_ in self.outline(stem)}.get(name, 0)

    def enclosing(self, stem: str, line: int) -> str:
        """Return the top-level function or class that holds a line of a chapter, or ""."""
        for name, _, begin, end, *_ in self.outline(stem):
            if begin <= line <= end:
                return name
        return ""

    def outline(self, stem: str) -> list[Entry]:
        """Return what a chapter's file defines; see outline.outlined."""
        try:
            return outline(self.text(stem))
        except (OSError, UnicodeDecodeError):
            return []
