"""A GGUF as safetensors: dequantised to fp32 by transformers, whole, and tied where the original was."""

from __future__ import annotations

from pathlib import Path

from .errors import UserError
from .weights import first_line, save_tensors

#: GGUF's names for the architectures that `weights.py` knows.
GGUF_ARCHITECTURES = frozenset("llama mistral mistral3 qwen2 qwen3 phi3 granite smollm3 gemma gemma2 gemma3 olmo".split())
#: Relative difference below which an embedding and an output matrix are quantisations of the same one.
TWIN_DIFFERENCE = 0.2


def unpack_gguf(gguf: Path, out: Path) -> Path:
    """GGUF to fp32 safetensors by transformers' own dequantisation, with tokenizer and chat template; `out`."""
    check_gguf(gguf)
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    try:
        model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    except (ValueError, KeyError, RuntimeError, OSError, NotImplementedError) as error:
        raise UserError(
            f"transformers cannot read this GGUF: {first_line(error)}", do="take the safetensors of the model", file=gguf
        ) from None
    out.mkdir(parents=True, exist_ok=True)
    config = model.config
    # transformers calls what it has dequantised "quantised" and will not save it.
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    config.architectures = [type(model).__name__]
    tensors = model.state_dict()
    tie_twins(tensors, config)
    config.save_pretrained(out)
    save_tensors(tensors, out, tied=bool(config.tie_word_embeddings))
    tokenizer.save_pretrained(out)
    model.generation_config.save_pretrained(out)
    return out


def tie_twins(tensors: dict, config) -> None:
    """llama.cpp quantises a tied matrix twice, coarsely as embedding and finely as output: the finer becomes both again.

    Two quantisations of one matrix differ by a few percent; two matrices by more than all of either.
    """
    embedding, output = tensors.get("model.embed_tokens.weight"), tensors.get("lm_head.weight")
    if config.tie_word_embeddings or embedding is None or output is None or embedding.shape != output.shape:
        return
    if float((embedding - output).norm() / output.norm()) < TWIN_DIFFERENCE:
        tensors["model.embed_tokens.weight"] = output
        config.tie_word_embeddings = True


def check_gguf(gguf: Path) -> None:
    """Magic, architecture, and that the last tensor is inside the file."""
    with gguf.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise UserError("not a GGUF file", do="download it again", file=gguf)
    from gguf import GGUFReader

    try:
        reader = GGUFReader(gguf)
    except (ValueError, KeyError, IndexError, OverflowError) as error:
        raise UserError(f"half a file, or a damaged one: {first_line(error)}", do="download it again", file=gguf) from None
    ends = [int(tensor.data_offset) + int(tensor.n_bytes) for tensor in reader.tensors]
    if not ends or max(ends) > gguf.stat().st_size:
        raise UserError(f"half a file: {gguf.stat().st_size} bytes of {max(ends, default=0)}", do="download it again", file=gguf)
    field = reader.get_field("general.architecture")
    name = str(field.contents()) if field is not None else "none"
    if name not in GGUF_ARCHITECTURES:
        raise UserError(
            f"the architecture is {name}, which this exporter does not know",
            do=f"known are {', '.join(sorted(GGUF_ARCHITECTURES))}",
            file=gguf,
        )
