"""Compares an export with its original where it will run, and says whether it may be used.

    python -m epicrisis_models verify --model merged --export exported --backend node --backend wasm

On Spanish clinical sentences: logits and perplexity of torch in fp32 against each exported type in Python, then against
onnxruntime-node and real Chromium (WASM, WebGPU), the cache against whole passes, and on request the extension's own
evaluation. Writes `verify.json` and `verify.md` into the export and the self-test into `epicrisis.json`. Exit code 1: a gate failed.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from pathlib import Path

import numpy as np

from .compare import OrtStepper, compare, torch_logits
from .errors import UserError
from .graph import GRAPH_NAMES
from .runtimes import backend_side, evaluation

#: Above this a model's perplexity is not the original's any more, whatever its KL.
MOST_PERPLEXITY = 1.05


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What was exported, what it came from, where to run it, and how near it must be."""
    parser.add_argument(
        "--model", type=Path, required=True, help="what was exported: model folder, Hugging Face cache folder, or GGUF"
    )
    parser.add_argument("--export", type=Path, required=True, help="the exported folder; the report is written into it")
    parser.add_argument(
        "--dtype", action="append", choices=list(GRAPH_NAMES), help="types to verify; all that are there without it"
    )
    parser.add_argument(
        "--backend", action="append", choices=["node", "wasm", "webgpu"], default=[], help="may be given several times"
    )
    parser.add_argument("--sentences", type=int, default=16, help="how many of the package's 16 clinical sentences")
    parser.add_argument("--max-kl", type=float, default=0.02, help="gate, nats, for quantised types")
    parser.add_argument("--max-logit-difference", type=float, default=1e-3, help="gate for fp32")
    parser.add_argument(
        "--eval",
        type=Path,
        metavar="CASES",
        help="the extension's own evaluation on these cases (.jsonl), under the grammar and free",
    )
    parser.add_argument("--limit", type=int, default=20, help="cases of --eval")
    parser.add_argument(
        "--prove-gate", action="store_true", help="also make the tensor-wide INT8 that corrupts, and see the gate refuse it"
    )


def run(args: argparse.Namespace) -> int:
    """0: every gate passed; 1: one failed (the report says which)."""
    from .weights import open_weights

    dtypes = args.dtype or [dtype for dtype, name in GRAPH_NAMES.items() if (args.export / "onnx" / name).is_file()]
    if not dtypes:
        raise UserError("there is no onnx/model*.onnx of a known type", do="run `export` first", file=args.export)
    check_sums(args.export)
    with tempfile.TemporaryDirectory(dir=args.export.parent, prefix=".verify-") as scratch:
        weights = open_weights(args.model, Path(scratch))
        sentences, original_ids, keep = tokens(args.export, args.sentences)
        logits = torch_logits(weights.folder, original_ids)
        report = held_report(args.export)
        for dtype in dtypes:
            entry: dict = {"python": python_side(args, dtype, logits, sentences, keep)}
            entry["backends"] = {
                backend: backend_side(args.export, dtype, backend, logits, sentences, keep, Path(scratch))
                for backend in args.backend
            }
            entry["gates"] = gates(args, dtype, entry)
            report["dtypes"][dtype] = entry
            print(
                json.dumps({"dtype": dtype, "gates": entry["gates"], **entry["python"], "backends": entry["backends"]}),
                flush=True,
            )
        if args.prove_gate:
            report["gateProof"] = prove_gate(args, weights.folder, logits, sentences, keep, Path(scratch))
            print(json.dumps({"gateProof": report["gateProof"]}), flush=True)
    if args.eval is not None:
        report["eval"] = {how: evaluation(args.export, args.eval, args.limit, how == "free") for how in ("grammar", "free")}
    write(args, report, sentences, logits, keep)
    failed = [f"{dtype} {gate}" for dtype in dtypes for gate, passed in report["dtypes"][dtype]["gates"].items() if not passed]
    if args.prove_gate and report["gateProof"]["passes"]:
        failed.append("the gate let the tensor-wide INT8 pass")
    print(json.dumps({"export": str(args.export), "failed": failed}))
    return 1 if failed else 0


def tokens(folder: Path, count: int) -> tuple[list[list[int]], list[list[int]], np.ndarray | None]:
    """The sentences in the export's ids and in the original's, and of a pruned vocabulary the original's ids by new id."""
    from tokenizers import Tokenizer

    from .clinical_sentences import SENTENCES

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    # A leading BOS where the model wants one.
    sentences = [tokenizer.encode(text).ids for text in SENTENCES[:count]]
    path = folder / "vocabulary.json"
    if not path.is_file():
        return sentences, sentences, None
    keep = np.array(json.loads(path.read_text())["original"])
    return sentences, [[int(keep[i]) for i in ids] for ids in sentences], keep


