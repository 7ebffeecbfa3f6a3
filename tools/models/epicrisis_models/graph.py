"""One ONNX graph with a KV cache from safetensors: onnxruntime-genai's builder, and what it lacks for browsers.

The builder writes GroupQueryAttention, MatMulNBits, fused norms and the tied 4-bit embedding (GatherBlockQuantized over
the output's own matrix). It leaves the cache's head dimension symbolic, of which Transformers.js makes a cache of width 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .errors import UserError
from .int8 import RowwiseInt8, lean_tie

#: What onnxruntime-web 1.31 and onnxruntime-node 1.30 load.
NEWEST_OPSET = 23


@dataclass(frozen=True)
class Recipe:
    """How a type is built. `precision` and `provider` are the builder's; `options` its extra options."""

    precision: str
    provider: str
    options: tuple[str, ...] = ()
    #: Bits of a weight, for the guess at the disk that is needed.
    bits: int = 32
    rowwise_int8: bool = False


#: q4 and q8 run everywhere but WebAssembly, with activations in int8 on CPUs (level 4); int8 is for WebAssembly.
RECIPES: dict[str, Recipe] = {
    "fp32": Recipe("fp32", "cpu", bits=32),
    "fp16": Recipe("fp16", "cuda", bits=16),
    "int8": Recipe("fp32", "cpu", bits=8, rowwise_int8=True),
    "q8": Recipe("int8", "cpu", ("accuracy_level=4",), bits=9),
    "q4": Recipe("int4", "cpu", ("accuracy_level=4",), bits=6),
    "q4f16": Recipe("int4", "webgpu", ("accuracy_level=4",), bits=5),
}
#: How many of the last positions' logits a run gives back (0: all), as Transformers.js calls it: a scalar, 1 while it generates.
ROWS_INPUT = "num_logits_to_keep"
#: Which of the builder's ways to round to 4 bits.
QUANTISERS: dict[str, tuple[str, ...]] = {
    "rtn": ("is_symmetric=true",),
    "rtn-asymmetric": ("is_symmetric=false",),
    "rtn-mixed": ("is_symmetric=true", "matmul_mixed_precision=last_matmul:int8,mixed_layers:int8"),
    "k-quant": ("is_symmetric=false", "algo_config=k_quant"),
    "k-quant-mixed": ("is_symmetric=false", "algo_config=k_quant_mixed"),
}
#: Names of the graph's file, as Transformers.js looks for them.
GRAPH_NAMES = {
    "fp32": "model.onnx",
    "fp16": "model_fp16.onnx",
    "int8": "model_int8.onnx",
    "q8": "model_quantized.onnx",
    "q4": "model_q4.onnx",
    "q4f16": "model_q4f16.onnx",
}


def build_dtype(
    weights: Path,
    dtype: str,
    *,
    quantiser: str = "rtn",
    block: int = 32,
    keep_float: tuple[str, ...] = (),
    scratch: Path | None = None,
) -> onnx.ModelProto:
    """The graph of one of RECIPES' types, with ROWS_INPUT, its tensors in memory. `scratch`: a folder on a disk with room for it."""
    recipe = RECIPES[dtype]
    options = list(recipe.options)
    if recipe.precision == "int4":
        options += [*QUANTISERS[quantiser], f"block_size={block}"]
    model = build_graph(weights, recipe.precision, recipe.provider, *options, scratch=scratch)
    ask_for_rows(model)
    if recipe.rowwise_int8:
        return RowwiseInt8(model, keep_float=keep_float).rewrite()
    lean_tie(model)
    mend_tie(model)
    if json.loads((weights / "config.json").read_text()).get("tie_word_embeddings"):
        share_quantised(model)
    check_wiring(model, weights)
    return model


def ask_for_rows(model: onnx.ModelProto) -> None:
    """In the place of the last position alone, as many of the last as ROWS_INPUT says: the output matrix, a quarter of a small
    model, is multiplied with no more of them. Who checks several proposed tokens in one pass asks for as many."""
    graph = model.graph
    found = [node for node in graph.node if node.name in ("/lm_head/prune/Gather", "/lm_head/prune/Unsqueeze")]
    if [node.op_type for node in found] != ["Gather", "Unsqueeze"]:
        raise UserError("the builder's graph does not cut its last position where it did", do="use the pinned builder")
    gather, unsqueeze = found
    at = list(graph.node).index(gather)
    for node in found:
        graph.node.remove(node)
    names = {name: f"/lm_head/rows/{name}" for name in ("shape", "count", "from", "to", "axis")}
    # From -n on; of 0 there is no negative, and all positions stay.
    nodes = [
        helper.make_node("Reshape", [ROWS_INPUT, names["shape"]], [names["count"]], name="/lm_head/rows/Reshape"),
        helper.make_node("Neg", [names["count"]], [names["from"]], name="/lm_head/rows/Neg"),
        helper.make_node(
            "Slice",
            [gather.input[0], names["from"], names["to"], names["axis"]],
            list(unsqueeze.output),
            name="/lm_head/rows/Slice",
        ),
    ]
    for offset, node in enumerate(nodes):
        graph.node.insert(at + offset, node)
    numbers = {"shape": 1, "to": np.iinfo(np.int64).max, "axis": 1}
    graph.initializer.extend(numpy_helper.from_array(np.array([value], np.int64), names[name]) for name, value in numbers.items())
    graph.input.append(helper.make_tensor_value_info(ROWS_INPUT, TensorProto.INT64, []))
    logits = next(value for value in graph.output if value.name == "logits")
    logits.type.tensor_type.shape.dim[1].ClearField("dim_value")
    logits.type.tensor_type.shape.dim[1].dim_param = "num_logits"
    # What the builder says of the sizes in between is of one position, and its index of the last is read no more.
    for value in [value for value in graph.value_info if value.name.startswith("/lm_head/")]:
        graph.value_info.remove(value)
    read = {name for node in graph.node for name in node.input}
    for node in [node for node in graph.node if node.op_type == "Constant" and not read.intersection(node.output)]:
        graph.node.remove(node)


