"""Int8 for WebAssembly: MatMulInteger with a scale for each output channel, and activations in two bytes.

The usual dynamic quantisation takes one scale for a whole activation tensor and one for a whole matrix. Decoders have a
few enormous activations (the first token's above all), which take the whole range of a shared scale: that is the INT8
that wrote corrupt text. Measured on SmolLM2-135M, KL to fp32: tensor-wide 0.28; a scale for each token and channel 0.10,
nearly all of it from the activations (weights alone 0.009). So each token's activations get a scale of their own and 15
bits, as a high and a low byte that go through the same matrix as two rows of one product: 0.009, exact but for the weights.
`MatMulNBits` would be as exact, but WebAssembly has no kernel for it and unpacks the matrix at every call.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

#: The middle of uint8: activations are symmetrical around it, in the form that MatMulInteger is fastest in.
MIDDLE = 128
#: How much one step of the high byte is worth in steps of the low one.
HIGH = 128
#: The largest quantised activation: 127 steps of the high byte.
LARGEST = 127 * HIGH
#: Rows of nothing but zeros still need a scale.
LEAST_SCALE = 1e-10


class RowwiseInt8:
    """Rewrites a decoder's float MatMuls with constant weights. A tied embedding shares its matrix with the output."""

    def __init__(self, model: onnx.ModelProto, *, keep_float: Iterable[str] = ()) -> None:
        """`keep_float`: names of MatMul nodes that stay as they are."""
        self.model = model
        self.graph = model.graph
        self.keep_float = frozenset(keep_float)
        self.weights = {tensor.name: tensor for tensor in self.graph.initializer}
        self.added: list[onnx.TensorProto] = []
        self.constants: set[str] = set()
        #: Activation -> (its quantised form, its scales of shape [b, n, 1]).
        self.rows: dict[str, tuple[str, str]] = {}
        #: Weight -> (its quantised form, its scales).
        self.channels: dict[str, tuple[str, str]] = {}

    def rewrite(self) -> onnx.ModelProto:
        nodes: list[onnx.NodeProto] = []
        embedding = tied_embedding(self.graph)
        for node in self.graph.node:
            if node.op_type == "MatMul" and node.input[1] in self.weights and node.name not in self.keep_float:
                nodes += self.matmul(node)
            elif embedding is not None and node.name == embedding[0]:
                continue
            elif embedding is not None and node.name == embedding[1]:
                nodes += self.lookup(node, embedding[2])
            elif node.op_type == "Gather" and node.input[0] in self.weights and len(self.weights[node.input[0]].dims) == 2:
                nodes += self.lookup(node, None)
            else:
                nodes.append(node)
        del self.graph.node[:]
        self.graph.node.extend(nodes)
        used = {name for node in nodes for name in node.input}
        kept = [tensor for tensor in [*self.graph.initializer, *self.added] if tensor.name in used]
        del self.graph.initializer[:]
        self.graph.initializer.extend(kept)
        return self.model

    def matmul(self, node: onnx.NodeProto) -> list[onnx.NodeProto]:
        activation, weight = node.input
        nodes = []
        if activation not in self.rows:
            nodes += self.quantise_rows(activation)
        quantised, scale = self.rows[activation]
        channels, channel_scales = self.quantise_channels(weight)
        middle = self.constant("int8.middle", np.array(MIDDLE, np.uint8))
        name = node.name
        high, low = f"{name}.high", f"{name}.low"
        return [
            *nodes,
            helper.make_node("MatMulInteger", [quantised, channels, middle], [f"{name}.sum"], name=f"{name}.int8"),
            helper.make_node("Cast", [f"{name}.sum"], [f"{name}.float"], name=f"{name}.cast", to=TensorProto.FLOAT),
            helper.make_node("Split", [f"{name}.float"], [high, low], name=f"{name}.split", axis=0, num_outputs=2),
            helper.make_node("Mul", [high, self.high], [f"{name}.raised"], name=f"{name}.raise"),
            helper.make_node("Add", [f"{name}.raised", low], [f"{name}.both"], name=f"{name}.join"),
            helper.make_node("Mul", [f"{name}.both", channel_scales], [f"{name}.channels"], name=f"{name}.by_channel"),
            helper.make_node("Mul", [f"{name}.channels", scale], [node.output[0]], name=f"{name}.by_row"),
        ]

    @property
    def high(self) -> str:
        return self.constant("int8.high", np.array(HIGH, np.float32))

    def quantise_rows(self, activation: str) -> list[onnx.NodeProto]:
        """[b, n, k] float -> uint8 [2b, n, k] around 128, high bytes then low, and scales [b, n, 1]."""
        base = f"{activation}.rows"
        quantised, scale = f"{base}.uint8", f"{base}.scale"
        self.rows[activation] = (quantised, scale)
        last = self.constant("int8.last", np.array([-1], np.int64))
        unit = self.constant("int8.unit", np.array(1 / LARGEST, np.float32))
        least = self.constant("int8.least", np.array(LEAST_SCALE, np.float32))
        middle = self.constant("int8.middle_float", np.array(MIDDLE, np.float32))
        step = self.constant("int8.step", np.array(1 / HIGH, np.float32))

        def node(kind: str, inputs: list[str], output: str, **attributes: object) -> onnx.NodeProto:
            return helper.make_node(kind, inputs, [output], name=f"{output}.{kind}", **attributes)

        return [
            node("Abs", [activation], f"{base}.abs"),
            node("ReduceMax", [f"{base}.abs", last], f"{base}.max", keepdims=1),
            node("Mul", [f"{base}.max", unit], f"{base}.unit"),
            node("Max", [f"{base}.unit", least], scale),
            node("Div", [activation, scale], f"{base}.scaled"),
            node("Round", [f"{base}.scaled"], f"{base}.whole"),
            node("Mul", [f"{base}.whole", step], f"{base}.steps"),
            node("Round", [f"{base}.steps"], f"{base}.high"),
            node("Mul", [f"{base}.high", self.high], f"{base}.raised"),
            node("Sub", [f"{base}.whole", f"{base}.raised"], f"{base}.low"),
            node("Concat", [f"{base}.high", f"{base}.low"], f"{base}.both", axis=0),
            node("Add", [f"{base}.both", middle], f"{base}.moved"),
            node("Cast", [f"{base}.moved"], quantised, to=TensorProto.UINT8),
        ]

    def quantise_channels(self, weight: str, axis: int = 0) -> tuple[str, str]:
        """A float matrix as int8 and a scale for each slice across `axis` (0: each column is an output channel)."""
        if weight not in self.channels:
            matrix = numpy_helper.to_array(self.weights[weight]).astype(np.float32)
            scales = np.maximum(np.abs(matrix).max(axis=axis), LEAST_SCALE) / 127
            values = np.rint(matrix / np.expand_dims(scales, axis)).astype(np.int8)
            names = (f"{weight}_int8", f"{weight}_scales")
            self.added.append(numpy_helper.from_array(values, names[0]))
            self.added.append(numpy_helper.from_array(scales.astype(np.float32), names[1]))
            self.channels[weight] = names
        return self.channels[weight]

    def lookup(self, node: onnx.NodeProto, tied: str | None) -> list[onnx.NodeProto]:
        """An embedding of int8 rows. `tied`: the output matrix [k, vocabulary], whose columns are the rows."""
        ids, output = node.input[1], node.output[0]
        base = node.name
        matrix, scales = self.quantise_channels(tied) if tied else self.quantise_channels(node.input[0], axis=1)
        last = self.constant("int8.last", np.array([-1], np.int64))
        rows = [helper.make_node("Gather", [matrix, ids], [f"{base}.int8"], name=f"{base}.int8", axis=1 if tied else 0)]
        if tied:
            rows.append(helper.make_node("Transpose", [f"{base}.int8"], [f"{base}.turned"], name=f"{base}.turn", perm=[1, 2, 0]))
        return [
            *rows,
            helper.make_node("Cast", [rows[-1].output[0]], [f"{base}.float"], name=f"{base}.cast", to=TensorProto.FLOAT),
            helper.make_node("Gather", [scales, ids], [f"{base}.scale"], name=f"{base}.scales", axis=0),
            helper.make_node("Unsqueeze", [f"{base}.scale", last], [f"{base}.column"], name=f"{base}.unsqueeze"),
            helper.make_node("Mul", [f"{base}.float", f"{base}.column"], [output], name=f"{base}.scaled"),
        ]

    def constant(self, name: str, value: np.ndarray) -> str:
        if name not in self.constants:
            self.constants.add(name)
            self.added.append(numpy_helper.from_array(value, name))
        return name


