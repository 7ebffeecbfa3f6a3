"""Extra examples from the grammar, and negative ones: a good text with one fault that the product's own check sees."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from ..core import judge, synthetic
from .rows import Message, Note, Row

#: What references add of their own; no chart below holds it.
OUTCOMES = (
    "con evolución favorable",
    "con flujo TIMI 3 final",
    "sin complicaciones",
    "secundario a mala adherencia",
    "con buena respuesta clínica",
)
#: Drugs to invent: rarely charted, known to the product's formulary.
DRUGS = ("amiodarona 200 mg VO c/24 h (C01BD01)", "warfarina 5 mg VO c/24 h (B01AA03)", "linezolid 600 mg EV c/12 h (J01XX08)")
DOSE = re.compile(r"(?<![\w.,])(\d+)(?=\s?(?:mg|g|mcg|UI|mL|cc)\b)")


def generate(count: int, seed: int) -> list[Row]:
    """Invented charts in all shapes with grounded targets. The same for the same seed."""
    rows = []
    for number, made in enumerate(synthetic(count, seed), 1):
        if not made["output"]:
            continue
        known = {k: made[k] for k in ("record", "output", "form", "codes", "messages")}
        rows.append(Row.model_validate({**known, "kind": "synthetic", "source": {"file": f"synthetic-{seed}", "line": number}}))
    return rows


def _change_code(text: str, row: Row, pick: random.Random) -> tuple[str, str] | None:
    codes = [c for c in row.codes if f"({c})" in text]
    if not codes:
        return None
    code = pick.choice(codes)
    last = int(code[-1]) if code[-1].isdigit() else 0
    wrong = code[:-1] + str((last + pick.randint(1, 8)) % 10)
    return None if wrong in text else (text.replace(f"({code})", f"({wrong})"), f"código cambiado: {code} por {wrong}")


def _drop_code(text: str, row: Row, pick: random.Random) -> tuple[str, str] | None:
    codes = [c for c in row.codes if f" ({c})" in text]
    if not codes:
        return None
    code = pick.choice(codes)
    return text.replace(f" ({code})", ""), f"falta el código {code}"


def _change_dose(text: str, row: Row, pick: random.Random) -> tuple[str, str] | None:
    doses = list(DOSE.finditer(text))
    if not doses:
        return None
    dose = pick.choice(doses)
    wrong = str(int(dose[1]) * 10 + pick.choice((1, 3, 7)))
    return text[: dose.start()] + wrong + text[dose.end() :], f"dosis cambiada: {dose[1]} por {wrong}"


def _add_outcome(text: str, row: Row, pick: random.Random) -> tuple[str, str] | None:
    outcome = pick.choice(OUTCOMES)
    end = text.rfind(".")
    return None if end < 0 else (f"{text[:end]}, {outcome}{text[end:]}", f"agregado sin fuente: {outcome}")


def _add_drug(text: str, row: Row, pick: random.Random) -> tuple[str, str] | None:
    drug = pick.choice(DRUGS)
    end = text.rfind(".")
    return (
        None
        if end < 0 or drug.split()[0] in text.lower()
        else (f"{text[:end]} y {drug}{text[end:]}", f"fármaco inventado: {drug}")
    )


Fault = Callable[[str, Row, random.Random], tuple[str, str] | None]
#: The faults, and which of the core's findings each must raise.
FAULTS: tuple[tuple[Fault, str], ...] = (
    (_change_code, "missingCodes"),
    (_drop_code, "missingCodes"),
    (_change_dose, "numbers"),
    (_add_outcome, "words"),
    (_add_drug, "drugs"),
)


def negatives(rows: Sequence[Row], *, per_row: int, seed: int) -> tuple[list[Row], list[Note]]:
    """For each row up to `per_row` texts with one fault; only those that the product's check finds faulty in that way."""
    pick = random.Random(seed)
    made: list[tuple[Row, str]] = []
    for row in rows:
        if row.kind == "negative":
            continue
        for fault, finding in pick.sample(FAULTS, len(FAULTS))[:per_row]:
            wrong = fault(row.output, row, pick)
            if wrong:
                update = {"output": wrong[0], "chosen": row.output, "kind": "negative", "negative_note": wrong[1]}
                made.append((row.model_copy(update=update), finding))
    charts = (
        {k: v for k, v in row.model_dump(exclude_none=True).items() if k in ("input", "record", "output")} for row, _ in made
    )
    kept: list[Row] = []
    notes: list[Note] = []
    for (row, finding), answer in zip(made, judge(charts), strict=True):
        if answer.get("faults", {}).get(finding):
            # The prompt of a row that `clean` has not seen yet.
            messages = row.messages or [Message(**m) for m in answer["messages"]]
            kept.append(row.model_copy(update={"messages": messages, "codes": row.codes or answer["codes"]}))
        elif row.source:
            notes.append(Note(row.source.file, row.source.line, "dropped", f"not seen as a fault: {row.negative_note}"))
    return kept, notes
