"""The shapes that trainers read: ChatML text, MLX messages, Alpaca fields, preference pairs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..core import judge
from ..errors import UserError
from .rows import Message, Row

#: Before each epicrisis in Alpaca's `instruction`, as in the reports.
INSTRUCTION = "Epicrisis:"


def with_prompts(rows: list[Row]) -> list[Row]:
    """Rows with the prompt that the extension sends, asked of the core where it is missing."""
    bare = [row for row in rows if not row.messages]
    if not bare:
        return rows
    charts = ({k: v for k, v in row.model_dump(exclude_none=True).items() if k in ("input", "record")} for row in bare)
    prompts: dict[int, Any] = {}
    for row, answer in zip(bare, judge(charts), strict=True):
        if "error" in answer:
            source = row.source
            raise UserError(
                answer["error"],
                file=source.file if source else None,
                line=source.line if source else None,
                do="correct the record",
            )
        prompts[id(row)] = answer
    return [
        row.model_copy(update={"messages": [Message(**m) for m in a["messages"]], "codes": a["codes"], "form": a["form"]})
        if (a := prompts.get(id(row)))
        else row
        for row in rows
    ]


def _turns(row: Row) -> list[dict[str, str]]:
    answer = row.chosen if row.kind == "negative" and row.chosen else row.output
    return [*(m.model_dump() for m in row.messages), {"role": "assistant", "content": answer}]


def chatml(row: Row) -> dict[str, Any]:
    """`{"text"}` with the turns between <|im_start|> and <|im_end|>."""
    return {"text": "".join(f"<|im_start|>{t['role']}\n{t['content']}<|im_end|>\n" for t in _turns(row)), "codes": row.codes}


def mlx(row: Row) -> dict[str, Any]:
    """`{"messages"}`, what mlx-lm, trl and the hf method of `finetune` read."""
    return {"messages": _turns(row), "codes": row.codes}


def alpaca(row: Row) -> dict[str, Any]:
    """`{"instruction", "input", "output"}`: the facts as the extension lists them."""
    facts = next(m.content for m in row.messages if m.role == "user")
    return {"instruction": INSTRUCTION, "input": facts, "output": _turns(row)[-1]["content"], "codes": row.codes}


def preference(row: Row) -> dict[str, Any]:
    """`{"prompt", "chosen", "rejected"}` of a negative row, for DPO."""
    return {
        "prompt": [m.model_dump() for m in row.messages],
        "chosen": [{"role": "assistant", "content": row.chosen}],
        "rejected": [{"role": "assistant", "content": row.output}],
        "note": row.negative_note,
    }


FORMATS: dict[str, Callable[[Row], dict[str, Any]]] = {"chatml": chatml, "mlx": mlx, "alpaca": alpaca, "preference": preference}


def convert(rows: list[Row], to: str) -> list[dict[str, Any]]:
    """The rows in one of FORMATS. Negative rows go only to `preference`, and nothing else does: a fault is never a target."""
    negative = to == "preference"
    return [FORMATS[to](row) for row in with_prompts([r for r in rows if (r.kind == "negative") == negative])]


def output_path(source: Path, out: Path, many: bool) -> Path:
    """One file in, one file out; several (a split's folder), the same names in a folder."""
    if not many:
        return out
    if out.suffix == ".jsonl":
        raise UserError("several files cannot become one", file=out, do="give a folder as --out, or unify first")
    return out / source.name
