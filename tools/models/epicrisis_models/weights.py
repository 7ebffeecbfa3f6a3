"""Opens a model as people have it (a Transformers folder, a Hugging Face cache, a GGUF) as one folder of safetensors.

Everything behind this door may trust what it is given: a config of a known architecture, weights that are whole, a
tokenizer, a chat template where there is one. Nothing of a model's own code is ever run (`trust_remote_code` stays off).
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import UserError

#: What the exporter writes *and* the extension's engine runs: decoders with one embedding in and logits out.
ARCHITECTURES = frozenset(
    "LlamaForCausalLM MistralForCausalLM Mistral3ForConditionalGeneration Qwen2ForCausalLM Qwen3ForCausalLM Phi3ForCausalLM "
    "GraniteForCausalLM SmolLM3ForCausalLM GemmaForCausalLM Gemma2ForCausalLM Gemma3ForCausalLM OlmoForCausalLM".split()
)
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json")
#: Of one safetensors file that we write.
SHARD_BYTES = 1_900_000_000


@dataclass(frozen=True)
class Opened:
    """A folder with `config.json`, safetensors and the tokenizer's files."""

    folder: Path
    #: What the person named, for model cards.
    source: Path

    @property
    def config(self) -> dict:
        return json.loads((self.folder / "config.json").read_text())


def open_weights(source: Path, scratch: Path) -> Opened:
    """`source` as a folder; a GGUF is dequantised to fp32 under `scratch`. Raises UserError for what is not a whole model."""
    if not source.exists():
        raise UserError(
            "there is no such file or folder", do="give a model folder, a GGUF, or a Hugging Face cache folder", file=source
        )
    from .gguf_weights import unpack_gguf

    if source.is_file():
        if source.suffix != ".gguf":
            raise UserError("a model is a folder or a .gguf file", file=source)
        return Opened(unpack_gguf(source, scratch / "weights"), source)
    folder = snapshot(source)
    ggufs = sorted(folder.glob("*.gguf"))
    if not (folder / "config.json").is_file() and len(ggufs) == 1:
        return Opened(unpack_gguf(ggufs[0], scratch / "weights"), source)
    check_folder(folder)
    return Opened(folder, source)


def snapshot(folder: Path) -> Path:
    """Of a hub cache (`models--org--name/snapshots/<revision>`), the revision that `main` names; else the folder itself."""
    revisions = folder / "snapshots"
    if not revisions.is_dir():
        return folder
    main = folder / "refs" / "main"
    if main.is_file() and (revisions / main.read_text().strip()).is_dir():
        return revisions / main.read_text().strip()
    found = [path for path in revisions.iterdir() if path.is_dir()]
    if len(found) != 1:
        raise UserError(
            f"the cache holds {len(found)} revisions and no refs/main", do="name one of snapshots/<revision>", file=folder
        )
    return found[0]


def check_folder(folder: Path) -> None:
    """Config, architecture, weights and tokenizer, without reading a weight."""
    config = read_json(folder / "config.json", "a Transformers folder has one; an MLX adapter or a LoRA must be merged first")
    architectures = config.get("architectures") or []
    if not architectures or architectures[0] not in ARCHITECTURES:
        named = architectures[0] if architectures else "none"
        raise UserError(
            f"the architecture is {named}, which this exporter does not know",
            do=f"known are {', '.join(sorted(ARCHITECTURES))}",
            file=folder / "config.json",
        )
    method = (config.get("quantization_config") or {}).get("quant_method")
    if method is not None:
        raise UserError(
            f"the weights are already quantised ({method})",
            do="export from the fp16/bf16/fp32 weights",
            file=folder / "config.json",
        )
    for path in weight_files(folder):
        check_safetensors(path)
    if not (folder / "tokenizer.json").is_file():
        raise UserError(
            "there is no tokenizer.json",
            do="save a fast tokenizer: AutoTokenizer.from_pretrained(…).save_pretrained(…)",
            file=folder,
        )


def weight_files(folder: Path) -> list[Path]:
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        names = sorted(set(read_json(index, "").get("weight_map", {}).values()))
        missing = [name for name in names if not (folder / name).is_file()]
        if missing:
            raise UserError(
                f"{len(missing)} of {len(names)} weight files are missing, the first {missing[0]}",
                do="download the rest",
                file=index,
            )
        return [folder / name for name in names]
    if (folder / "model.safetensors").is_file():
        return [folder / "model.safetensors"]
    if (folder / "pytorch_model.bin").is_file():
        raise UserError(
            "the weights are a pickle, which may run code", do="convert to safetensors first", file=folder / "pytorch_model.bin"
        )
    raise UserError(
        "there are no weights (model.safetensors)", do="an adapter alone must be merged into its base first", file=folder
    )


def check_safetensors(path: Path) -> None:
    """The header says where the last tensor ends; a cut download ends before it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        first = file.read(8)
        length = struct.unpack("<Q", first)[0] if len(first) == 8 else 0
        if not 2 <= length <= min(size, 200_000_000):
            said = "it holds a web page or a Git LFS pointer" if first[:1] in (b"<", b"v") else "its header is not safetensors"
            raise UserError(f"not a whole safetensors file: {said}", do="download it again", file=path)
        try:
            header = json.loads(file.read(length))
        except ValueError:
            raise UserError("the safetensors header is cut or damaged", do="download it again", file=path) from None
    end = 8 + length + max((t["data_offsets"][1] for name, t in header.items() if name != "__metadata__"), default=0)
    if size != end:
        raise UserError(f"half a file: {size} bytes of {end}", do="download it again", file=path)


def save_tensors(tensors: dict, out: Path, *, tied: bool) -> None:
    """Safetensors in shards with an index, tied weights once."""
    from safetensors.torch import save_file

    names = [name for name in tensors if not (tied and name == "lm_head.weight")]
    shards = list(groups(names, lambda name: tensors[name].nbytes))
    weight_map = {}
    for number, shard in enumerate(shards, 1):
        file = "model.safetensors" if len(shards) == 1 else f"model-{number:05}-of-{len(shards):05}.safetensors"
        save_file({name: tensors[name].contiguous() for name in shard}, out / file, metadata={"format": "pt"})
        weight_map.update(dict.fromkeys(shard, file))
    if len(shards) > 1:
        total = sum(tensors[name].nbytes for name in names)
        index = {"metadata": {"total_size": total}, "weight_map": weight_map}
        (out / "model.safetensors.index.json").write_text(json.dumps(index, indent=1))


def groups(names: list[str], size) -> Iterator[list[str]]:
    group, held = [], 0
    for name in names:
        if group and held + size(name) > SHARD_BYTES:
            yield group
            group, held = [], 0
        group.append(name)
        held += size(name)
    if group:
        yield group


def read_json(path: Path, do: str) -> dict:
    try:
        value = json.loads(path.read_text())
    except FileNotFoundError:
        raise UserError("the file is missing", do=do, file=path) from None
    except ValueError as error:
        raise UserError(f"not JSON: {error}", do="download it again", file=path) from None
    if not isinstance(value, dict):
        raise UserError("not a JSON object", do="download it again", file=path)
    return value


def free_bytes(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
