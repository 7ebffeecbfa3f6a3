"""A LoRA as PEFT or MLX left it, read whole and checked against its base before anything is merged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from .errors import UserError
from .fingerprint import BASE_FILE, describe_base, tensor_shapes
from .weights import check_safetensors, read_json

PEFT_PREFIX = "base_model.model."


@dataclass(frozen=True)
class Adapter:
    """For each layer of the base (`model.layers.0.self_attn.q_proj`) the update `scale * b @ a`: a (r, in), b (out, r)."""

    kind: str
    layers: dict[str, tuple[torch.Tensor, torch.Tensor, float]]
    #: What it says it was trained on; None where it does not.
    base: dict[str, Any] | None
    base_name: str | None


def read_adapter(folder: Path) -> Adapter:
    """Raises UserError for a half file, another kind of adapter, or layers whose halves do not match."""
    if not folder.is_dir():
        raise UserError("an adapter is a folder with adapter_config.json", file=folder, do="give the --out folder of `finetune`")
    config = read_json(folder / "adapter_config.json", "give the --out folder of `finetune`, of peft or of mlx-lm")
    known = folder / BASE_FILE
    base = read_json(known, "") if known.is_file() else None
    if "peft_type" in config:
        return Adapter("peft", _peft_layers(folder, config), base, config.get("base_model_name_or_path"))
    if "lora_parameters" in config or "fine_tune_type" in config:
        return Adapter("mlx", _mlx_layers(folder, config), base, config.get("model"))
    raise UserError(
        "neither a PEFT nor an MLX adapter", file=folder / "adapter_config.json", do="give an adapter that one of these wrote"
    )


def _tensors(path: Path) -> dict[str, torch.Tensor]:
    if not path.is_file():
        raise UserError("the adapter's weights are missing", file=path, do="copy the whole folder again")
    check_safetensors(path)
    tensors = {name: value.float() for name, value in load_file(path).items()}
    broken = [name for name, value in tensors.items() if not bool(torch.isfinite(value).all())]
    if broken:
        raise UserError(
            f"{len(broken)} tensors hold NaN or infinity, the first {broken[0]}",
            file=path,
            do="train again with a lower learning rate",
        )
    return tensors


def _peft_layers(folder: Path, config: dict[str, Any]) -> dict[str, tuple[torch.Tensor, torch.Tensor, float]]:
    file = folder / "adapter_config.json"
    if config["peft_type"] != "LORA":
        raise UserError(f"a {config['peft_type']} adapter", file=file, do="only LoRA is merged")
    for key in ("use_dora", "modules_to_save", "fan_in_fan_out", "trainable_token_indices", "lora_bias"):
        if config.get(key):
            raise UserError(f"{key} is not merged by this program", file=file, do="train a plain LoRA")
    rank, alpha = config.get("r"), config.get("lora_alpha")
    if not rank or alpha is None or config.get("rank_pattern") or config.get("alpha_pattern"):
        raise UserError(
            "needs one rank and one alpha for all layers", file=file, do="train without rank_pattern and alpha_pattern"
        )
    scale = alpha / (rank**0.5 if config.get("use_rslora") else rank)
    return _pairs(folder / "adapter_model.safetensors", ("lora_A.weight", "lora_B.weight"), scale, PEFT_PREFIX, transpose=False)


def _mlx_layers(folder: Path, config: dict[str, Any]) -> dict[str, tuple[torch.Tensor, torch.Tensor, float]]:
    kind = config.get("fine_tune_type", "lora")
    if kind != "lora":
        raise UserError(
            f"fine_tune_type is {kind}",
            file=folder / "adapter_config.json",
            do="only LoRA is merged; a full fine-tune is a model already",
        )
    scale = (config.get("lora_parameters") or {}).get("scale")
    if not isinstance(scale, (int, float)):
        raise UserError(
            "lora_parameters.scale is missing",
            file=folder / "adapter_config.json",
            do="copy the adapter_config.json that mlx-lm wrote",
        )
    return _pairs(folder / "adapters.safetensors", ("lora_a", "lora_b"), float(scale), "", transpose=True)


def _pairs(
    path: Path, ends: tuple[str, str], scale: float, prefix: str, *, transpose: bool
) -> dict[str, tuple[torch.Tensor, torch.Tensor, float]]:
    halves: dict[str, dict[str, torch.Tensor]] = {}
    for name, value in _tensors(path).items():
        end = next((e for e in ends if name.endswith(f".{e}")), None)
        if end is None:
            raise UserError(f"the tensor {name} is not of a LoRA", file=path, do="train a plain LoRA")
        halves.setdefault(name.removesuffix(f".{end}").removeprefix(prefix), {})[end] = value.T if transpose else value
    layers = {}
    for name, found in halves.items():
        if len(found) != 2 or found[ends[0]].shape[0] != found[ends[1]].shape[1]:
            raise UserError(f"the halves of {name} do not match", file=path, do="copy the adapter again")
        layers[name] = (found[ends[0]].contiguous(), found[ends[1]].contiguous(), scale)
    if not layers:
        raise UserError("holds no LoRA layer", file=path, do="copy the adapter again")
    return layers


def check_base(adapter: Adapter, folder: Path, base: Path, name: str, *, allow_other: bool) -> dict[str, Any]:
    """Refuses a base with other layers, other shapes, or other weights than the adapter was trained on; describes the base."""
    shapes = tensor_shapes(base)
    for layer, (a, b, _) in adapter.layers.items():
        shape = shapes.get(f"{layer}.weight")
        if shape is None:
            raise UserError(
                f"this LoRA is for another base: it changes {layer}, which {name} lacks", file=folder, do=_trained_on(adapter)
            )
        if shape != (b.shape[0], a.shape[1]):
            raise UserError(
                f"this LoRA is for another base: {layer} is {shape[0]} x {shape[1]} in {name}, the LoRA is for {b.shape[0]} x {a.shape[1]}",
                file=folder,
                do=_trained_on(adapter),
            )
    described = describe_base(base, name)
    if adapter.base and adapter.base.get("fingerprint") != described["fingerprint"] and not allow_other:
        raise UserError(
            f"this LoRA is for another base of the same shape: {adapter.base.get('name')}, not {name}",
            file=folder,
            do="give that base, or --allow-other-base if you know that the weights are the same (another precision, say)",
        )
    return described


def _trained_on(adapter: Adapter) -> str:
    name = (adapter.base or {}).get("name") or adapter.base_name
    return f"it was trained on {name}: give that base" if name else "give the base that it was trained on"


def save_as_peft(adapter: Adapter, folder: Path) -> None:
    """The adapter in PEFT's layout, whatever wrote it: one way to merge."""
    from peft import LoraConfig
    from safetensors.torch import save_file

    rank = next(iter(adapter.layers.values()))[0].shape[0]
    scale = next(iter(adapter.layers.values()))[2]
    config = LoraConfig(
        task_type="CAUSAL_LM", r=rank, lora_alpha=scale * rank, target_modules=sorted(adapter.layers), inference_mode=True
    )
    config.save_pretrained(str(folder))
    tensors = {}
    for name, (a, b, _) in adapter.layers.items():
        tensors[f"{PEFT_PREFIX}{name}.lora_A.weight"] = a
        tensors[f"{PEFT_PREFIX}{name}.lora_B.weight"] = b
    save_file(tensors, folder / "adapter_model.safetensors", metadata={"format": "pt"})


def update_of(adapter: Adapter, layer: str) -> torch.Tensor:
    """What is added to the layer's weight."""
    a, b, scale = adapter.layers[layer]
    return scale * (b @ a)


def largest_update(adapter: Adapter) -> float:
    """The largest single change of a weight; 0 for an untrained LoRA."""
    return max(float(update_of(adapter, layer).abs().max()) for layer in adapter.layers)
