"""How long the rows are, in the tokens of a model, and which codes they teach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import UserError
from .rows import Row

#: Sequence lengths that trainers are usually given.
LENGTHS = (512, 1024, 2048)


def counter_of(tokenizer: Path | None) -> tuple[str, Callable[[str], int]]:
    """What is counted, and how: the tokens of a folder, `tokenizer.json` or GGUF; without one, words."""
    if tokenizer is None:
        return "words", lambda text: len(text.split())
    if not tokenizer.exists():
        raise UserError("no such tokenizer", file=tokenizer, do="give a model folder, a tokenizer.json or a GGUF file")
    if tokenizer.suffix == ".gguf":
        from transformers import AutoTokenizer

        loaded = AutoTokenizer.from_pretrained(tokenizer.parent, gguf_file=tokenizer.name)
        return "tokens", lambda text: len(loaded.encode(text, add_special_tokens=False))
    from tokenizers import Tokenizer

    path = tokenizer / "tokenizer.json" if tokenizer.is_dir() else tokenizer
    try:
        fast = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises a bare Exception
        raise UserError(
            f"not a tokenizer: {error}", file=path, do="give a model folder, a tokenizer.json or a GGUF file"
        ) from error
    return "tokens", lambda text: len(fast.encode(text, add_special_tokens=False).ids)


def count(rows: list[Row], tokenizer: Path | None) -> dict[str, Any]:
    """Lengths of prompt, answer and both (median, 95th percentile, longest), and the codes with how often each is taught."""
    unit, measure = counter_of(tokenizer)
    prompts = np.array([sum(measure(m.content) for m in row.messages) for row in rows] or [0])
    answers = np.array([measure(row.output) for row in rows] or [0])
    codes = Counter(code for row in rows for code in row.codes)
    lacking = sum(1 for row in rows for code in row.codes if code not in row.output)
    return {
        "rows": len(rows),
        "kinds": dict(Counter(row.kind for row in rows)),
        "unit": unit,
        "prompt": _spread(prompts),
        "answer": _spread(answers),
        "whole": _spread(prompts + answers),
        "longerThan": {str(n): int((prompts + answers > n).sum()) for n in LENGTHS},
        "codes": {
            "distinct": len(codes),
            "total": sum(codes.values()),
            "lackingInAnswer": lacking,
            "once": sum(1 for n in codes.values() if n == 1),
        },
        "mostTaught": codes.most_common(10),
    }


def _spread(values: np.ndarray) -> dict[str, int]:
    return {
        "median": int(np.median(values)),
        "p95": int(np.percentile(values, 95)),
        "longest": int(values.max()),
        "total": int(values.sum()),
    }
