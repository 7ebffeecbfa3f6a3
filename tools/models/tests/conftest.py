"""A tiny real model with random weights and a handful of invented charts: everything the commands touch, in seconds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from epicrisis_models.__main__ import main

CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
WORDS = [
    "Ingresa por neumonía (J18.9). Recibió ceftriaxona 2 g EV c/24 h (J01DD04). Egresa con diagnóstico de",
    "indicándose paracetamol 1 g VO c/8 h",
]


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A two-layer Llama with a byte-level tokenizer and a chat template, saved as people save models."""
    return make_model(tmp_path_factory.mktemp("tiny"), seed=7)


def make_model(folder: Path, *, seed: int, hidden: int = 32) -> Path:
    """Random weights: the seed makes one base differ from another."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    control = ["<|im_start|>", "<|im_end|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=control, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False
    )
    tokenizer.train_from_iterator(WORDS, trainer)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|im_end|>")
    fast.chat_template = CHAT_TEMPLATE
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(fast),
        hidden_size=hidden,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=1024,
        bos_token_id=None,
        eos_token_id=1,
        pad_token_id=1,
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config)
    # Trained norms are never all ones, and it is by its norms that a base is known.
    for name, weight in model.named_parameters():
        if "norm" in name:
            torch.nn.init.normal_(weight, 1.0, 0.1)
    model.save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


def chart(number: int, **changes: Any) -> dict[str, Any]:
    """An invented row whose text holds what the chart holds, in the grammar's own words."""
    drug, code = [("ceftriaxona", "J01DD04"), ("vancomicina", "J01XA01"), ("furosemida", "C03CA01")][number % 3]
    place, cie = [("Neumonía", "J18.9"), ("Pielonefritis", "N10"), ("Celulitis", "L03.9"), ("Erisipela", "A46")][number % 4]
    dose = 100 + number
    row = {
        "input": {
            "dx": [f"{place} ({cie})"],
            "proc": [],
            "tto": [f"{drug.capitalize()} {dose} mg EV ({code})"],
            "evo": "",
            "dx_alta": [f"{place} tratada ({cie})"],
            "med": [],
        },
        "output": f"Ingresa por {place.lower()} ({cie}). Recibió {drug} {dose} mg EV ({code}). Egresa con diagnóstico de {place.lower()} tratada ({cie}).",
    }
    return {**row, **changes}


def write_lines(path: Path, values: list[Any]) -> Path:
    """JSONL; a text is written as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join((v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) + "\n" for v in values), encoding="utf-8"
    )
    return path


def read_lines(path: Path) -> list[Any]:
    """The JSON values of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def training(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with train.jsonl and valid.jsonl, made by the commands themselves."""
    folder = tmp_path_factory.mktemp("data")
    write_lines(folder / "raw.jsonl", [chart(i) for i in range(12)])
    shares = ["--valid", "0.25", "--test", "0.1", "--threshold", "0.95"]
    assert main(["data", "prepare", str(folder / "raw.jsonl"), "--out", str(folder / "training"), *shares]) == 0
    return folder / "training"


def write_gguf(model: Path, path: Path) -> Path:
    """The tiny model as a GGUF in full precision, as llama.cpp's converter writes it: its names, its order of rotary rows."""
    import gguf
    import numpy as np
    from safetensors.numpy import load_file

    config = json.loads((model / "config.json").read_text())
    spelled = json.loads((model / "tokenizer.json").read_text())
    tokens = [t for t, _ in sorted({**spelled["model"]["vocab"]}.items(), key=lambda pair: pair[1])]
    writer = gguf.GGUFWriter(path, "llama")
    heads = {"q": config["num_attention_heads"], "k": config["num_key_value_heads"]}
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(heads["q"])
    writer.add_head_count_kv(heads["k"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_vocab_size(config["vocab_size"])
    writer.add_rope_freq_base(10000.0)
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(tokens)
    writer.add_token_types([3 if t.startswith("<|") else 1 for t in tokens])
    writer.add_token_merges([" ".join(m) if isinstance(m, list) else m for m in spelled["model"]["merges"]])
    writer.add_eos_token_id(1)
    writer.add_chat_template(CHAT_TEMPLATE)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.LLAMA, config["num_hidden_layers"])
    for name, value in load_file(model / "model.safetensors").items():
        for letter, count in heads.items():
            if f"{letter}_proj" in name:
                value = value.reshape(count, 2, -1, value.shape[1]).swapaxes(1, 2).reshape(value.shape)
        writer.add_tensor(names.get_name(name, (".weight",)), np.ascontiguousarray(value))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
