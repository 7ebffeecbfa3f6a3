"""Trains a LoRA on prepared data: loss on the answer alone, evaluated while training, resumable, with a run card.

python -m epicrisis_models finetune --method hf --base MODEL --data training --out adapter
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import math
import shutil
import tempfile
from pathlib import Path
from typing import Any

from ..errors import UserError
from .presets import OF_METHOD, PRESETS, Preset

#: Preset fields that an option may set.
SETTINGS = (
    "epochs",
    "batch",
    "accumulation",
    "learning_rate",
    "rank",
    "alpha",
    "dropout",
    "sequence",
    "warmup",
    "weight_decay",
    "optimiser",
    "layers",
)
WHOLE = {"batch", "accumulation", "rank", "sequence", "warmup", "layers"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Base, data, method, preset; every setting of the preset can be overridden."""
    parser.add_argument("--method", choices=["hf", "unsloth", "mlx"], required=True)
    parser.add_argument("--base", type=Path, required=True, help="model folder or GGUF")
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and valid.jsonl, of `data convert`")
    parser.add_argument("--out", type=Path, required=True, help="folder of the adapter; resumes what is there")
    parser.add_argument("--preset", choices=sorted(PRESETS), help="settings by name; the method's own without it")
    for name in SETTINGS:
        kind = int if name in WHOLE else str if name == "optimiser" else float
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=argparse.SUPPRESS, help="instead of the preset's")
    parser.add_argument("--steps", type=int, help="stop after so many updates, whatever the epochs")
    parser.add_argument("--limit", type=int, help="only the first so many training rows")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32", help="of the frozen base (hf)")
    parser.add_argument("--checkpointing", action="store_true", help="recompute activations: less memory, a third slower")
    parser.add_argument("--evaluate-every", type=int, default=20, help="steps between looks at the validation rows")
    parser.add_argument("--save-every", type=int, default=10, help="steps between checkpoints (hf, unsloth)")
    parser.add_argument("--valid-rows", type=int, default=32, help="validation rows for the loss")
    parser.add_argument("--cases", type=int, default=4, help="validation rows that are written out and scored (0: none)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="begin anew instead of resuming")


def preset_of(args: argparse.Namespace) -> tuple[str, Preset]:
    """The preset with the options that were given; refuses what cannot train."""
    name = args.preset or OF_METHOD[args.method]
    given = {k: getattr(args, k) for k in SETTINGS if hasattr(args, k)}
    preset = dataclasses.replace(PRESETS[name], **given)
    for field in ("epochs", "batch", "accumulation", "learning_rate", "rank", "alpha", "sequence"):
        if not getattr(preset, field) > 0:
            raise UserError(f"--{field.replace('_', '-')} must be above 0", do="leave it out to take the preset's")
    if not 0 <= preset.dropout < 1:
        raise UserError("--dropout must be from 0 to below 1", do="the presets use 0")
    return name, preset


def run(args: argparse.Namespace) -> int:
    """Trains; the adapter, `base.json`, `run.json` and `run.md` are in --out when it ends."""
    from transformers import AutoTokenizer

    from ..fingerprint import BASE_FILE, describe_base
    from ..weights import open_weights
    from . import hf, mlx, unsloth
    from .card import versions, write_card
    from .examples import encode_all, read_examples

    name, preset = preset_of(args)
    train, valid = read_examples(args.data, "train")[: args.limit], read_examples(args.data, "valid")[: args.valid_rows]
    with tempfile.TemporaryDirectory() as scratch:
        base = open_weights(args.base, Path(scratch))
        tokenizer = AutoTokenizer.from_pretrained(base.folder)
        rows, too_long = encode_all(tokenizer, train, preset.sequence)
        held, _ = encode_all(tokenizer, valid, preset.sequence)
        if not rows:
            raise UserError(
                f"all {len(train)} rows are longer than {preset.sequence} tokens", file=args.data, do="raise --sequence"
            )
        if args.method == "unsloth":
            unsloth.require()
        described = describe_base(base.folder, args.base.name)
        steps = args.steps or math.ceil(math.ceil(len(rows) / preset.batch) / preset.accumulation * preset.epochs)
        data_hash = hashlib.sha256(json.dumps([r.ids for r in rows]).encode()).hexdigest()[:16]
        identity: dict[str, Any] = {
            "method": args.method,
            "base": described["name"],
            "fingerprint": described["fingerprint"],
            "data": data_hash,
            "steps": steps,
            "seed": args.seed,
        }
        identity |= dataclasses.asdict(preset)
        if args.fresh:
            shutil.rmtree(args.out, ignore_errors=True)
        args.out.mkdir(parents=True, exist_ok=True)
        print(f"{len(rows)} rows ({len(too_long)} too long), {len(held)} for validation, {steps} steps", flush=True)
        optimiser = preset.optimiser
        if args.method == "mlx":
            looks = {"evaluate_every": args.evaluate_every, "cases": args.cases}
            progress, trainable = mlx.train(
                base.folder, preset, rows, held, args.out, steps=steps, seed=args.seed, identity=identity, **looks
            )
            optimiser = "adam" if not preset.weight_decay else "adamw"
        else:
            progress, trainable, optimiser = _by_torch(
                args, base.folder, preset, tokenizer, rows, held, steps, identity, hf, unsloth
            )
    (args.out / BASE_FILE).write_text(json.dumps(described, indent=1) + "\n")
    card = {
        "method": args.method,
        "preset": name,
        "base": described,
        "settings": {**dataclasses.asdict(preset), "optimiser": optimiser, "dtype": args.dtype},
        "data": {"folder": args.data.name, "train": len(rows), "valid": len(held), "tooLong": len(too_long), "hash": data_hash},
        "steps": progress.step,
        "seconds": round(progress.seconds),
        "seed": args.seed,
        "trainable": trainable,
        "versions": versions(),
        "notes": [unsloth.NOTE] if args.method == "unsloth" else [],
        "log": progress.log,
    }
    write_card(args.out, card)
    print(json.dumps({k: card[k] for k in ("method", "preset", "steps", "seconds", "trainable")}))
    return 0


def _by_torch(
    args: argparse.Namespace,
    folder: Path,
    preset: Preset,
    tokenizer: Any,
    rows: list,
    held: list,
    steps: int,
    identity: dict,
    hf: Any,
    unsloth: Any,
) -> tuple[Any, int, str]:
    import torch

    from .loop import Run

    torch.manual_seed(args.seed)
    if args.method == "unsloth":
        model, device = unsloth.load(folder, preset, checkpointing=args.checkpointing, seed=args.seed)
    else:
        model, device = hf.load(folder, preset, dtype=args.dtype, checkpointing=args.checkpointing)
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    looks = {"evaluate_every": args.evaluate_every, "save_every": args.save_every, "cases": args.cases}
    progress, optimiser = Run(
        model, tokenizer, preset, rows, held, args.out, device, args.seed, steps, identity=identity, **looks
    ).go()
    model.save_pretrained(args.out)
    # A folder that is gone tomorrow is no name for a base; base.json says which it was.
    config = json.loads((args.out / "adapter_config.json").read_text())
    (args.out / "adapter_config.json").write_text(
        json.dumps({**config, "base_model_name_or_path": args.base.name}, indent=1) + "\n"
    )
    # peft's own card is an empty form; run.md says more.
    (args.out / "README.md").unlink(missing_ok=True)
    return progress, trainable, optimiser
