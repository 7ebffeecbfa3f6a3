"""Exports the trained slots model to ONNX in the Transformers.js layout, weights stored as fp16, computed as fp32.

    python -m epicrisis_models.slots_export --run .cache/slots --out .cache/slots/export

A stage of `bundle`. Checks the graph against torch before it is kept: same logits (largest difference below 2e-2, fp16 storage included) and the
same greedy choice at every position of real prompts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .errors import UserError
from .graph import build_graph
from .layout import write_sums

#: Smaller tensors (norms, shapes) stay as they are.
LEAST_VALUES = 1024


def store_as_fp16(model: onnx.ModelProto) -> None:
    """Large fp32 initialisers become fp16 with a Cast in front, which the runtime folds away when it loads."""
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < LEAST_VALUES:
            continue
        name = tensor.name
        half = numpy_helper.from_array(values.astype(np.float16), f"{name}.fp16")
        graph.initializer.remove(tensor)
        graph.initializer.append(half)
        casts.append(helper.make_node("Cast", [half.name], [name], name=f"{name}.cast", to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)


def tidy_config(config: dict) -> dict:
    """What a loader needs, and which dialect the model speaks."""
    kept = (
        "architectures model_type vocab_size hidden_size intermediate_size num_hidden_layers num_attention_heads "
        "num_key_value_heads head_dim max_position_embeddings rms_norm_eps hidden_act tie_word_embeddings eos_token_id "
        "pad_token_id bos_token_id rope_theta rope_parameters"
    ).split()
    return {**{k: config[k] for k in kept if k in config}, "dialect": "slots"}


def compare(weights: Path, graph: Path, pairs: Path) -> dict:
    """Largest logit difference to torch, and the share of positions with the same greedy choice."""
    import onnxruntime as ort
    import torch
    from tokenizers import Tokenizer
    from transformers import LlamaForCausalLM

    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    model = LlamaForCausalLM.from_pretrained(weights).eval()
    session = ort.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    width = model.config.head_dim
    largest, same, total = 0.0, 0, 0
    for line in pairs.read_text().splitlines()[:20]:
        row = json.loads(line)
        ids = tokenizer.encode(row["prompt"] + row["target"], add_special_tokens=False).ids[:256]
        with torch.no_grad():
            expected = model(input_ids=torch.tensor([ids])).logits[0, -1].numpy()
        feeds = {"input_ids": np.array([ids], dtype=np.int64), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        for value in session.get_inputs():
            if value.name.startswith("past_key_values."):
                feeds[value.name] = np.zeros((1, model.config.num_key_value_heads, 0, width), dtype=np.float32)
        got = session.run(["logits"], feeds)[0][0, -1]
        largest = max(largest, float(np.abs(got - expected).max()))
        same += int(got.argmax() == expected.argmax())
        total += 1
    return {"maxAbsLogitDifference": round(largest, 6), "sameChoice": same / total, "cases": total}


def main(argv: Sequence[str] | None = None) -> None:
    """Exports, compares, and only then writes --out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, default=Path(".cache/slots"))
    parser.add_argument("--pairs", type=Path, default=Path(".cache/training/pairs.jsonl"))
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args(argv)
    weights = arguments.run / "weights"
    with tempfile.TemporaryDirectory() as scratch:
        graph = Path(scratch) / "model.onnx"
        model = build_graph(weights, "fp32")
        store_as_fp16(model)
        onnx.save(model, graph)
        report = compare(weights, graph, arguments.pairs)
        print(json.dumps(report))
        if report["maxAbsLogitDifference"] > 2e-2 or report["sameChoice"] < 1:
            raise UserError(f"the exported graph does not agree with torch: {json.dumps(report)}; nothing is written", do="this is a bug of the exporter or of its version")
        (arguments.out / "onnx").mkdir(parents=True, exist_ok=True)
        shutil.copy(graph, arguments.out / "onnx" / "model.onnx")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(weights / name, arguments.out / name)
    config = tidy_config(json.loads((weights / "config.json").read_text()))
    (arguments.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    write_sums(arguments.out)
    print(f"written to {arguments.out}: {sum(p.stat().st_size for p in arguments.out.rglob('*') if p.is_file())} bytes")


if __name__ == "__main__":
    main()
