"""The one error that a person can act on: what is wrong, in which file and line, and what to do about it."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """Ends the program with exit code 2 and this message, without a traceback.

    `what` says what is wrong, `do` what to do next; `file` (and `line`, from 1) where it is.
    """

    def __init__(self, what: str, *, do: str = "", file: Path | str | None = None, line: int | None = None) -> None:
        self.what = what
        self.do = do
        self.file = file
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        where = "" if self.file is None else f"{self.file}:{self.line}: " if self.line is not None else f"{self.file}: "
        return f"{where}{self.what}" + (f"\n  -> {self.do}" if self.do else "")
