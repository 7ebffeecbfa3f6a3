"""Unify, clean, split and convert in one go: from the hospital's files to a folder that `finetune` reads."""

from __future__ import annotations

import argparse
from pathlib import Path

from .clean import clean
from .convert import convert
from .rows import Note, write_jsonl, write_rows
from .split import split
from .unify import unify


def prepare(args: argparse.Namespace) -> tuple[list[Note], dict[str, object]]:
    """Writes `train`, `valid` and `test.jsonl`, the rows themselves under `rows/`, and `report.jsonl`."""
    out: Path = args.out
    rows, notes = unify(args.files, strict=args.strict)
    kept, changed = clean(rows, args.how)
    sides = split(kept, valid=args.valid, test=args.test, threshold=args.threshold, seed=args.seed)
    counts: dict[str, object] = {"read": len(rows), "kept": len(kept)}
    for name in ("train", "valid", "test"):
        side = getattr(sides, name)
        # The rows stay beside the converted ones: `npm run eval -- --data rows/test.jsonl` reads them.
        write_rows(out / "rows" / f"{name}.jsonl", side)
        values = convert(side, args.to)
        write_jsonl(out / f"{name}.jsonl", values)
        counts[name] = len(values)
    return notes + changed, counts
