"""Exports a model to ONNX in the Transformers.js layout, for this extension or any other program that reads it.

    python -m epicrisis_models export --model merged --dtype q4f16 --out exported
    python -m epicrisis_models export --model merged --dtype int8 --out exported --add       another type beside it

`--model` is a Transformers folder, a Hugging Face cache folder or a GGUF. Types: q4f16 (WebGPU with shader-f16), q4 (WebGPU
without, Node), int8 (WebAssembly), q8 (Node; 8 bits in blocks), fp16, fp32.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from .errors import UserError
from .graph import QUANTISERS, RECIPES
from .weights import Opened, free_bytes, open_weights, weight_files

#: Weights are fp32 while they are turned into a graph, and the graph is written once more.
SPARE_BYTES = 200_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, as which type, where to, and how to make it smaller."""
    parser.add_argument("--model", type=Path, required=True, help="model folder, Hugging Face cache folder, or GGUF")
    parser.add_argument("--dtype", choices=list(RECIPES), action="append", required=True, help="may be given several times")
    parser.add_argument("--out", type=Path, required=True, help="folder; written whole or not at all")
    parser.add_argument("--add", action="store_true", help="put the type beside those that --out holds already")
    parser.add_argument("--id", help="the registry's id, where it is one of its rows")
    parser.add_argument("--name", help="for the model card; the folder's name without it")
    parser.add_argument("--licence", default="", help="SPDX id, for the model card")
    parser.add_argument("--quantiser", choices=list(QUANTISERS), default="rtn", help="how 4-bit weights are rounded")
    parser.add_argument("--block", type=int, choices=[16, 32, 64, 128], default=32, help="weights that share a scale, for 4 bits")
    parser.add_argument(
        "--keep-float",
        action="append",
        default=[],
        metavar="NODE",
        help="for int8: a MatMul that stays float; may be given several times",
    )
    parser.add_argument(
        "--prune-vocabulary",
        type=Path,
        metavar="TEXTS",
        help="keep only the tokens that these texts (.txt, .jsonl) and Spanish need",
    )


def run(args: argparse.Namespace) -> int:
    """Opens, prunes where asked, builds each type, writes the folder. 0, or UserError and nothing written."""
    from . import layout

    started = time.monotonic()
    with (
        layout.whole_folder(args.out, add=args.add) as folder,
        tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as scratch,
    ):
        weights = open_weights(args.model, Path(scratch))
        needed = disk_needed(weights, args.dtype)
        if free_bytes(folder) < needed:
            raise UserError(
                f"{needed // 2**20} MiB of disk are needed, {free_bytes(folder) // 2**20} are free",
                do="free some space",
                file=args.out,
            )
        kept = None
        if args.prune_vocabulary is not None:
            from .vocabulary import prune

            weights, kept = prune(weights, args.prune_vocabulary, Path(scratch) / "pruned")
        export_folder(weights, folder, args, kept, Path(scratch))
    size = sum(path.stat().st_size for path in args.out.rglob("*") if path.is_file())
    print(
        json.dumps({"out": str(args.out), "dtypes": args.dtype, "bytes": size, "seconds": round(time.monotonic() - started, 1)})
    )
    return 0


def export_folder(weights: Opened, folder: Path, args: argparse.Namespace, kept: dict | None, scratch: Path) -> None:
    from . import layout
    from .card import write_card, write_readme
    from .graph import build_dtype

    config = weights.config
    for name in ("verify.json", "verify.md"):
        (folder / name).unlink(missing_ok=True)
    for dtype in args.dtype:
        model = build_dtype(
            weights.folder, dtype, quantiser=args.quantiser, block=args.block, keep_float=tuple(args.keep_float), scratch=scratch
        )
        chunks = layout.save_graph(model, folder, dtype)
        layout.write_config(config, folder, dtype, model, chunks)
        del model
    layout.write_tokenizer(weights.folder, folder)
    layout.write_generation_config(weights.folder, folder, config)
    if kept is not None:
        layout.write_json(folder / "vocabulary.json", kept)
    write_card(folder, id=args.id, base=args.name or weights.source.name)
    write_readme(folder, args.name or weights.source.name, args.licence, args)
    layout.write_sums(folder)


def disk_needed(weights: Opened, dtypes: list[str]) -> int:
    """The builder's own copy, and the files."""
    stored = sum(path.stat().st_size for path in weight_files(weights.folder))
    width = 2 if weights.config.get("dtype") in ("float16", "bfloat16") else 4
    values = stored / width
    return int(values * 4 + sum(values * RECIPES[dtype].bits / 8 for dtype in dtypes)) + SPARE_BYTES
