"""Retrains or rebuilds the bundled slots model, end to end: data, training, export, evaluation, then its place.

    python -m epicrisis_models bundle                          synthetic plans alone
    python -m epicrisis_models bundle --data DIR               with the references of DIR, aligned to the grammar
    python -m epicrisis_models bundle --only export eval install    from the weights that are there

Under 30 minutes on two idle cores. Cut at any point, the same command goes on: finished stages are known by what went into them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .core import REPOSITORY, node_program
from .data.rows import write_whole
from .errors import UserError

STAGES = ("pairs", "train", "export", "eval", "install")
#: What a model must reach under the grammar; the grammar promises it, so anything less is a bug.
FIDELITY = {"codeRecall": 1, "factRecall": 1, "extraCodes": 0, "unsupportedNumbers": 0, "unsupportedDrugs": 0}
#: Held-back charts of the evaluation.
CASES = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from, where to, how long."""
    parser.add_argument("--data", type=Path, help="folder of reference pairs (JSONL); synthetic plans alone without it")
    parser.add_argument("--work", type=Path, default=REPOSITORY / ".cache" / "bundle", help="folder of the stages")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "public" / "models" / "epicrisis-slots")
    parser.add_argument("--synthetic", type=int, default=9000, help="invented plans")
    parser.add_argument("--minutes", type=float, default=16, help="bound of the training")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=STAGES, nargs="+", default=list(STAGES), help="these stages, on what the others left")
    parser.add_argument("--fresh", action="store_true", help="begin anew instead of resuming")


def run(args: argparse.Namespace) -> int:
    """Runs the stages that are not done yet; each leaves a stamp of what went into it."""
    if args.fresh:
        shutil.rmtree(args.work, ignore_errors=True)
    args.work.mkdir(parents=True, exist_ok=True)
    stages: dict[str, tuple[Callable[[argparse.Namespace], None], Callable[[], Any]]] = {
        "pairs": (_pairs, lambda: {"data": _folder_hash(args.data), "synthetic": args.synthetic, "seed": args.seed}),
        "train": (
            _train,
            lambda: {
                "pairs": _hash(args.work / "pairs" / "pairs.jsonl"),
                "minutes": args.minutes,
                "epochs": args.epochs,
                "seed": args.seed,
            },
        ),
        "export": (_export, lambda: {"weights": _hash(args.work / "slots" / "weights" / "model.safetensors")}),
        "eval": (_evaluate, lambda: {"graph": _hash(args.work / "export" / "onnx" / "model.onnx")}),
        "install": (
            _install,
            lambda: {
                "graph": _hash(args.work / "export" / "onnx" / "model.onnx"),
                "out": str(args.out),
                "there": _hash(args.out / "onnx" / "model.onnx"),
            },
        ),
    }
    for name in STAGES:
        if name not in args.only:
            continue
        work, stamp_of = stages[name]
        stamp, place = stamp_of(), args.work / f"{name}.done.json"
        if place.is_file() and json.loads(place.read_text()) == stamp:
            print(f"{name}: done before", flush=True)
            continue
        print(f"{name}: begins", flush=True)
        work(args)
        write_whole(place, json.dumps(stamp_of()) + "\n")
    print(json.dumps({"out": str(args.out), "bytes": sum(p.stat().st_size for p in args.out.rglob("*") if p.is_file())}))
    return 0


def _hash(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _folder_hash(folder: Path | None) -> str | None:
    if folder is None:
        return None
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise UserError(
            "no *.jsonl file in this folder", file=folder, do="give the folder of the reference pairs, or leave --data out"
        )
    return hashlib.sha256("".join(f"{p.name}{_hash(p)}" for p in files).encode()).hexdigest()


def _needs(path: Path, stage: str) -> None:
    if not path.exists():
        raise UserError("is not there", file=path, do=f"run the stage {stage} first")


def _pairs(args: argparse.Namespace) -> None:
    options = ["--out", str(args.work / "pairs"), "--synthetic", str(args.synthetic), "--seed", str(args.seed)]
    run = subprocess.run(
        [*node_program("tools/training/pairs.ts"), *options, *(["--data", str(args.data)] if args.data else [])],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if run.returncode != 0:
        raise UserError("tools/training/pairs.ts failed (see above)", do="run `npm ci`, then try again")


def _train(args: argparse.Namespace) -> None:
    _needs(args.work / "pairs" / "pairs.jsonl", "pairs")
    from . import slots_train

    # A checkpoint belongs to its data and settings: of others it would be a false start.
    begun, place = args.work / "train.begun.json", args.work / "slots" / "checkpoint.pt"
    stamp = json.dumps(
        {"pairs": _hash(args.work / "pairs" / "pairs.jsonl"), "minutes": args.minutes, "epochs": args.epochs, "seed": args.seed}
    )
    if place.is_file() and not (begun.is_file() and begun.read_text() == stamp):
        print("train: the checkpoint is of other data or settings, begun anew", flush=True)
        place.unlink()
    write_whole(begun, stamp)
    options = {
        "--pairs": args.work / "pairs",
        "--out": args.work / "slots",
        "--minutes": args.minutes,
        "--epochs": args.epochs,
        "--seed": args.seed,
    }
    fixed = ["--batch-tokens", "4000", "--lr", "0.0025", "--aligned-times", "6"]
    slots_train.main([*(str(part) for pair in options.items() for part in pair), *fixed])


def _export(args: argparse.Namespace) -> None:
    _needs(args.work / "slots" / "weights" / "model.safetensors", "train")
    from . import slots_export

    slots_export.main(
        [
            "--run",
            str(args.work / "slots"),
            "--pairs",
            str(args.work / "pairs" / "pairs.jsonl"),
            "--out",
            str(args.work / "export"),
        ]
    )


def _evaluate(args: argparse.Namespace) -> None:
    """The extension's own evaluation on held-back charts; below fidelity, nothing is installed."""
    _needs(args.work / "export" / "onnx" / "model.onnx", "export")
    held = args.work / "pairs" / "heldback.jsonl"
    if not held.is_file() or not held.read_text().strip():
        print("eval: no held-back charts (they come with --data): only the comparison with torch was made", flush=True)
        return
    program = node_program("tools/eval/main.ts")
    run = subprocess.run(
        [*program, "--data", str(held), "--model", str(args.work / "export"), "--limit", str(CASES), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise UserError(f"the evaluation failed: {run.stderr.strip()[-400:]}", do="nothing was installed")
    report = json.loads(run.stdout)
    write_whole(args.work / "eval.json", json.dumps(report, indent=1) + "\n")
    print(json.dumps({k: report[k] for k in (*FIDELITY, "rougeL", "chrF", "secondsPerCase")}), flush=True)
    short = [k for k, wanted in FIDELITY.items() if report[k] != wanted]
    if short:
        raise UserError(
            f"fidelity falls short: {', '.join(f'{k} {report[k]}' for k in short)}",
            file=args.work / "eval.json",
            do="nothing was installed; this is a bug of the grammar",
        )


def _install(args: argparse.Namespace) -> None:
    """Each file beside its place, then moved there, their sums last; what else is in the folder (the model card) stays."""
    source = args.work / "export"
    _needs(source / "SHA256SUMS", "export")
    for file in sorted((p for p in source.rglob("*") if p.is_file()), key=lambda p: (p.name == "SHA256SUMS", p)):
        place = args.out / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = place.with_name(f".{place.name}.new")
        shutil.copy(file, scratch)
        scratch.replace(place)
