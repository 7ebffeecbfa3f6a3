"""The model's card: `epicrisis.json` for the extension (schema in `src/engine/model_card.ts`) and README.md for people."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from .graph import GRAPH_NAMES
from .layout import write_json

CARD = "epicrisis.json"
#: How the extension's self-test takes them.
MOST_SENTENCES = 2
MOST_TOKENS = 20


def read_card(folder: Path) -> dict:
    path = folder / CARD
    return json.loads(path.read_text()) if path.is_file() else {}


def write_card(folder: Path, *, id: str | None, base: str) -> None:
    """As an export leaves it: nothing proved yet. `verify` adds the self-test."""
    card = {"schema": 1, "dialect": "text", "base": base[:200]}
    if id:
        card["id"] = id
    write_json(folder / CARD, card)


def write_selftest(folder: Path, sentences: Sequence[Sequence[int]], perplexity: float, measured: Mapping[str, float]) -> None:
    """What the extension tries at every load. `measured`: by type, of the same sentences."""
    card = read_card(folder)
    held = card.get("selftest", {})
    same = held.get("sentences") == [list(ids) for ids in sentences]
    dtypes = {**(held.get("dtypes", {}) if same else {}), **measured}
    card["selftest"] = {
        "sentences": [list(ids) for ids in sentences],
        "perplexity": round(perplexity, 4),
        "dtypes": {dtype: round(value, 4) for dtype, value in dtypes.items()},
    }
    write_json(folder / CARD, card)


def write_readme(folder: Path, name: str, licence: str, args: argparse.Namespace) -> None:
    """Which files there are and how they were made; figures stand in verify.md."""
    rows = [
        f"| `onnx/{graph}` | {dtype} | {sum(p.stat().st_size for p in (folder / 'onnx').glob(graph + '*')) / 1e6:.0f} MB |"
        for dtype, graph in GRAPH_NAMES.items()
        if (folder / "onnx" / graph).is_file()
    ]
    pruned = (
        "\nThe vocabulary is pruned: `vocabulary.json` has, for each token, its id in the original.\n"
        if (folder / "vocabulary.json").is_file()
        else ""
    )
    builder = importlib.metadata.version("onnxruntime-genai")
    front = (
        "---\nlibrary_name: transformers.js\npipeline_tag: text-generation\nlanguage: [es]\n"
        + (f"license: {licence}\n" if licence else "")
        + "---\n\n"
    )
    text = f"""# {name}

ONNX in the Transformers.js layout, with a KV cache, by `epicrisis_models export` (onnxruntime-genai {builder}).

| file | type | size |
| --- | --- | --- |
{chr(10).join(rows)}

4-bit rounding: {args.quantiser}, blocks of {args.block}. Logits of the last `num_logits_to_keep` positions (0: all), as Transformers.js asks for them.
{pruned}
`verify.md` has the comparison with the original, once `epicrisis_models verify` has run. Check the files: `sha256sum -c SHA256SUMS`.
"""
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "README.md").write_text(front + text)
