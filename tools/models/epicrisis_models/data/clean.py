"""Targets grounded in their chart: what a reference adds of its own is what a model would learn to invent."""

from __future__ import annotations

from typing import Any, Literal

from ..core import judge
from .rows import Message, Note, Row

#: Names of the faults that the core finds, in plain words.
FAULTS = {
    "missingCodes": "codes of the chart that the text lacks",
    "extraCodes": "codes that the chart does not hold",
    "numbers": "numbers that the chart does not hold",
    "drugs": "drugs that the chart does not hold",
    "words": "content words that the chart does not hold",
}


def clean(rows: list[Row], how: Literal["align", "drop"]) -> tuple[list[Row], list[Note]]:
    """Keeps what is grounded; of the rest, `align` takes the nearest derivation of the grammar, `drop` nothing.

    Each row that is kept gets the prompt that the extension sends and the codes that must appear.
    """
    answers = judge(
        ({k: v for k, v in row.model_dump(exclude_none=True).items() if k in ("input", "record", "output")} for row in rows),
        align=how == "align",
    )
    kept: list[Row] = []
    notes: list[Note] = []
    for row, answer in zip(rows, answers, strict=True):
        verdict = _settle(row, answer, how)
        if isinstance(verdict, Note):
            notes.append(verdict)
            continue
        kept_row, note = verdict
        kept.append(kept_row)
        if note:
            notes.append(note)
    return kept, notes


def _settle(row: Row, answer: dict[str, Any], how: str) -> Note | tuple[Row, Note | None]:
    file, line = (row.source.file, row.source.line) if row.source else (row.id, 0)
    if "error" in answer:
        return Note(file, line, "bad", answer["error"])
    if not answer["template"]:
        return Note(file, line, "dropped", "the chart leaves nothing to write")
    known = {"messages": [Message(**m) for m in answer["messages"]], "codes": answer["codes"], "form": answer["form"]}
    faults = {name: found for name, found in answer["faults"].items() if found}
    if not faults:
        return row.model_copy(update=known), None
    why = "; ".join(f"{FAULTS[name]}: {', '.join(found)}" for name, found in faults.items())
    if how == "drop" or not answer.get("aligned"):
        return Note(file, line, "dropped", why, faults)
    changed = row.model_copy(update={**known, "output": answer["aligned"], "kind": "aligned"})
    return changed, Note(file, line, "changed", f"nearest grounded text instead; {why}", faults)
