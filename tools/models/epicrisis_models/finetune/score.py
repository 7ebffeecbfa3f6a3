"""A quick look at free text while training: are the codes there, is anything there that the prompt does not hold?

Codes and numbers alone, so that it costs nothing; the measure that counts is `npm run eval`, with the product's own check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .examples import CODE, Example

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Score:
    """Totals over some cases. `code_presence` and `grounded` are shares, 1 is best."""

    cases: int
    codes: int
    codes_found: int
    extra_codes: int
    numbers: int
    unsupported_numbers: int

    def as_dict(self) -> dict[str, float]:
        """The totals with their shares."""
        shares = {
            "code_presence": round(self.codes_found / self.codes, 4) if self.codes else 1.0,
            "grounded": round(1 - self.unsupported_numbers / self.numbers, 4) if self.numbers else 1.0,
        }
        return {**asdict(self), **shares}


def holds(text: str, code: str) -> bool:
    """The code as charted, not inside another word."""
    return re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text) is not None


def score(pairs: Iterable[tuple[str, Example]]) -> Score:
    """Scores (written text, its example)."""
    cases = codes = found = extra = numbers = unsupported = 0
    for text, example in pairs:
        told = example.prompt_text
        known = set(NUMBER.findall(told))
        written = [n for n in NUMBER.findall(text)]
        cases += 1
        codes += len(example.codes)
        found += sum(holds(text, code) for code in example.codes)
        extra += sum(not holds(told, code) for code in set(CODE.findall(text)))
        numbers += len(written)
        unsupported += sum(n not in known for n in written)
    return Score(cases, codes, found, extra, numbers, unsupported)
