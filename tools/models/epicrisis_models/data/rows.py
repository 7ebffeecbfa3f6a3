"""The rows of a data set: parsed at the door, each bad line named by file and line, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ..errors import UserError

#: The order in which the fields of `input` are read, as in the training pairs of the reports.
FIELDS = ("dx", "proc", "tto", "evo", "dx_alta", "med")


def _clean(text: str) -> str:
    """NFC, no control or zero-width characters, white space collapsed."""
    composed = unicodedata.normalize("NFC", text)
    return re.sub(
        r"\s+", " ", "".join(c if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf") else " " for c in composed)
    ).strip()


def _entries(value: Any) -> Any:
    """One text, a list or nothing: always a list, blanks left out."""
    if value is None:
        return []
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        return value
    return [_clean(v) if isinstance(v, str) else v for v in listed if v != ""]


Entries = Annotated[list[str], BeforeValidator(_entries)]


class Input(BaseModel):
    """A chart in six fields; an entry ends in its code in parentheses."""

    model_config = ConfigDict(extra="forbid")
    dx: Entries = []
    proc: Entries = []
    tto: Entries = []
    evo: Entries = []
    dx_alta: Entries = []
    med: Entries = []


class Message(BaseModel):
    """One turn of a chat."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["system", "user", "assistant"]
    content: str


class Origin(BaseModel):
    """Where a row was read."""

    file: str
    line: int


class Row(BaseModel):
    """A chart (`input`, or the fuller `record` of src/record) and the epicrisis that was or shall be written for it."""

    model_config = ConfigDict(extra="ignore")
    id: str = ""
    input: Input | None = None
    #: `ClinicalRecord` of src/record/schema.ts; checked by the product's own schema when it is used.
    record: dict[str, Any] | None = None
    output: str = Field(min_length=1)
    kind: Literal["reference", "aligned", "synthetic", "negative"] = "reference"
    form: Literal["parrafo", "secciones"] = "parrafo"
    #: The prompt that the extension sends, and the codes that must be in the answer; filled in by `clean` and `generate`.
    messages: list[Message] = []
    codes: list[str] = []
    #: Negative rows: the good text, and what is wrong with `output`.
    chosen: str | None = None
    negative_note: str | None = None
    source: Origin | None = None

    @model_validator(mode="after")
    def _one_chart(self) -> Row:
        if (self.input is None) == (self.record is None):
            raise ValueError("one of input and record is needed")
        if not self.id:
            self.id = hashlib.sha256(self.chart_json().encode()).hexdigest()[:16]
        return self

    def chart_json(self) -> str:
        """The chart as canonical JSON: equal charts are equal texts."""
        chart = self.input.model_dump() if self.input is not None else self.record
        return json.dumps(chart, ensure_ascii=False, sort_keys=True)

    def entries(self) -> list[tuple[str, str]]:
        """(field, text) of every entry of the chart, codes included."""
        if self.input is not None:
            return [(name, entry) for name in FIELDS for entry in getattr(self.input, name)]
        facts = (self.record or {}).get("facts", [])
        return [(f"{f.get('kind')}.{f.get('moment')}", f"{f.get('text', '')} {f.get('code', '')}".strip()) for f in facts]

    def where(self) -> str:
        """`file:line` of the row, for messages."""
        return f"{self.source.file}:{self.source.line}" if self.source else self.id


@dataclass(frozen=True)
class Note:
    """What happened to a line, and why: one entry of the report."""

    file: str
    line: int
    action: Literal["bad", "dropped", "changed"]
    why: str
    detail: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.action}: {self.why}"


def parse_row(line: str, file: str, number: int) -> Row | Note:
    """One line as a row, or the note that says what is wrong with it."""
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        return Note(file, number, "bad", f"not JSON: {error.msg} at column {error.colno}")
    if not isinstance(data, dict):
        return Note(file, number, "bad", f"an object is needed, not a {type(data).__name__}")
    data.setdefault("source", {"file": file, "line": number})
    try:
        return Row.model_validate(data)
    except ValidationError as error:
        return Note(file, number, "bad", "; ".join(_say(e) for e in error.errors()[:4]))


def _say(error: Any) -> str:
    """A validation error in plain words."""
    place = ".".join(str(part) for part in error["loc"])
    words = {
        "missing": "is missing",
        "extra_forbidden": f"is not a field of this data (known: {', '.join(FIELDS)})",
        "list_type": "must be a list of texts",
        "string_type": "must be a text",
        "string_too_short": "is empty",
    }.get(error["type"], error["msg"].removeprefix("Value error, "))
    return f"{place} {words}" if place else words


def data_files(paths: Iterable[Path]) -> list[Path]:
    """The JSONL files among `paths`; of a folder, those directly inside, by name."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.jsonl"))
            if not inside:
                raise UserError("no *.jsonl file in this folder", file=path, do="give the files or the folder that holds them")
            files.extend(inside)
        elif path.is_file():
            files.append(path)
        else:
            raise UserError("no such file", file=path, do="check the path")
    return files


def read_rows(paths: Iterable[Path], *, strict: bool = False) -> tuple[list[Row], list[Note]]:
    """All rows of the files and a note for each bad line; with `strict` the first bad line ends the program."""
    rows: list[Row] = []
    notes: list[Note] = []
    for path in data_files(paths):
        for number, line in lines_of(path):
            parsed = parse_row(line, path.name, number)
            if isinstance(parsed, Row):
                rows.append(parsed)
                continue
            if strict:
                raise UserError(
                    parsed.why, file=path, line=number, do="correct the line, or run without --strict to leave it out"
                )
            notes.append(parsed)
    return rows, notes


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """(number from 1, text) of the lines that are not blank."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line
    except UnicodeDecodeError as error:
        raise UserError(f"not UTF-8: {error.reason} at byte {error.start}", file=path, do="save the file as UTF-8") from error


def write_whole(path: Path, text: str) -> None:
    """Writes a text file beside its place and moves it there: never half a file."""
    scratch: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        scratch = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        scratch.chmod(0o644)
        scratch.replace(path)
    except OSError as error:
        if scratch:
            scratch.unlink(missing_ok=True)
        raise UserError(
            f"could not be written: {error.strerror}", file=path, do="free some space or choose another --out"
        ) from error


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Rows as JSONL, empty fields left out."""
    write_jsonl(path, (row.model_dump(exclude_none=True, exclude_defaults=True) | {"kind": row.kind} for row in rows))


def write_jsonl(path: Path, values: Iterable[Any]) -> None:
    """One JSON value a line."""
    write_whole(path, "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values))
