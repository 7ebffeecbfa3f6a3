"""The run card: what was trained on what, with which settings, how it went. JSON for programs, Markdown for people."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from pathlib import Path
from typing import Any

from ..data.rows import write_whole

LIBRARIES = ("torch", "transformers", "peft", "mlx", "mlx-lm", "unsloth", "bitsandbytes")


def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that are installed."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def write_card(out: Path, card: dict[str, Any]) -> None:
    """`run.json` and `run.md` in the adapter's folder."""
    write_whole(out / "run.json", json.dumps(card, ensure_ascii=False, indent=1) + "\n")
    lines = [f"# LoRA by `{card['method']}`, preset `{card['preset']}`", ""]
    lines += [
        f"- base: {card['base']['name']} ({card['base']['fingerprint'][:16]})",
        f"- data: {card['data']['train']} rows, {card['data']['valid']} for validation, {card['data']['tooLong']} too long",
    ]
    lines += [
        f"- {card['steps']} steps in {card['seconds']} s, seed {card['seed']}, {card['trainable']} trainable parameters",
        "",
    ]
    lines += ["| setting | value |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in card["settings"].items()), ""]
    lines += [
        "| step | loss | validation loss | code presence | extra codes | grounded numbers |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for entry in card["log"]:
        written = entry.get("written") or {}
        cells = [
            entry["step"],
            entry.get("loss", ""),
            entry.get("valid", ""),
            written.get("code_presence", ""),
            written.get("extra_codes", ""),
            written.get("grounded", ""),
        ]
        if "valid" in entry:
            lines.append(f"| {' | '.join(str(c) for c in cells)} |")
    lines += ["", *(f"> {note}" for note in card.get("notes", [])), ""]
    write_whole(out / "run.md", "\n".join(lines))
