"""Which base is this? The norms of a model tell it apart from its relatives and are the same in every precision that keeps them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open

from .weights import weight_files

#: Beside an adapter: what it was trained on.
BASE_FILE = "base.json"


def tensor_shapes(folder: Path) -> dict[str, tuple[int, ...]]:
    """Name and shape of every weight, headers alone."""
    shapes: dict[str, tuple[int, ...]] = {}
    for path in weight_files(folder):
        with safe_open(path, framework="pt") as tensors:
            shapes.update({name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()})  # noqa: SIM118
    return shapes


def fingerprint(folder: Path) -> str:
    """SHA-256 over names, shapes and the one-dimensional weights (norms, biases) as bfloat16."""
    digest = hashlib.sha256()
    found: list[tuple[str, bytes]] = []
    for path in weight_files(folder):
        with safe_open(path, framework="pt") as tensors:
            for name in tensors.keys():  # noqa: SIM118
                # Tied to the embeddings, it is sometimes written and sometimes not.
                if name == "lm_head.weight":
                    continue
                shape = tensors.get_slice(name).get_shape()
                values = (
                    tensors.get_tensor(name).to(torch.bfloat16).view(torch.int16).numpy().tobytes() if len(shape) == 1 else b""
                )
                found.append((f"{name}{list(shape)}", values))
    for name, values in sorted(found):
        digest.update(name.encode())
        digest.update(values)
    return digest.hexdigest()


def describe_base(folder: Path, name: str) -> dict[str, Any]:
    """What `merge` compares: a name for people, the fingerprint, the architecture."""
    config = json.loads((folder / "config.json").read_text())
    return {
        "name": name,
        "fingerprint": fingerprint(folder),
        "architecture": (config.get("architectures") or ["?"])[0],
        "hidden": config.get("hidden_size"),
        "layers": config.get("num_hidden_layers"),
    }
