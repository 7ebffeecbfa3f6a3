"""LoRA by transformers and peft: on a CPU, or a GPU where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import UserError
from .presets import Preset


def load(folder: Path, preset: Preset, *, dtype: str, checkpointing: bool) -> tuple[Any, str]:
    """The base with an untrained LoRA on every linear layer but the head; and the device."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    device = "cuda" if torch.cuda.is_available() else "cpu"
    # safetensors maps the file: a model larger than the free memory fails here, before anything is written.
    try:
        base = AutoModelForCausalLM.from_pretrained(folder, dtype=getattr(torch, dtype))
    except (MemoryError, RuntimeError) as error:
        raise UserError(f"the base does not load: {error}", do="try --dtype bfloat16 or a smaller base", file=folder) from error
    base.config.use_cache = False
    if checkpointing:
        base.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        base.enable_input_require_grads()
    count = base.config.num_hidden_layers
    lora = LoraConfig(
        task_type="CAUSAL_LM",
        r=preset.rank,
        lora_alpha=preset.alpha,
        lora_dropout=preset.dropout,
        target_modules="all-linear",
        layers_to_transform=list(range(max(0, count - preset.layers), count)) if preset.layers else None,
    )
    return get_peft_model(base, lora).to(device), device
