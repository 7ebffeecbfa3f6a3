"""Writes a model's folder in the Transformers.js layout: names, chunks of external data, configs, card, digests.

A folder is written beside its place and renamed when it is whole, so that a cut or failed export leaves what was there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx
from onnx import TensorProto

from .errors import UserError
from .graph import GRAPH_NAMES, cache_dtype

#: Browsers hold no ArrayBuffer of 2 GiB; Transformers.js numbers the chunks.
CHUNK_BYTES = 1_900_000_000
#: Above this the tensors leave the graph's file: protobuf ends at 2 GiB, and parsing copies.
INLINE_BYTES = 512_000_000
#: Smaller tensors (norms, shapes) stay inside, where shape inference finds them.
LEAST_EXTERNAL = 1024
CONFIG_KEYS = (
    "architectures model_type vocab_size hidden_size intermediate_size num_hidden_layers num_attention_heads num_key_value_heads "
    "head_dim max_position_embeddings sliding_window use_sliding_window rms_norm_eps hidden_act tie_word_embeddings attention_bias "
    "eos_token_id pad_token_id bos_token_id rope_theta rope_scaling rope_parameters embedding_multiplier attention_multiplier "
    "residual_multiplier logits_scaling partial_rotary_factor original_max_position_embeddings"
).split()


@contextmanager
def whole_folder(out: Path, *, add: bool = False) -> Iterator[Path]:
    """A folder to write in, which becomes `out` when the block ends well. `add`: begins with what `out` holds (hard links)."""
    if out.exists() and not out.is_dir():
        raise UserError("the output is a file", do="name a folder", file=out)
    if out.exists() and any(out.iterdir()) and not add:
        raise UserError(
            "the output folder is not empty", do="--add puts another type beside those in it; or name a new folder", file=out
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        if add and out.exists():
            shutil.copytree(out, scratch, dirs_exist_ok=True, copy_function=os.link)
        yield scratch
        scratch.chmod(0o755)
        retired = out.parent / f".{out.name}-old-{os.getpid()}"
        if out.exists():
            out.rename(retired)
        scratch.rename(out)
        shutil.rmtree(retired, ignore_errors=True)
    except OSError as error:
        if error.errno == 28:
            raise UserError("the disk is full", do="free some space; nothing was changed", file=out) from None
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def save_graph(model: onnx.ModelProto, folder: Path, dtype: str) -> int:
    """Writes `onnx/<name>` and, where it is large, its chunks `<name>_data`, `<name>_data_1`, …; how many chunks."""
    target = folder / "onnx" / GRAPH_NAMES[dtype]
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob(f"{target.name}*"):
        if old.name == target.name or old.name.startswith(f"{target.name}_data"):
            old.unlink()
    sizes = [len(tensor.raw_data) for tensor in model.graph.initializer]
    chunks = 0
    if sum(sizes) > INLINE_BYTES:
        chunks = move_out(model, target)
    onnx.save(model, target)
    return chunks


def move_out(model: onnx.ModelProto, target: Path) -> int:
    """Tensors into files of at most CHUNK_BYTES, aligned for mapping; the model keeps references."""
    chunk, offset, file = -1, CHUNK_BYTES, None
    for tensor in model.graph.initializer:
        size = len(tensor.raw_data)
        if size < LEAST_EXTERNAL:
            continue
        if offset + size > CHUNK_BYTES:
            if file is not None:
                file.close()
            chunk, offset = chunk + 1, 0
            name = f"{target.name}_data" + (f"_{chunk}" if chunk else "")
            file = (target.parent / name).open("wb")
        file.write(tensor.raw_data)
        padding = -size % 4096
        file.write(b"\0" * padding)
        tensor.ClearField("raw_data")
        del tensor.external_data[:]
        for key, value in (("location", name), ("offset", str(offset)), ("length", str(size))):
            entry = tensor.external_data.add()
            entry.key, entry.value = key, value
        tensor.data_location = TensorProto.EXTERNAL
        offset += size + padding
    if file is not None:
        file.close()
    return chunk + 1


def write_config(weights_config: dict, folder: Path, dtype: str, model: onnx.ModelProto, chunks: int, **ours: object) -> None:
    """`config.json` with what Transformers.js must know of each graph; keeps what earlier types of the folder said."""
    path = folder / "config.json"
    held = json.loads(path.read_text()) if path.is_file() else {}
    known = held.get("transformers.js_config", {})
    external = {**known.get("use_external_data_format", {}), GRAPH_NAMES[dtype]: chunks}
    caches = {**known.get("kv_cache_dtype", {})}
    if cache_dtype(model) == "float16":
        caches[dtype] = "float16"
    told = {"use_external_data_format": {name: count for name, count in external.items() if count}, "kv_cache_dtype": caches}
    config = {key: weights_config[key] for key in CONFIG_KEYS if weights_config.get(key) is not None}
    theta = (weights_config.get("rope_parameters") or {}).get("rope_theta")
    if theta is not None:
        config.setdefault("rope_theta", theta)
    config.update({"dialect": "text", **ours, "transformers.js_config": {key: value for key, value in told.items() if value}})
    write_json(path, config)


def write_tokenizer(weights: Path, folder: Path) -> None:
    """The tokenizer, its config with the chat template inside (where browsers look), and the generation config."""
    shutil.copy(weights / "tokenizer.json", folder / "tokenizer.json")
    path = weights / "tokenizer_config.json"
    config = json.loads(path.read_text()) if path.is_file() else {}
    template = weights / "chat_template.jinja"
    if template.is_file():
        config["chat_template"] = template.read_text()
    for local in ("is_local", "local_files_only", "backend"):
        config.pop(local, None)
    write_json(folder / "tokenizer_config.json", config)


def write_generation_config(weights: Path, folder: Path, config: dict) -> None:
    """Stops at the config's end and at the tokenizer's end of turn, which base configs often forget."""
    path = weights / "generation_config.json"
    held = json.loads(path.read_text()) if path.is_file() else {}
    tokenizer_config = json.loads((folder / "tokenizer_config.json").read_text())
    ends = [
        *as_list(held.get("eos_token_id")),
        *as_list(config.get("eos_token_id")),
        *as_list(token_id(folder, tokenizer_config.get("eos_token"))),
    ]
    kept = {key: held[key] for key in ("bos_token_id", "pad_token_id", "transformers_version") if held.get(key) is not None}
    write_json(folder / "generation_config.json", {**kept, "eos_token_id": list(dict.fromkeys(ends)), "do_sample": False})


def token_id(folder: Path, token: object) -> int | None:
    content = token.get("content") if isinstance(token, dict) else token
    added = json.loads((folder / "tokenizer.json").read_text()).get("added_tokens", [])
    return next((entry["id"] for entry in added if entry["content"] == content), None)


def as_list(value: object) -> list:
    return [] if value is None else value if isinstance(value, list) else [value]


def write_sums(folder: Path) -> None:
    """SHA256SUMS of every file beside it, in the format of `sha256sum`."""
    sums = folder / "SHA256SUMS"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != sums)
    temporary = folder / ".SHA256SUMS"
    temporary.write_text(
        "".join(f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files if path != temporary)
    )
    temporary.replace(sums)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_json(path: Path, value: object) -> None:
    """Never through a hard link into the folder it came from."""
    temporary = path.with_name(f".{path.name}")
    temporary.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
    temporary.replace(path)
