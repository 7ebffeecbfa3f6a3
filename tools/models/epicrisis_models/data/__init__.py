"""Prepares training data: unify, clean, split, convert, generate and count.

python -m epicrisis_models data unify DIR --out all.jsonl
python -m epicrisis_models data clean all.jsonl --out clean.jsonl --report report.jsonl
python -m epicrisis_models data split clean.jsonl --out split
python -m epicrisis_models data convert split --to mlx --out training
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from .rows import Note, Row, data_files, read_rows, write_jsonl, write_rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand a step, so that each result can be looked at."""
    steps = parser.add_subparsers(dest="step", metavar="step", required=True)

    def step(name: str, summary: str, *, out: str | None = "file to write", several: bool = True) -> argparse.ArgumentParser:
        sub = steps.add_parser(name, help=summary, description=summary)
        sub.add_argument("files", type=Path, nargs="+" if several else "*", help="JSONL files, or folders of them")
        if out:
            sub.add_argument("--out", type=Path, required=True, help=out)
        sub.add_argument("--report", type=Path, help="write what was dropped or changed, and why, a JSON line each")
        sub.add_argument("--strict", action="store_true", help="refuse a bad line instead of leaving it out")
        return sub

    step("unify", "many files into one, no row twice")
    preparing = step("prepare", "unify, clean, split and convert in one go", out="folder to write")
    cleaning = step("clean", "targets grounded in their chart")
    splitting = step("split", "train, valid and test, like charts on one side", out="folder to write")
    converting = step("convert", "into the shape that a trainer reads", out="file or folder to write")
    for sub in (preparing, cleaning):
        how = "what is not grounded: nearest grounded text instead (align), or nothing (drop)"
        sub.add_argument("--how", choices=["align", "drop"], default="align", help=how)
    for sub in (preparing, splitting):
        sub.add_argument("--valid", type=float, default=0.1, help="share held back for validation (default 0.1)")
        sub.add_argument("--test", type=float, default=0.1, help="share held back for the test (default 0.1)")
        alike = "Jaccard likeness from which two charts stay together (default 0.6)"
        sub.add_argument("--threshold", type=float, default=0.6, help=alike)
        sub.add_argument("--seed", type=int, default=1)
    converting.add_argument("--to", choices=["chatml", "mlx", "alpaca", "preference"], required=True)
    preparing.add_argument("--to", choices=["chatml", "mlx", "alpaca"], default="mlx", help="what trainer reads it (default mlx)")
    generating = step("generate", "extra examples from the grammar; with files, negative ones of their rows", several=False)
    generating.add_argument("--synthetic", type=int, default=0, help="how many invented charts")
    generating.add_argument("--negatives", type=int, default=0, help="how many faulty texts for each row of the files")
    generating.add_argument("--seed", type=int, default=1)
    counting = step("count", "tokens and codes", out=None)
    counting.add_argument("--tokenizer", type=Path, help="model folder, tokenizer.json or GGUF; words without it")


def run(args: argparse.Namespace) -> int:
    """Runs the step; the summary goes to stdout as JSON, what was dropped or changed to stderr (all of it to --report)."""
    return {
        "prepare": _prepare,
        "unify": _unify,
        "clean": _clean,
        "split": _split,
        "convert": _convert,
        "generate": _generate,
        "count": _count,
    }[args.step](args)


def _finish(args: argparse.Namespace, notes: list[Note], summary: dict[str, object]) -> int:
    for note in [n for n in notes if n.action == "bad"][:20]:
        print(note, file=sys.stderr)
    if args.report:
        write_jsonl(args.report, (asdict(note) for note in notes))
    elif any(n.action != "bad" for n in notes):
        for note in [n for n in notes if n.action != "bad"][:5]:
            print(note, file=sys.stderr)
        print("(all of them with --report FILE)", file=sys.stderr)
    print(json.dumps({**summary, **Counter(note.action for note in notes)}, ensure_ascii=False))
    return 0


def _read(args: argparse.Namespace) -> tuple[list[Row], list[Note]]:
    return read_rows(args.files, strict=args.strict)


def _unify(args: argparse.Namespace) -> int:
    from .unify import unify

    rows, notes = unify(args.files, strict=args.strict)
    write_rows(args.out, rows)
    return _finish(args, notes, {"rows": len(rows), "files": len(data_files(args.files))})


def _prepare(args: argparse.Namespace) -> int:
    from .prepare import prepare

    args.report = args.report or args.out / "report.jsonl"
    notes, counts = prepare(args)
    return _finish(args, notes, counts)


def _clean(args: argparse.Namespace) -> int:
    from .clean import clean

    rows, bad = _read(args)
    kept, notes = clean(rows, args.how)
    write_rows(args.out, kept)
    return _finish(
        args, bad + notes, {"read": len(rows), "kept": len(kept), "asTheyWere": sum(r.kind == "reference" for r in kept)}
    )


def _split(args: argparse.Namespace) -> int:
    from .split import split

    rows, notes = _read(args)
    sides = split(rows, valid=args.valid, test=args.test, threshold=args.threshold, seed=args.seed)
    for name in ("train", "valid", "test"):
        write_rows(args.out / f"{name}.jsonl", getattr(sides, name))
    counts = {name: len(getattr(sides, name)) for name in ("train", "valid", "test")}
    return _finish(args, notes, {**counts, "groups": sides.groups, "largestGroup": sides.largest})


def _convert(args: argparse.Namespace) -> int:
    from .convert import convert, output_path

    files = data_files(args.files)
    many = len(files) > 1 or args.files[0].is_dir()
    notes: list[Note] = []
    written: dict[str, int] = {}
    for file in files:
        rows, bad = read_rows([file], strict=args.strict)
        notes += bad
        path = output_path(file, args.out, many)
        values = convert(rows, args.to)
        write_jsonl(path, values)
        written[path.name] = len(values)
    return _finish(args, notes, {"format": args.to, "written": written})


def _generate(args: argparse.Namespace) -> int:
    from .generate import generate, negatives

    rows, notes = _read(args) if args.files else ([], [])
    made = generate(args.synthetic, args.seed) if args.synthetic else []
    wrong, unseen = negatives([*rows, *made], per_row=args.negatives, seed=args.seed) if args.negatives else ([], [])
    write_rows(args.out, [*made, *wrong])
    return _finish(args, notes + unseen, {"synthetic": len(made), "negative": len(wrong)})


def _count(args: argparse.Namespace) -> int:
    from .convert import with_prompts
    from .count import count

    rows, notes = _read(args)
    return _finish(args, notes, count(with_prompts(rows), args.tokenizer))
