"""Compares two language models by their logits on the clinical sentences: torch in fp32 against an ONNX export.

The export is driven as a browser drives it: a prompt in one pass, then token by token with the cache. Every position of
every sentence is compared, so that the cached path is what is proved.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from .errors import UserError
from .graph import ROWS_INPUT


@dataclass(frozen=True)
class Comparison:
    """`kl`: of the original's next-token distribution to the export's, in nats, mean over positions. Perplexities per token."""

    positions: int
    maxAbsLogitDifference: float
    kl: float
    klWorstSentence: float
    sameChoice: float
    perplexity: float
    perplexityOriginal: float
    #: Between the last logits of one pass and of token by token: the largest difference, and the KL.
    cachedMinusUncached: float
    cachedKl: float

    def rounded(self) -> dict:
        return {name: value if isinstance(value, int) else float(f"{value:.6g}") for name, value in asdict(self).items()}


class Stepper(Protocol):
    """An export with its cache."""

    def reset(self) -> None: ...

    def forward(self, ids: Sequence[int]) -> np.ndarray:
        """Appends; logits [vocabulary] of the last position, float32."""
        ...


class OrtStepper:
    """`onnxruntime` over one ONNX file, external data beside it."""

    def __init__(self, graph: Path, *, optimise: bool = True, threads: int = 0) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads
        if not optimise:
            options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
        try:
            self.session = ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own classes are many, and all mean this
            raise UserError(f"onnxruntime refuses the graph: {str(error).splitlines()[0][:300]}", file=graph) from None
        kinds = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
        self.cache_inputs = [
            (value.name, value.shape[1], value.shape[3], kinds[value.type])
            for value in self.session.get_inputs()
            if value.name.startswith("past_key_values.")
        ]
        if any(not isinstance(width, int) for _, _, width, _ in self.cache_inputs):
            raise UserError("the cache's head dimension is not a number", do="export it anew", file=graph)
        self.names = [value.name for value in self.session.get_outputs()]
        self.has_rows = any(value.name == ROWS_INPUT for value in self.session.get_inputs())
        self.has_positions = any(value.name == "position_ids" for value in self.session.get_inputs())
        self.cache: dict[str, np.ndarray] = {}
        self.reset()

    def reset(self) -> None:
        self.length = 0
        self.cache = {name: np.zeros((1, heads, 0, width), dtype) for name, heads, width, dtype in self.cache_inputs}

    def forward(self, ids: Sequence[int]) -> np.ndarray:
        total = self.length + len(ids)
        feeds = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, total), np.int64), **self.cache}
        if self.has_positions:
            feeds["position_ids"] = np.arange(self.length, total, dtype=np.int64)[None]
        if self.has_rows:
            feeds[ROWS_INPUT] = np.array(1, np.int64)
        outputs = dict(zip(self.names, self.session.run(self.names, feeds), strict=True))
        self.cache = {name: outputs["present." + name.removeprefix("past_key_values.")] for name, *_ in self.cache_inputs}
        self.length = total
        return outputs["logits"][0, -1].astype(np.float32)


def torch_logits(folder: Path, sentences: Sequence[Sequence[int]]) -> list[np.ndarray]:
    """The original's logits, [positions, vocabulary] fp32 for each sentence; the model is let go afterwards."""
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    found = []
    with torch.no_grad():
        for ids in sentences:
            found.append(model(input_ids=torch.tensor([list(ids)])).logits[0].numpy().astype(np.float32))
    return found


def compare(
    stepper: Stepper, original: Sequence[np.ndarray], sentences: Sequence[Sequence[int]], keep: np.ndarray | None = None
) -> Comparison:
    """`sentences` are the export's ids. `keep` (pruned vocabulary): for each of its tokens, the original's id; the
    distributions are then compared over the kept tokens."""
    largest, cached, kls, same, positions = 0.0, 0.0, [], 0, 0
    cached_kls = []
    loss, loss_original = 0.0, 0.0
    for ids, rows in zip(sentences, original, strict=True):
        expected = rows if keep is None else rows[:, keep]
        stepper.reset()
        whole = stepper.forward(ids)
        stepper.reset()
        sentence = []
        for at, token in enumerate(ids):
            logits = stepper.forward([token])[: expected.shape[1]]
            reference = expected[at]
            largest = max(largest, float(np.abs(logits - reference).max()))
            p, q = log_softmax(reference), log_softmax(logits)
            sentence.append(float(np.sum(np.exp(p) * (p - q))))
            same += int(logits.argmax() == reference.argmax())
            positions += 1
            if at + 1 < len(ids):
                loss -= float(q[ids[at + 1]])
                loss_original -= float(p[ids[at + 1]])
        whole = whole[: expected.shape[1]]
        cached = max(cached, float(np.abs(whole - logits).max()))
        cached_kls.append(divergence(whole, logits))
        kls.append(sentence)
    predicted = max(1, positions - len(kls))
    return Comparison(
        positions=positions,
        maxAbsLogitDifference=largest,
        kl=sum(map(sum, kls)) / max(1, positions),
        klWorstSentence=max((sum(k) / len(k) for k in kls), default=0.0),
        sameChoice=same / max(1, positions),
        perplexity=math.exp(min(50.0, loss / predicted)),
        perplexityOriginal=math.exp(min(50.0, loss_original / predicted)),
        cachedMinusUncached=cached,
        cachedKl=float(np.mean(cached_kls)),
    )


def divergence(expected: np.ndarray, logits: np.ndarray) -> float:
    """KL in nats of one next-token distribution to another, from their logits."""
    p, q = log_softmax(expected), log_softmax(logits)
    return float(np.sum(np.exp(p) * (p - q)))


def log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits.astype(np.float64) - logits.max()
    return shifted - np.log(np.exp(shifted).sum())
