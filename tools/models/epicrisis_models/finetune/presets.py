"""The settings of the reports by name, and small ones for a machine without a GPU."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """What a LoRA is trained with. `scale` of the update is alpha / rank."""

    epochs: float
    batch: int
    accumulation: int
    learning_rate: float
    rank: int
    alpha: float
    dropout: float
    #: Tokens of prompt and answer; longer rows are left out, never cut.
    sequence: int
    warmup: int
    weight_decay: float
    optimiser: str
    #: Layers from the end that get a LoRA; 0: all.
    layers: int = 0


PRESETS: dict[str, Preset] = {
    # The report's fine-tune of Qwen2.5-1.5B.
    "unsloth": Preset(3, 4, 2, 2e-4, 16, 16, 0.0, 1024, 5, 0.01, "adamw_8bit"),
    # mlx-lm's own scale is 20, whatever the rank.
    "mlx": Preset(3, 4, 1, 1e-5, 8, 160, 0.0, 1024, 0, 0.0, "adam", layers=16),
    "mlx-deep": Preset(3, 4, 1, 1e-5, 16, 320, 0.0, 1024, 0, 0.0, "adam", layers=24),
    # Two cores and an hour: short rows, small batches, a higher rate for few steps.
    "cpu": Preset(1, 2, 1, 5e-4, 16, 32, 0.0, 640, 5, 0.01, "adamw"),
}
#: The preset of a method where none is named.
OF_METHOD = {"hf": "unsloth", "unsloth": "unsloth", "mlx": "mlx"}
