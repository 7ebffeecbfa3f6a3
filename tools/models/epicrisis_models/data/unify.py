"""Many files, one data set: same shape, same spelling of white space, no row twice."""

from __future__ import annotations

from pathlib import Path

from .rows import Note, Row, read_rows


def unify(paths: list[Path], *, strict: bool) -> tuple[list[Row], list[Note]]:
    """All rows of the files in one shape; a chart with the very same text a second time is dropped."""
    rows, notes = read_rows(paths, strict=strict)
    seen: dict[tuple[str, str], Row] = {}
    kept: list[Row] = []
    for row in rows:
        key = (row.chart_json(), " ".join(row.output.split()))
        first = seen.setdefault(key, row)
        if first is row:
            kept.append(row)
        elif row.source:
            notes.append(Note(row.source.file, row.source.line, "dropped", f"the same chart and text as {first.where()}"))
    return kept, notes
