"""LoRA by Unsloth: its faster kernels and 8-bit optimiser, with this package's loop. Needs CUDA.

Not run by the project, which has no GPU: arguments, data and refusals are tested, the rest follows Unsloth's own notebooks.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from ..errors import UserError
from .presets import Preset

NOTE = "The unsloth method has not been run by the project (no CUDA there): look at the first steps' loss before you trust it."
#: The layers of the report's notebook.
MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def require() -> None:
    """Refuses at once, before any work, where it cannot run."""
    import torch

    if not torch.cuda.is_available():
        raise UserError(
            "--method unsloth needs an NVIDIA GPU with CUDA, and torch sees none here",
            do="run it on such a machine, or use --method hf (same settings, slower)",
        )
    if importlib.util.find_spec("unsloth") is None:
        raise UserError("Unsloth is not installed", do="pip install unsloth==2026.10.9 bitsandbytes==0.50.2")


def load(folder: Path, preset: Preset, *, checkpointing: bool, seed: int) -> tuple[Any, str]:
    """The base in 4 bits with an untrained LoRA, as in the report; and the device."""
    require()
    from unsloth import FastLanguageModel

    model, _ = FastLanguageModel.from_pretrained(
        model_name=str(folder), max_seq_length=preset.sequence, dtype=None, load_in_4bit=True
    )
    model = FastLanguageModel.get_peft_model(
        model,
        r=preset.rank,
        lora_alpha=preset.alpha,
        lora_dropout=preset.dropout,
        target_modules=MODULES,
        bias="none",
        use_gradient_checkpointing="unsloth" if checkpointing else False,
        random_state=seed,
    )
    return model, "cuda"
