"""Asks the product's own core (TypeScript, in Node) for prompts, grounding and grammar: there is one of each, not two."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .errors import UserError

REPOSITORY = Path(__file__).resolve().parents[3]


def node_program(program: str) -> list[str]:
    """The command line of a TypeScript program of this repository."""
    tsx = REPOSITORY / "node_modules" / "tsx" / "dist" / "cli.mjs"
    node = shutil.which("node")
    if node is None:
        raise UserError(
            "Node is not installed: prompts and grounding come from the extension's own code", do="install Node 20 or later"
        )
    if not tsx.is_file():
        raise UserError(
            f"{tsx.parents[2]} is incomplete: prompts and grounding come from the extension's own code",
            do="run `npm ci` in the repository",
        )
    return [node, str(tsx), str(REPOSITORY / program)]


def _answers(arguments: Sequence[str]) -> list[dict[str, Any]]:
    run = subprocess.run(
        [*node_program("tools/training/rows.ts"), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode != 0:
        raise UserError(
            f"tools/training/rows.ts failed: {run.stderr.strip()[-600:]}",
            do="run `npm ci`, then try again; a fault that stays is a bug",
        )
    return [json.loads(line) for line in run.stdout.splitlines()]


def judge(rows: Iterable[dict[str, Any]], *, form: str = "parrafo", align: bool = False) -> list[dict[str, Any]]:
    """Of each row `{input | record, output?}`: `messages`, `codes`, `template`, `faults`, `aligned`, or `error`; in order."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        count = 0
        for row in rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
        lines.flush()
        answers = _answers(["--in", lines.name, "--form", form, *(["--align"] if align else [])])
    if len(answers) != count:
        raise UserError(f"{len(answers)} answers for {count} rows", do="this is a bug: please report it")
    return answers


def synthetic(count: int, seed: int) -> list[dict[str, Any]]:
    """Invented charts in all shapes, each with its prompt and a target that is a derivation of the grammar."""
    return _answers(["--synthetic", str(count), "--seed", str(seed)])
