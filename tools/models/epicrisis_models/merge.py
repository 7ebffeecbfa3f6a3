"""Merges a LoRA (PEFT or MLX) into its base (safetensors or GGUF): a whole model, ready for `export`.

python -m epicrisis_models merge --base MODEL --adapter adapter --out merged
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from .errors import UserError

#: Of one weight file.
SHARD = "1900MB"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Base, adapter, where to."""
    parser.add_argument("--base", type=Path, required=True, help="model folder or GGUF")
    parser.add_argument("--adapter", type=Path, required=True, help="folder of the LoRA")
    parser.add_argument("--out", type=Path, required=True, help="folder of the merged model; must not exist, or --force")
    parser.add_argument(
        "--dtype", choices=["float32", "bfloat16", "float16"], help="of the merged weights; the base's own without it"
    )
    parser.add_argument("--allow-other-base", action="store_true", help="take a base of the same shape with other norms")
    parser.add_argument("--force", action="store_true", help="replace what is at --out")


def run(args: argparse.Namespace) -> int:
    """Checks everything, merges beside --out, then moves the whole folder there."""
    from .adapter import check_base, largest_update, read_adapter
    from .weights import free_bytes, open_weights, weight_files

    if args.out.exists() and not args.force:
        raise UserError("is there already", file=args.out, do="choose another --out, or --force to replace it")
    adapter = read_adapter(args.adapter)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=args.out.parent, prefix=".merge-") as scratch:
        base = open_weights(args.base, Path(scratch))
        described = check_base(adapter, args.adapter, base.folder, args.base.name, allow_other=args.allow_other_base)
        change = largest_update(adapter)
        if change == 0:
            raise UserError(
                "the LoRA changes nothing: it was never trained", file=args.adapter, do="run `finetune` for at least one step"
            )
        needed = sum(path.stat().st_size for path in weight_files(base.folder))
        if free_bytes(args.out.parent) < needed:
            raise UserError(
                f"no room: {needed // 2**20} MiB are needed", file=args.out.parent, do="free some space or choose another --out"
            )
        merged = Path(scratch) / "merged"
        _merge(adapter, base.folder, merged, args.dtype, Path(scratch) / "peft")
        card = {
            "base": described,
            "adapter": {"kind": adapter.kind, "name": args.adapter.name, "layers": len(adapter.layers), "largestChange": change},
        }
        (merged / "merge.json").write_text(json.dumps(card, indent=1) + "\n")
        if args.out.exists():
            shutil.rmtree(args.out)
        merged.rename(args.out)
    print(json.dumps({"merged": len(adapter.layers), "largestChange": round(change, 6), "out": str(args.out)}))
    return 0


def _merge(adapter: object, base: Path, out: Path, dtype: str | None, scratch: Path) -> None:
    import torch
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    from .adapter import Adapter, save_as_peft
    from .weights import TOKENIZER_FILES

    assert isinstance(adapter, Adapter)
    scratch.mkdir()
    save_as_peft(adapter, scratch)
    model = AutoModelForCausalLM.from_pretrained(base, dtype="auto")
    own = model.dtype
    # Half precision rounds a small update away while it is added: added in fp32, rounded once.
    model = PeftModel.from_pretrained(model.float(), str(scratch)).merge_and_unload(safe_merge=True)
    model = model.to(getattr(torch, dtype) if dtype else own)
    model.save_pretrained(out, max_shard_size=SHARD)
    for name in TOKENIZER_FILES:
        if (base / name).is_file():
            shutil.copy(base / name, out / name)
