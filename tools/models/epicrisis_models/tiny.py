"""Makes `src/engine/testing/`'s tiny models: real ONNX graphs with random weights, so that the engine's tests run real sessions.

    tools/models/.venv/bin/python -m epicrisis_models.tiny

- `tiny-llama/`: a two-layer Llama by the same builder as the real exports (GroupQueryAttention, last logits only), with a
  byte-level BPE tokenizer of a few Spanish merges. It lacks most bytes above 0xC3 on purpose: what it cannot spell must
  still be written. The tests of the tokenizer and of the decode loop use it too.
- `tiny-plain/`: one attention layer written by hand in the way of plain exports: position ids, the cache joined by Concat,
  logits of every position.
- `tiny-rows/`: the weights of `tiny-llama` as `export` writes them, fp32 and int8: as many rows of logits as `num_logits_to_keep` says.
- `tiny-pruned/`: `tiny-llama` with only the tokens that PRUNED_TEXTS need, by the exporter's own pruning.
- `tiny-half/`: the same in half precision, its weights in two files of external data beside the graph, with a card whose
  self-test was measured here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from epicrisis_models.core import REPOSITORY
from epicrisis_models.graph import GRAPH_NAMES, build_dtype, build_graph
from epicrisis_models.layout import write_sums

TESTING = REPOSITORY / "src" / "engine" / "testing"
MERGES = [
    *("Ġ h", "Ġh e", "Ġhe p", "a r", "i n", "Ġhep ar", "Ġhepar in", "Ġheparin a", "Ġ a", "Ġa l", "Ġal t", "Ã Ń", "Ã ©"),
    *("d o", "Ġ (", "I 2", "I2 6", "d a", "da t", "dat ÃŃ", "i c", "ic o", "Ã ±", "r e", "o n", "Ġ c", "Ġc on", ". Ġ"),
    *("Ċ Ċ", "< |"),
]
CONTROL = ["<|im_start|>", "<|im_end|>", "<unk>"]
SLOTS = ["<D0>", "<D1>", "<D10>", "<P0>"]
PADDING = 5
PRUNED_TEXTS = ["hidatídico (I26). heparina con datídico", "al alta con heparina (I26)"]
SIDES = {"past": "past_key_values", "present": "present"}
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] | trim + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def main() -> None:
    tokenizer = tokenizer_json()
    vocabulary = len(tokenizer["model"]["vocab"]) + PADDING
    llama = TESTING / "tiny-llama"
    llama.mkdir(parents=True, exist_ok=True)
    write_json(llama / "tokenizer.json", tokenizer)
    write_json(llama / "tokenizer_config.json", tokenizer_config())
    pruned = TESTING / "tiny-pruned"
    rows = TESTING / "tiny-rows"
    build_llama(llama, vocabulary, pruned, rows)
    plain = TESTING / "tiny-plain"
    (plain / "onnx").mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(llama / name, plain / name)
    build_plain(plain, vocabulary)
    half = TESTING / "tiny-half"
    shutil.rmtree(half, ignore_errors=True)
    (half / "onnx").mkdir(parents=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(llama / name, half / name)
    build_half(plain, half)
    for name in ("tokenizer.json", "tokenizer_config.json", "config.json"):
        shutil.copy(llama / name, rows / name)
    for folder in (llama, rows, pruned, plain, half):
        # In the repository's own format, so that formatting does not change them after their sums are written.
        subprocess.run(["npx", "biome", "format", "--write", folder], cwd=REPOSITORY, check=True)
        write_sums(folder)


def tokenizer_json() -> dict:
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    letters = bytes_to_unicode()
    spelled = [letters[byte] for byte in [*range(0x7F), 0xC2, 0xC3, 0xA9, 0xAD, 0xB1, 0xB3, 0xA1, 0xBA]]
    ordinary = list(dict.fromkeys([*spelled, *(merge.replace(" ", "") for merge in MERGES)]))
    vocab = {token: i for i, token in enumerate([*CONTROL, *ordinary, *SLOTS])}
    added = [added_token(vocab[token], token, True) for token in CONTROL]
    added += [added_token(vocab[token], token, False) for token in SLOTS]
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    model = {"type": "BPE", "unk_token": "<unk>", "fuse_unk": False, "byte_fallback": False, "ignore_merges": False}
    return {
        "version": "1.0",
        "added_tokens": added,
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": byte_level,
        "post_processor": None,
        "decoder": byte_level,
        "model": {**model, "vocab": vocab, "merges": MERGES},
    }


def added_token(token_id: int, content: str, special: bool) -> dict:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": token_id, "content": content, **flags, "special": special}


def tokenizer_config() -> dict:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": "<|im_end|>",
        "unk_token": "<unk>",
        "chat_template": CHAT_TEMPLATE,
    }


def build_llama(folder: Path, vocabulary: int, pruned: Path, rows: Path) -> None:
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,  # onnxruntime's CPU GroupQueryAttention wants heads of a multiple of 16
        num_key_value_heads=1,
        max_position_embeddings=512,
        eos_token_id=1,
        bos_token_id=0,
        initializer_range=0.5,
    )
    with tempfile.TemporaryDirectory() as scratch:
        weights = Path(scratch) / "weights"
        LlamaForCausalLM(config).save_pretrained(weights)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(folder / name, weights / name)
        (folder / "onnx").mkdir(parents=True, exist_ok=True)
        onnx.save(build_graph(weights, "fp32"), folder / "onnx" / "model.onnx")
        write_json(folder / "config.json", json.loads((weights / "config.json").read_text()))
        (rows / "onnx").mkdir(parents=True, exist_ok=True)
        for dtype in ("fp32", "int8"):
            onnx.save(build_dtype(weights, dtype), rows / "onnx" / GRAPH_NAMES[dtype])
        build_pruned(weights, pruned, Path(scratch))


def build_pruned(weights: Path, folder: Path, scratch: Path) -> None:
    from epicrisis_models.vocabulary import prune
    from epicrisis_models.weights import Opened

    texts = scratch / "texts.txt"
    texts.write_text("\n".join(PRUNED_TEXTS))
    opened, kept = prune(Opened(weights, weights), texts, scratch / "pruned")
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        write_json(folder / name, json.loads((opened.folder / name).read_text()))
    write_json(folder / "vocabulary.json", kept)
    onnx.save(build_graph(opened.folder, "fp32"), folder / "onnx" / "model.onnx")


def build_plain(folder: Path, vocabulary: int, heads: int = 2, width: int = 8, positions: int = 512) -> None:
    hidden = heads * width
    random = np.random.default_rng(7)
    weights = {
        "embeddings": (vocabulary, hidden),
        "places": (positions, hidden),
        "wq": (hidden, hidden),
        "wk": (hidden, hidden),
        "wv": (hidden, hidden),
        "head": (hidden, vocabulary),
    }
    tensors = [numpy_helper.from_array(random.normal(0, 0.5, shape).astype(np.float32), name) for name, shape in weights.items()]
    graph = onnx.parser.parse_graph(
        f"""
        plain (int64[1, n] input_ids, int64[1, t] attention_mask, int64[1, n] position_ids,
               float[1, {heads}, p, {width}] past_key, float[1, {heads}, p, {width}] past_value)
           => (float[1, n, {vocabulary}] logits, float[1, {heads}, t, {width}] present_key, float[1, {heads}, t, {width}] present_value)
        <int64[4] split = {{1, -1, {heads}, {width}}}, int64[3] joined = {{1, -1, {hidden}}}, int64 zero = {{0}}, int64 one = {{1}},
         int64[1] first = {{1}}, int64[1] last = {{-1}}, float scale = {{0.35355339}}, float never = {{-1000000000.0}}>
        {{
          words = Gather(embeddings, input_ids)
          where = Gather(places, position_ids)
          x = Add(words, where)
          q0 = MatMul(x, wq)
          q1 = Reshape(q0, split)
          q = Transpose<perm = [0, 2, 1, 3]>(q1)
          k0 = MatMul(x, wk)
          k1 = Reshape(k0, split)
          k = Transpose<perm = [0, 2, 1, 3]>(k1)
          v0 = MatMul(x, wv)
          v1 = Reshape(v0, split)
          v = Transpose<perm = [0, 2, 1, 3]>(v1)
          present_key = Concat<axis = 2>(past_key, k)
          present_value = Concat<axis = 2>(past_value, v)
          kt = Transpose<perm = [0, 1, 3, 2]>(present_key)
          raw = MatMul(q, kt)
          scores = Mul(raw, scale)
          size = Shape(attention_mask)
          total = Gather(size, one)
          columns = Range(zero, total, one)
          rows = Unsqueeze(position_ids, last)
          causal = LessOrEqual(columns, rows)
          shown = Cast<to = 9>(attention_mask)
          seen = And(causal, shown)
          allowed = Unsqueeze(seen, first)
          masked = Where(allowed, scores, never)
          weights = Softmax<axis = -1>(masked)
          mixed = MatMul(weights, present_value)
          back = Transpose<perm = [0, 2, 1, 3]>(mixed)
          flat = Reshape(back, joined)
          y = Add(x, flat)
          logits = MatMul(y, head)
        }}
        """
    )
    # The parser takes no dots in names.
    rename(graph, {f"{side}_{part}": f"{layer}.0.{part}" for side, layer in SIDES.items() for part in ("key", "value")})
    graph.initializer.extend(tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "onnx" / "model.onnx")
    shape = {"vocab_size": vocabulary, "hidden_size": hidden, "num_hidden_layers": 1, "num_attention_heads": heads}
    write_json(folder / "config.json", {**shape, "max_position_embeddings": positions, "eos_token_id": [1]})


def build_half(plain: Path, folder: Path) -> None:
    from onnxruntime.transformers.float16 import convert_float_to_float16

    model = convert_float_to_float16(onnx.load(plain / "onnx" / "model.onnx"), keep_io_types=False)
    # Ids, masks and positions are integers before and after; the large negative number of the mask still is one.
    chunks = ["model_fp16.onnx_data", "model_fp16.onnx_data_1"]
    for at, tensor in enumerate(model.graph.initializer):
        if len(tensor.raw_data) > 256:
            onnx.external_data_helper.set_external_data(tensor, chunks[at % 2])
    graph = folder / "onnx" / "model_fp16.onnx"
    onnx.save(onnx.external_data_helper.write_external_data_tensors(model, str(folder / "onnx")), graph)
    config = json.loads((plain / "config.json").read_text())
    external = {"transformers.js_config": {"use_external_data_format": {"model_fp16.onnx": len(chunks)}}}
    write_json(folder / "config.json", {**config, **external})
    sentences = [[5, 9, 4, 23, 17, 42, 8, 8, 30, 61, 3, 7], [11, 12, 13, 14, 15]]
    selftest = {"sentences": sentences, "perplexity": perplexity(graph, sentences), "tolerance": 1.5}
    write_json(folder / "epicrisis.json", {"schema": 1, "dialect": "text", "base": "tiny-plain", "selftest": selftest})


def perplexity(graph: Path, sentences: list[list[int]]) -> float:
    """As docs/MODELS.md defines it: exp of the mean of -log p over every token but the first of each sentence."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(graph))
    empty = {
        value.name: np.zeros([1, value.shape[1], 0, value.shape[3]], np.float16)
        for value in session.get_inputs()
        if "past" in value.name
    }
    surprises: list[float] = []
    for ids in sentences:
        n = len(ids)
        feeds = {"input_ids": [ids], "attention_mask": [[1] * n], "position_ids": [list(range(n))]}
        logits = session.run(["logits"], {**{name: np.array(value, np.int64) for name, value in feeds.items()}, **empty})[0][0]
        rows = logits.astype(np.float64)
        chances = rows - np.log(np.exp(rows).sum(axis=-1, keepdims=True))
        surprises += [-chances[i - 1, ids[i]] for i in range(1, n)]
    return float(np.exp(np.mean(surprises)))


def rename(graph: onnx.GraphProto, names: dict[str, str]) -> None:
    for value in [*graph.input, *graph.output]:
        value.name = names.get(value.name, value.name)
    for node in graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
