"""An export where the extension runs it: the engine's own session in Node and Chromium, and the extension's evaluation."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np

from .compare import divergence
from .core import node_program

#: Prompts, and tokens of each: enough for the cache to matter, few enough for WebGPU in software.
BACKEND_PROMPTS = 3
BACKEND_TOKENS = 24


def backend_side(
    folder: Path,
    dtype: str,
    backend: str,
    logits: list[np.ndarray],
    sentences: list[list[int]],
    keep: np.ndarray | None,
    scratch: Path,
) -> dict:
    """The extension's own session in Node or Chromium: last logits of a few prompts against torch, and cache against none."""
    prompts = [ids[:BACKEND_TOKENS] for ids in sentences[:BACKEND_PROMPTS]]
    asked, told = scratch / "prompts.json", scratch / "logits.bin"
    asked.write_text(json.dumps(prompts))
    command = [*node_program("tools/verify/main.ts"), "--folder", str(folder), "--dtype", dtype, "--backend", backend]
    done = subprocess.run([*command, "--prompts", str(asked), "--out", str(told)], capture_output=True, text=True)
    if done.returncode != 0:
        return {"refused": refusal(done.stderr)}
    said = json.loads(done.stdout)
    rows = np.fromfile(told, dtype=np.float32).reshape(2, len(prompts), said["width"])
    expected = [(rows_ if keep is None else rows_[:, keep])[len(ids) - 1] for rows_, ids in zip(logits, prompts, strict=False)]
    whole, stepped = rows[0][:, : len(expected[0])], rows[1][:, : len(expected[0])]
    return {
        "maxAbsLogitDifference": rounded(max(float(np.abs(a - b).max()) for a, b in zip(stepped, expected, strict=True))),
        "kl": rounded(float(np.mean([divergence(b, a) for a, b in zip(stepped, expected, strict=True)]))),
        "cachedKl": rounded(float(np.mean([divergence(a, b) for a, b in zip(whole, stepped, strict=True)]))),
        "cachedMinusUncached": rounded(float(np.abs(whole - stepped).max())),
        "sameChoice": float(np.mean([a.argmax() == b.argmax() for a, b in zip(stepped, expected, strict=True)])),
        **{key: rounded(said[key]) for key in ("loadSeconds", "prefill", "decode")},
        **({"device": said["device"]} if "device" in said else {}),
    }


def evaluation(folder: Path, cases: Path, limit: int, free: bool) -> dict:
    """`npm run -s eval` on the exported folder."""
    command = [*node_program("tools/eval/main.ts"), "--data", str(cases), "--limit", str(limit), "--model", str(folder), "--json"]
    done = subprocess.run([*command, *(["--free"] if free else [])], capture_output=True, text=True)
    if done.returncode != 0:
        return {"refused": refusal(done.stderr)}
    return json.loads(done.stdout)


def refusal(said: str) -> str:
    """The words of an error, without the stack that follows them."""
    words = [line.strip() for line in said.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return " ".join(words)[:400] or "no word"


def rounded(value: float) -> float:
    return float(f"{value:.5g}")
