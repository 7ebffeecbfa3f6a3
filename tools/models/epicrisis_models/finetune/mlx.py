"""LoRA by MLX (mlx-lm): on Apple silicon, and on Linux by `mlx[cpu]`."""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path
from typing import Any

from ..data.rows import write_whole
from ..errors import UserError
from .examples import Encoded
from .loop import Progress, answer_limit
from .presets import Preset
from .score import score

ADAPTER = "adapters.safetensors"


def require() -> None:
    """Refuses where MLX is missing."""
    if importlib.util.find_spec("mlx") is None or importlib.util.find_spec("mlx_lm") is None:
        raise UserError("MLX is not installed", do="pip install 'mlx[cpu]==0.32.4' mlx-lm==0.32.2 (on a Mac: mlx without [cpu])")


class Pairs:
    """Token ids with the answer's first place, as mlx-lm's trainer takes them."""

    def __init__(self, rows: list[Encoded]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, i: int) -> tuple[list[int], int]:
        return self.rows[i].ids, self.rows[i].start


class Log:
    """mlx-lm's reports as entries of our log; checkpoint state with them."""

    def __init__(self, progress: Progress, begun: float, done: int) -> None:
        self.progress, self.begun, self.done = progress, begun, done

    def on_train_loss_report(self, info: dict[str, Any]) -> None:
        """One entry for the steps since the last report."""
        self.progress.step = self.done + info["iteration"]
        self.progress.seconds = time.monotonic() - self.begun
        entry = {"step": self.progress.step, "loss": round(info["train_loss"], 4), "seconds": round(self.progress.seconds, 1)}
        self.progress.log.append(entry)
        print(json.dumps(entry), flush=True)

    def on_val_loss_report(self, info: dict[str, Any]) -> None:
        """Validation is done by `train`, between its pieces."""


def _written(model: Any, tokenizer: Any, rows: list[Encoded]) -> dict[str, Any]:
    from mlx_lm.generate import stream_generate

    texts = []
    for row in rows:
        made = stream_generate(model, tokenizer, row.ids[: row.start], max_tokens=answer_limit(row))
        texts.append("".join(piece.text for piece in made))
    return score(zip(texts, (row.example for row in rows), strict=True)).as_dict()


def train(
    folder: Path,
    preset: Preset,
    rows: list[Encoded],
    valid: list[Encoded],
    out: Path,
    *,
    steps: int,
    seed: int,
    evaluate_every: int,
    cases: int,
    identity: dict[str, Any],
) -> tuple[Progress, int]:
    """Trains to the last step and saves the adapter after every look; progress and the number of trainable parameters.

    Resumes from the adapter that is there: weights and step; Adam's moments begin anew, as in mlx-lm itself.
    """
    require()
    import mlx.core as mx
    import mlx.optimizers as optim
    import numpy as np
    from mlx.utils import tree_flatten
    from mlx_lm.tuner.trainer import TrainingArgs, evaluate
    from mlx_lm.tuner.trainer import train as mlx_train
    from mlx_lm.tuner.utils import linear_to_lora_layers
    from mlx_lm.utils import load

    # Batches are drawn from the rows in their places: never more than there are.
    batch = min(preset.batch, len(rows))
    mx.random.seed(seed)
    np.random.seed(seed)
    model, tokenizer = load(str(folder))[:2]
    model.freeze()
    layers = min(preset.layers or len(model.layers), len(model.layers))
    parameters = {"rank": preset.rank, "scale": preset.alpha / preset.rank, "dropout": preset.dropout}
    linear_to_lora_layers(model, layers, parameters)
    count = sum(p.size for _, p in tree_flatten(model.trainable_parameters()))
    progress = _resume(model, out, identity)
    begun = time.monotonic() - progress.seconds
    out.mkdir(parents=True, exist_ok=True)
    config = {"fine_tune_type": "lora", "num_layers": layers, "lora_parameters": parameters, "model": identity["base"]}
    write_whole(out / "adapter_config.json", json.dumps(config, indent=1) + "\n")

    def look(entry: dict[str, Any]) -> None:
        if valid:
            size = min(batch, len(valid))
            entry["valid"] = round(evaluate(model, Pairs(valid), size, -1, preset.sequence), 4)
            if cases:
                entry["written"] = _written(model, tokenizer, valid[:cases])
        print(json.dumps(entry), flush=True)

    if not progress.log:
        progress.log.append({"step": 0})
        look(progress.log[0])
    rate = (
        optim.linear_schedule(preset.learning_rate / max(1, preset.warmup), preset.learning_rate, preset.warmup)
        if preset.warmup
        else preset.learning_rate
    )
    optimiser = optim.AdamW(rate, weight_decay=preset.weight_decay) if preset.weight_decay else optim.Adam(rate)
    while progress.step < steps:
        # A seed for each piece: a resumed run draws the same batches.
        np.random.seed(seed + progress.step)
        piece = min(evaluate_every, steps - progress.step)
        args = TrainingArgs(
            batch_size=batch,
            iters=piece * preset.accumulation,
            steps_per_report=preset.accumulation,
            steps_per_save=piece * preset.accumulation + 1,
            max_seq_length=preset.sequence + 32,
            adapter_file=str(out / f".{ADAPTER}.new.safetensors"),
            grad_accumulation_steps=preset.accumulation,
        )
        done = progress.step
        mlx_train(
            model, optimiser, Pairs(rows), None, args, training_callback=_PerStep(progress, begun, done, preset.accumulation)
        )
        look(progress.log[-1])
        progress.seconds = time.monotonic() - begun
        (out / f".{ADAPTER}.new.safetensors").replace(out / ADAPTER)
        state = {"identity": identity, "step": progress.step, "seconds": progress.seconds, "log": progress.log}
        write_whole(out / "checkpoint.json", json.dumps(state))
    return progress, count


class _PerStep(Log):
    """mlx-lm counts micro-batches; we count updates."""

    def __init__(self, progress: Progress, begun: float, done: int, accumulation: int) -> None:
        super().__init__(progress, begun, done)
        self.accumulation = accumulation

    def on_train_loss_report(self, info: dict[str, Any]) -> None:
        super().on_train_loss_report({**info, "iteration": info["iteration"] // self.accumulation})


def _resume(model: Any, out: Path, identity: dict[str, Any]) -> Progress:
    place = out / "checkpoint.json"
    if not place.is_file() or not (out / ADAPTER).is_file():
        return Progress()
    saved = json.loads(place.read_text())
    if saved["identity"] != identity:
        raise UserError("the adapter there is of another run", do="use --fresh to begin anew, or another --out", file=place)
    model.load_weights(str(out / ADAPTER), strict=False)
    print(f"resumed at step {saved['step']}", flush=True)
    return Progress(saved["step"], saved["seconds"], saved["log"])
