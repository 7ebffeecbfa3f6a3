"""The bundled model's tokenizer: one token for each slot and feature, one for each word of the phrases, bytes for the rest."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

END = "</s>"
PAD = "<pad>"


def train_tokenizer(vocabulary: Path, out: Path) -> Tokenizer:
    """Byte-level BPE over the phrases (`vocabulary.json` of tools/training/pairs.ts), special tokens first.

    Writes `tokenizer.json` and `tokenizer_config.json` into `out`. Deterministic.
    """
    data = json.loads(vocabulary.read_text())
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=4000,
        min_frequency=1,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        special_tokens=[],
        show_progress=False,
    )
    # A phrase's word may open a sentence or stand inside one: both are seen, often enough to become one token.
    corpus = [text for text in data["phrases"] for _ in range(4)]
    tokenizer.train_from_iterator(corpus, trainer)
    # Control tokens are special: the engine never lets a grammar write them. Slots are tokens like any other.
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in (PAD, END)])
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in data["special"]])
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": END,
        "pad_token": PAD,
        "clean_up_tokenization_spaces": False,
        "model_max_length": 2048,
    }
    (out / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")
    return tokenizer