def python_side(
    args: argparse.Namespace, dtype: str, logits: list[np.ndarray], sentences: list[list[int]], keep: np.ndarray | None
) -> dict:
    started = time.monotonic()
    found = compare(OrtStepper(args.export / "onnx" / GRAPH_NAMES[dtype]), logits, sentences, keep)
    return {**found.rounded(), "sentences": len(sentences), "seconds": round(time.monotonic() - started, 1)}


def gates(args: argparse.Namespace, dtype: str, entry: dict) -> dict[str, bool]:
    """By name, whether passed. A runtime that refuses the graph has failed."""
    found = entry["python"]
    ratio = found["perplexity"] / found["perplexityOriginal"]
    passed = {
        "kl": found["kl"] < args.max_kl,
        "perplexity": ratio < MOST_PERPLEXITY,
        "cache": found["cachedKl"] < args.max_kl,
    }
    if dtype == "fp32":
        passed["logits"] = found["maxAbsLogitDifference"] < args.max_logit_difference
    for backend, side in entry["backends"].items():
        passed[backend] = "refused" not in side and side["kl"] < 2 * args.max_kl and side["cachedKl"] < args.max_kl
    return passed


def prove_gate(
    args: argparse.Namespace,
    weights: Path,
    logits: list[np.ndarray],
    sentences: list[list[int]],
    keep: np.ndarray | None,
    scratch: Path,
) -> dict:
    """The INT8 of the reports, from the same weights: it must not pass."""
    import onnx

    from .graph import build_graph
    from .int8 import tensor_wide_int8

    if keep is not None:
        raise UserError("--prove-gate takes an export with the whole vocabulary", do="leave it out")
    plain, wide = scratch / "plain.onnx", scratch / "wide.onnx"
    onnx.save(build_graph(weights, "fp32", scratch=scratch), plain, save_as_external_data=True, location="plain.data")
    tensor_wide_int8(str(plain), str(wide))
    found = compare(OrtStepper(wide), logits, sentences)
    return {"kind": "int8, one scale a tensor", "passes": found.kl < args.max_kl, **found.rounded()}


def check_sums(folder: Path) -> None:
    from .layout import digest

    sums = folder / "SHA256SUMS"
    if not sums.is_file():
        raise UserError("there is no SHA256SUMS", do="export it again: the folder is not whole", file=folder)
    for number, line in enumerate(sums.read_text().splitlines(), 1):
        expected, _, name = line.partition("  ")
        if not (folder / name).is_file():
            raise UserError(f"{name} is missing", do="export it again", file=sums, line=number)
        if digest(folder / name) != expected:
            raise UserError(
                f"{name} is not the file that was exported", do="export it again, or download it again", file=sums, line=number
            )


def held_report(folder: Path) -> dict:
    """What earlier runs found of other types of the same files."""
    path = folder / "verify.json"
    return json.loads(path.read_text()) if path.is_file() else {"schema": 1, "dtypes": {}}


def write(
    args: argparse.Namespace, report: dict, sentences: list[list[int]], logits: list[np.ndarray], keep: np.ndarray | None
) -> None:
    """Report, card and digests."""
    from .card import MOST_SENTENCES, MOST_TOKENS, write_selftest
    from .layout import write_json, write_sums
    from .report import markdown

    tested = [ids[:MOST_TOKENS] for ids in sentences[:MOST_SENTENCES]]
    rows = [(r if keep is None else r[:, keep])[: len(ids)] for r, ids in zip(logits, tested, strict=False)]
    measured = {}
    for dtype, entry in report["dtypes"].items():
        if all(entry["gates"].values()) and (args.dtype is None or dtype in args.dtype):
            stepper = OrtStepper(args.export / "onnx" / GRAPH_NAMES[dtype])
            measured[dtype] = compare(stepper, rows, tested, None).perplexity
    write_selftest(args.export, tested, perplexity(rows, tested), measured)
    write_json(args.export / "verify.json", report)
    (args.export / "verify.md").unlink(missing_ok=True)
    (args.export / "verify.md").write_text(markdown(args.export.name, report))
    write_sums(args.export)


def perplexity(logits: list[np.ndarray], sentences: list[list[int]]) -> float:
    from .compare import log_softmax

    losses = [
        -log_softmax(rows[at])[ids[at + 1]] for rows, ids in zip(logits, sentences, strict=True) for at in range(len(ids) - 1)
    ]
    return math.exp(float(np.mean(losses)))
