"""Prunes a byte-level BPE vocabulary to the tokens that given texts need: a third of a small model is its embedding.

Kept are control and added tokens, all 256 bytes (so that any text can still be written), every token that the texts use,
and every token on the way to one of them, so that the texts are cut exactly as before. Ids become contiguous; the engine
reads the pruned `tokenizer.json` like any other. `vocabulary.json` has the original id of each, for `verify`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from .clinical_sentences import SENTENCES
from .errors import UserError
from .weights import TOKENIZER_FILES, Opened, save_tensors, weight_files

#: Beside each document its pieces are cut as they would be after a space, a bracket or a line's start.
SETTINGS = ("{}", " {}", "({}", "\n{}", "- {}")
EMBEDDINGS = ("model.embed_tokens.weight", "lm_head.weight")


def prune(weights: Opened, texts: Path, out: Path) -> tuple[Opened, dict]:
    """A folder with a smaller vocabulary, and `{"original": [id, …]}` by new id."""
    import torch
    from safetensors import safe_open
    from tokenizers import Tokenizer

    tokenizer_json = json.loads((weights.folder / "tokenizer.json").read_text())
    if tokenizer_json["model"].get("type") != "BPE" or '"ByteLevel"' not in json.dumps(tokenizer_json.get("pre_tokenizer")):
        raise UserError(
            "only byte-level BPE vocabularies are pruned",
            do="export without --prune-vocabulary",
            file=weights.folder / "tokenizer.json",
        )
    tokenizer = Tokenizer.from_file(str(weights.folder / "tokenizer.json"))
    seen: set[int] = set()
    for text in [*corpus(texts), *SENTENCES, *template_of(weights.folder)]:
        seen.update(tokenizer.encode(text, add_special_tokens=False).ids)
    kept = kept_ids(tokenizer_json, seen)
    new_of = {old: new for new, old in enumerate(kept)}
    out.mkdir(parents=True)
    for name in TOKENIZER_FILES:
        if (weights.folder / name).is_file():
            shutil.copy(weights.folder / name, out / name)
    (out / "tokenizer.json").write_text(json.dumps(pruned_tokenizer(tokenizer_json, new_of), ensure_ascii=False))
    tensors = {}
    index = torch.tensor(kept)
    for path in weight_files(weights.folder):
        with safe_open(path, framework="pt") as file:
            for name in file.keys():  # noqa: SIM118 (not a mapping)
                tensor = file.get_tensor(name)
                tensors[name] = tensor[index] if name in EMBEDDINGS else tensor
    save_tensors(tensors, out, tied=bool(weights.config.get("tie_word_embeddings")))
    for name in ("config.json", "generation_config.json"):
        if (weights.folder / name).is_file():
            config = json.loads((weights.folder / name).read_text())
            (out / name).write_text(json.dumps(remapped(config, new_of, len(kept)), indent=1))
    return Opened(out, weights.source), {"original": kept, "originalSize": weights.config["vocab_size"]}


def corpus(texts: Path) -> Iterator[str]:
    """Of a folder or a file: each text (.txt), or each string of each line (.jsonl), in the settings that it may be written in."""
    if not texts.exists():
        raise UserError("there are no such texts", file=texts)
    files = sorted([*texts.rglob("*.txt"), *texts.rglob("*.jsonl")]) if texts.is_dir() else [texts]
    if not files:
        raise UserError("the folder has no .txt or .jsonl", file=texts)
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if file.suffix != ".jsonl":
                yield line
            elif line.strip():
                try:
                    value = json.loads(line)
                except ValueError as error:
                    raise UserError(f"not JSON: {error}", file=file, line=number) from None
                for text in strings(value):
                    for setting in SETTINGS:
                        yield setting.format(text)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def template_of(folder: Path) -> list[str]:
    """What the chat template itself writes."""
    template = folder / "chat_template.jinja"
    config = folder / "tokenizer_config.json"
    held = json.loads(config.read_text()).get("chat_template") if config.is_file() else None
    return [template.read_text()] if template.is_file() else [held] if isinstance(held, str) else []


def kept_ids(tokenizer_json: dict, seen: Iterable[int]) -> list[int]:
    """In the order of the original ids."""
    model = tokenizer_json["model"]
    vocab: dict[str, int] = model["vocab"]
    token_of = {index: token for token, index in vocab.items()}
    ranks = {pair: rank for rank, pair in enumerate(merges_of(model))}
    added = {entry["id"] for entry in tokenizer_json.get("added_tokens", [])}
    kept = added | {index for token, index in vocab.items() if len(token) == 1}
    for index in seen:
        token = token_of.get(index)
        if token is None or index in added:
            kept.add(index)
            continue
        kept.update(vocab[part] for part in way_to(token, ranks) if part in vocab)
    return sorted(kept)


def merges_of(model: dict) -> list[tuple[str, str]]:
    return [tuple(merge.split(" ")) if isinstance(merge, str) else tuple(merge) for merge in model["merges"]]


def way_to(token: str, ranks: dict[tuple[str, str], int]) -> set[str]:
    """Every token that byte-pair merging passes through on the way to this one, itself included."""
    parts = list(token)
    met = {*parts, token}
    while len(parts) > 1:
        best = min(range(len(parts) - 1), key=lambda at: ranks.get((parts[at], parts[at + 1]), len(ranks)))
        if (parts[best], parts[best + 1]) not in ranks:
            break
        parts[best : best + 2] = [parts[best] + parts[best + 1]]
        met.add(parts[best])
    return met


def pruned_tokenizer(tokenizer_json: dict, new_of: dict[int, int]) -> dict:
    model = tokenizer_json["model"]
    vocab = {token: new_of[index] for token, index in model["vocab"].items() if index in new_of}
    merges = [[left, right] for left, right in merges_of(model) if left in vocab and right in vocab and left + right in vocab]
    added = [{**entry, "id": new_of[entry["id"]]} for entry in tokenizer_json.get("added_tokens", [])]
    return {
        **tokenizer_json,
        "added_tokens": added,
        "model": {**model, "vocab": vocab, "merges": merges},
        "post_processor": renumbered(tokenizer_json.get("post_processor"), new_of),
    }


def renumbered(part: object, new_of: dict[int, int]) -> object:
    """A post-processor names special tokens with their ids."""
    if isinstance(part, dict):
        return {key: [new_of[i] for i in value] if key == "ids" else renumbered(value, new_of) for key, value in part.items()}
    return [renumbered(value, new_of) for value in part] if isinstance(part, list) else part


def remapped(config: dict, new_of: dict[int, int], size: int) -> dict:
    """A config with its token ids and the size of its vocabulary; ids that were cut are left out."""
    found = {}
    for key, value in config.items():
        if key.endswith("_token_id") and value is not None:
            ids = [new_of[i] for i in (value if isinstance(value, list) else [value]) if i in new_of]
            if ids:
                found[key] = ids if isinstance(value, list) else ids[0]
        else:
            found[key] = size if key == "vocab_size" else value
    return found