def tied_embedding(graph: onnx.GraphProto) -> tuple[str, str, str] | None:
    """The builder's float tie: output matrix -> Transpose -> Gather. Names of both nodes and of the matrix."""
    initialisers = {tensor.name for tensor in graph.initializer}
    turned = {node.output[0]: node for node in graph.node if node.op_type == "Transpose" and node.input[0] in initialisers}
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0] in turned:
            transpose = turned[node.input[0]]
            return transpose.name, node.name, transpose.input[0]
    return None


def lean_tie(model: onnx.ModelProto) -> None:
    """A float tie without its Transpose of the whole matrix, which runtimes fold into a second copy: columns are gathered instead."""
    found = tied_embedding(model.graph)
    if found is None:
        return
    transpose, gather, matrix = found
    nodes = []
    for node in model.graph.node:
        if node.name == transpose:
            continue
        if node.name == gather:
            columns = f"{gather}.columns"
            nodes.append(helper.make_node("Gather", [matrix, node.input[1]], [columns], name=f"{gather}.columns", axis=1))
            nodes.append(helper.make_node("Transpose", [columns], [node.output[0]], name=gather, perm=[1, 2, 0]))
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def tensor_wide_int8(graph_in: str, graph_out: str) -> None:
    """The INT8 of the reports, for `verify --prove-gate`: one scale a tensor, everything quantised."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        graph_in,
        graph_out,
        weight_type=QuantType.QInt8,
        per_channel=False,
        use_external_data_format=True,
        extra_options={"MatMulConstBOnly": True},
    )
