"""The training loop for PyTorch models with a LoRA (hf and unsloth): loss on the answer alone, resumable at any step."""

from __future__ import annotations

import json
import math
import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from ..errors import UserError
from .examples import Encoded
from .presets import Preset
from .score import score


def answer_limit(row: Encoded) -> int:
    """How many tokens a look while training lets the model write: a quarter more than the reference has."""
    return (len(row.ids) - row.start) * 5 // 4


@dataclass
class Progress:
    """Where a run is; all that a resumed one needs besides weights and optimiser."""

    step: int = 0
    seconds: float = 0.0
    log: list[dict[str, Any]] = field(default_factory=list)


def batches(rows: list[Encoded], size: int, seed: int, epoch: int) -> list[list[Encoded]]:
    """Batches of similar length in an order that depends on seed and epoch alone, so that a resumed run goes on with the same."""
    order = random.Random(f"{seed}/{epoch}")
    shuffled = rows[:]
    order.shuffle(shuffled)
    shuffled.sort(key=lambda row: len(row.ids) // 64)
    cut = [shuffled[i : i + size] for i in range(0, len(shuffled), size)]
    order.shuffle(cut)
    return cut


def answer_loss(model: Any, batch: list[Encoded], device: str) -> tuple[torch.Tensor, int]:
    """Summed cross-entropy over the answers' tokens, and how many there are. Logits only from the first answer on."""
    width = max(len(row.ids) for row in batch)
    first = min(row.start for row in batch) - 1
    ids = torch.zeros((len(batch), width), dtype=torch.long)
    mask = torch.zeros((len(batch), width), dtype=torch.long)
    labels = torch.full((len(batch), width), -100, dtype=torch.long)
    for i, row in enumerate(batch):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        mask[i, : len(row.ids)] = 1
        labels[i, row.start : len(row.ids)] = torch.tensor(row.ids[row.start :])
    logits = model(input_ids=ids.to(device), attention_mask=mask.to(device), logits_to_keep=width - first, use_cache=False).logits
    targets = labels[:, first + 1 :].to(device)
    loss = torch.nn.functional.cross_entropy(
        logits[:, :-1].float().flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum"
    )
    return loss, int((targets != -100).sum())


def optimiser_of(model: Any, preset: Preset, device: str) -> tuple[torch.optim.Optimizer, str]:
    """The preset's optimiser; 8-bit AdamW only where there is CUDA and bitsandbytes, else plain AdamW (and it is said)."""
    weights = [p for p in model.parameters() if p.requires_grad]
    if preset.optimiser == "adamw_8bit" and device == "cuda":
        try:
            from bitsandbytes.optim import AdamW8bit

            return AdamW8bit(weights, lr=preset.learning_rate, weight_decay=preset.weight_decay), "adamw_8bit"
        except ImportError:
            pass
    kind = torch.optim.Adam if preset.optimiser == "adam" else torch.optim.AdamW
    return kind(weights, lr=preset.learning_rate, weight_decay=preset.weight_decay), kind.__name__.lower()


@torch.no_grad()
def validation_loss(model: Any, rows: list[Encoded], size: int, device: str) -> float:
    """Mean loss for each answer token."""
    model.eval()
    total, count = 0.0, 0
    for i in range(0, len(rows), size):
        loss, n = answer_loss(model, rows[i : i + size], device)
        total += float(loss)
        count += n
    model.train()
    return total / max(1, count)


@torch.no_grad()
def written(model: Any, tokenizer: Any, rows: list[Encoded], device: str) -> dict[str, Any]:
    """What the model writes for some prompts without a grammar, scored."""
    model.eval()
    texts = []
    for row in rows:
        prompt = torch.tensor([row.ids[: row.start]], device=device)
        out = model.generate(
            input_ids=prompt,
            attention_mask=torch.ones_like(prompt),
            max_new_tokens=answer_limit(row),
            do_sample=False,
            use_cache=True,
            eos_token_id=row.ids[-1],
            pad_token_id=row.ids[-1],
        )
        texts.append(tokenizer.decode(out[0, row.start :], skip_special_tokens=True))
    model.train()
    return score(zip(texts, (row.example for row in rows), strict=True)).as_dict()


@dataclass
class Run:
    """A model with its LoRA, its data and where it is written."""

    model: Any
    tokenizer: Any
    preset: Preset
    train: list[Encoded]
    valid: list[Encoded]
    out: Path
    device: str
    seed: int
    steps: int
    evaluate_every: int
    save_every: int
    cases: int
    #: Settings that a resumed run must share.
    identity: dict[str, Any]

    def go(self) -> tuple[Progress, str]:
        """Trains to the last step; progress and the optimiser's name. Adapter and checkpoint under `out`."""
        optimiser, name = optimiser_of(self.model, self.preset, self.device)
        progress = self._resume(optimiser)
        begun = time.monotonic() - progress.seconds
        self.model.train()
        if progress.step == 0 and not progress.log:
            self._look(progress, None)
        per_epoch = max(1, math.ceil(math.ceil(len(self.train) / self.preset.batch) / self.preset.accumulation))
        while progress.step < self.steps:
            epoch, skip = divmod(progress.step, per_epoch)
            cut = batches(self.train, self.preset.batch, self.seed, epoch)[
                skip * self.preset.accumulation : (skip + 1) * self.preset.accumulation
            ]
            torch.manual_seed(self.seed * 1_000_003 + progress.step)
            loss = self._step(optimiser, cut, progress.step)
            progress.step += 1
            progress.seconds = time.monotonic() - begun
            entry = {"step": progress.step, "loss": round(loss, 4), "seconds": round(progress.seconds, 1)}
            progress.log.append(entry)
            print(json.dumps(entry), flush=True)
            if progress.step % self.evaluate_every == 0 or progress.step == self.steps:
                self._look(progress, entry)
            progress.seconds = time.monotonic() - begun
            if progress.step % self.save_every == 0 or progress.step == self.steps:
                self._save(optimiser, progress)
        return progress, name

    def _step(self, optimiser: torch.optim.Optimizer, cut: list[list[Encoded]], step: int) -> float:
        warm = min(1.0, (step + 1) / max(1, self.preset.warmup))
        # Linear to zero after the warm-up, as Unsloth's and TRL's default.
        left = 1.0 if step < self.preset.warmup else (self.steps - step) / max(1, self.steps - self.preset.warmup)
        for group in optimiser.param_groups:
            group["lr"] = self.preset.learning_rate * warm * left
        tokens = sum(len(row.ids) - row.start for batch in cut for row in batch)
        total = 0.0
        optimiser.zero_grad(set_to_none=True)
        for batch in cut:
            loss, _ = answer_loss(self.model, batch, self.device)
            (loss / tokens).backward()
            total += float(loss.detach())
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        if not math.isfinite(total):
            raise UserError(
                f"the loss is {total} at step {step + 1}", do="lower --learning-rate, or train in fp32", file=self.out
            )
        return total / max(1, tokens)

    def _look(self, progress: Progress, entry: dict[str, Any] | None) -> None:
        look = entry if entry is not None else {"step": 0}
        if self.valid:
            look["valid"] = round(validation_loss(self.model, self.valid, self.preset.batch, self.device), 4)
            if self.cases:
                look["written"] = written(self.model, self.tokenizer, self.valid[: self.cases], self.device)
        if entry is None:
            progress.log.append(look)
        print(json.dumps(look), flush=True)

    def _save(self, optimiser: torch.optim.Optimizer, progress: Progress) -> None:
        """A checkpoint beside its place, then moved there."""
        scratch, place = self.out / "checkpoint.new", self.out / "checkpoint"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        lora = {name: p.detach().cpu() for name, p in self.model.named_parameters() if p.requires_grad}
        torch.save({"lora": lora, "optimiser": optimiser.state_dict()}, scratch / "state.pt")
        (scratch / "progress.json").write_text(
            json.dumps({"identity": self.identity, "step": progress.step, "seconds": progress.seconds, "log": progress.log})
        )
        shutil.rmtree(place, ignore_errors=True)
        scratch.rename(place)

    def _resume(self, optimiser: torch.optim.Optimizer) -> Progress:
        place = self.out / "checkpoint"
        if not (place / "progress.json").is_file():
            return Progress()
        saved = json.loads((place / "progress.json").read_text())
        if saved["identity"] != self.identity:
            differ = [k for k in self.identity if saved["identity"].get(k) != self.identity[k]]
            raise UserError(
                f"the checkpoint there is of another run (differs in {', '.join(differ)})",
                do="use --fresh to begin anew, or another --out",
                file=place,
            )
        state = torch.load(place / "state.pt", map_location=self.device, weights_only=True)
        own = dict(self.model.named_parameters())
        with torch.no_grad():
            for name, value in state["lora"].items():
                own[name].copy_(value)
        optimiser.load_state_dict(state["optimiser"])
        print(f"resumed at step {saved['step']}", flush=True)
        return Progress(saved["step"], saved["seconds"], saved["log"])