def mend_tie(model: onnx.ModelProto) -> None:
    """The builder guesses what its quantiser calls the shared matrix, and for some mixtures of bits guesses wrong."""
    output = next((node for node in model.graph.node if node.op_type == "MatMulNBits" and node.name.startswith("/lm_head")), None)
    lookup = next((node for node in model.graph.node if node.op_type == "GatherBlockQuantized"), None)
    if output is None or lookup is None:
        return
    matrix = next(node for node in model.graph.node if lookup.input[0] in node.output)
    matrix.input[0] = output.input[1]
    del lookup.input[2:]
    lookup.input.extend(name for name in output.input[2:4] if name)


def check_wiring(model: onnx.ModelProto, weights: Path) -> None:
    """Every input of every node is made by something: runtimes refuse a graph where one is not."""
    made = {value.name for value in model.graph.input} | {tensor.name for tensor in model.graph.initializer} | {""}
    for node in model.graph.node:
        lost = [name for name in node.input if name not in made]
        if lost:
            raise UserError(
                f"the builder's graph lacks {lost[0]}, which {node.name} reads", do="another --quantiser", file=weights
            )
        made.update(node.output)


def share_quantised(model: onnx.ModelProto) -> None:
    """A tied 8-bit model whose embedding the builder left in full precision: it reads the output's own matrix instead."""
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    output = next((node for node in model.graph.node if node.op_type == "MatMulNBits" and node.name.startswith("/lm_head")), None)
    lookup = next(
        (node for node in model.graph.node if node.op_type == "Gather" and node.input[0] == "model.embed_tokens.weight"), None
    )
    if output is None or lookup is None or weights[lookup.input[0]].dims[0] != weights[output.input[1]].dims[0]:
        return
    told = {attribute.name: attribute.i for attribute in output.attribute}
    rows, width = weights[lookup.input[0]].dims
    if told["K"] != width or width % told["block_size"]:
        return
    packed = width * told["bits"] // 8
    shape = numpy_helper.from_array(np.array([rows, packed], np.int64), f"{lookup.name}.shape")
    matrix = helper.make_node("Reshape", [output.input[1], shape.name], [f"{lookup.name}.matrix"], name=f"{lookup.name}.reshape")
    inputs = [matrix.output[0], lookup.input[1], *output.input[2:4]]
    shared = helper.make_node(
        "GatherBlockQuantized",
        inputs,
        [lookup.output[0]],
        name=lookup.name,
        domain="com.microsoft",
        bits=told["bits"],
        block_size=told["block_size"],
        gather_axis=0,
        quantize_axis=1,
    )
    at = list(model.graph.node).index(lookup)
    float_rows = lookup.input[0]
    model.graph.node.remove(lookup)
    model.graph.node.insert(at, shared)
    model.graph.node.insert(at, matrix)
    model.graph.initializer.append(shape)
    model.graph.initializer.remove(weights[float_rows])


def build_graph(
    weights: Path, precision: str, provider: str = "cpu", *options: str, scratch: Path | None = None
) -> onnx.ModelProto:
    """Runs the builder in a process of its own, whose memory ends with it; logits of the last position only."""
    with tempfile.TemporaryDirectory(dir=scratch, prefix="builder-") as out:
        command = [sys.executable, "-m", "onnxruntime_genai.models.builder", "-i", str(weights), "-o", out, "-p", precision]
        command += ["-e", provider, "-c", f"{out}/cache", "--extra_options", "hf_token=false", "prune_lm_head=true", *options]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        graph = Path(out) / "model.onnx"
        if done.returncode != 0 or not graph.is_file():
            said = [line for line in done.stdout.splitlines() if line.strip()]
            killed = " (killed: too little memory)" if done.returncode < 0 else ""
            raise UserError(
                f"the builder failed{killed}: {said[-1][:300] if said else 'it said nothing'}",
                do="more memory or a smaller type; the architecture may be newer than the pinned builder",
                file=weights,
            )
        model = onnx.load(graph)
    fix_cache_width(model, json.loads((weights / "config.json").read_text()))
    opset = next(entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))
    if opset > NEWEST_OPSET:
        raise UserError(
            f"the builder wrote opset {opset}, which the browser's runtime does not load", do="use the pinned builder"
        )
    return model


def head_width(config: dict) -> int:
    return config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"]


def fix_cache_width(model: onnx.ModelProto, config: dict) -> None:
    """The last dimension of past_key_values.* and present.*, as a number."""
    for value in [*model.graph.input, *model.graph.output]:
        if value.name.startswith(("past_key_values.", "present.")):
            last = value.type.tensor_type.shape.dim[-1]
            if not last.HasField("dim_value"):
                last.dim_value = head_width(config)


def cache_dtype(model: onnx.ModelProto) -> str:
    kinds = {value.type.tensor_type.elem_type for value in model.graph.input if value.name.startswith("past_key_values.")}
    return "float16" if kinds == {TensorProto.FLOAT16} else "float32"
