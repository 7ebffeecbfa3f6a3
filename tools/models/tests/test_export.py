"""Exports of the tiny model: what a browser needs is there, and what is broken writes nothing."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from epicrisis_models import gguf_weights, graph, layout, weights
from epicrisis_models.__main__ import main
from epicrisis_models.compare import OrtStepper, compare, torch_logits
from epicrisis_models.errors import UserError
from epicrisis_models.int8 import RowwiseInt8, tensor_wide_int8

IDS = [[5, 17, 60, 33, 8, 120, 44, 9, 71, 100], [40, 41, 42, 43, 44, 45, 46]]


def export(model: Path, out: Path, *options: str) -> int:
    return main(["export", "--model", str(model), "--out", str(out), *options])


@pytest.fixture(scope="module")
def exported(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "tiny"
    assert (
        export(tiny_model, out, "--dtype", "fp32", "--dtype", "int8", "--dtype", "q8", "--dtype", "q4", "--dtype", "q4f16") == 0
    )
    return out


def test_the_folder_is_what_transformers_js_reads(exported: Path) -> None:
    names = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert {
        "config.json",
        "generation_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "README.md",
        "epicrisis.json",
        "SHA256SUMS",
    } <= names
    assert {
        f"onnx/{name}" for name in ("model.onnx", "model_int8.onnx", "model_quantized.onnx", "model_q4.onnx", "model_q4f16.onnx")
    } <= names
    config = json.loads((exported / "config.json").read_text())
    assert config["transformers.js_config"] == {"kv_cache_dtype": {"q4f16": "float16"}}
    assert "chat_template" in json.loads((exported / "tokenizer_config.json").read_text())
    assert json.loads((exported / "generation_config.json").read_text())["eos_token_id"] == [1]
    assert len((exported / "SHA256SUMS").read_text().splitlines()) == len(names) - 1


def test_the_cache_has_numbers_where_transformers_js_wants_them(exported: Path) -> None:
    for path in (exported / "onnx").glob("*.onnx"):
        for value in [*onnx.load(path).graph.input, *onnx.load(path).graph.output]:
            if value.name.startswith(("past_key_values.", "present.")):
                assert value.type.tensor_type.shape.dim[-1].dim_value == 16


def test_a_tied_matrix_is_stored_once(exported: Path, tiny_model: Path) -> None:
    vocabulary = json.loads((tiny_model / "config.json").read_text())["vocab_size"]
    for path in (exported / "onnx").glob("*.onnx"):
        large = [
            tensor.name
            for tensor in onnx.load(path).graph.initializer
            if vocabulary in tensor.dims and len(tensor.dims) > 1 and np.prod(tensor.dims) > vocabulary * 4
        ]
        assert len(large) == 1, path.name


@pytest.mark.parametrize(("dtype", "kl"), [("fp32", 1e-9), ("int8", 0.002), ("q8", 0.02)])
def test_it_is_still_the_same_model(exported: Path, tiny_model: Path, dtype: str, kl: float) -> None:
    found = compare(OrtStepper(exported / "onnx" / graph.GRAPH_NAMES[dtype]), torch_logits(tiny_model, IDS), IDS)
    assert found.kl < kl
    assert found.cachedKl < kl
    if dtype == "fp32":
        assert found.maxAbsLogitDifference < 1e-3


@pytest.mark.parametrize("dtype", ["fp32", "int8", "q8", "q4"])
def test_as_many_rows_of_logits_as_are_asked_for(exported: Path, dtype: str) -> None:
    file = exported / "onnx" / graph.GRAPH_NAMES[dtype]
    asked = next(value for value in onnx.load(file).graph.input if value.name == graph.ROWS_INPUT)
    # As Transformers.js gives it.
    assert asked.type.tensor_type.elem_type == onnx.TensorProto.INT64
    assert not asked.type.tensor_type.shape.dim
    stepper = OrtStepper(file)
    feeds = {"input_ids": np.array(IDS[:1], np.int64), "attention_mask": np.ones((1, len(IDS[0])), np.int64), **stepper.cache}

    def rows(count: int) -> np.ndarray:
        return stepper.session.run(["logits"], {**feeds, graph.ROWS_INPUT: np.array(count, np.int64)})[0]

    every = rows(0)
    assert every.shape[:2] == (1, len(IDS[0]))
    for count in (1, 3, len(IDS[0])):
        assert rows(count).shape == (1, count, every.shape[2])
        np.testing.assert_allclose(rows(count), every[:, -count:], atol=1e-5)


@pytest.mark.parametrize("options", [["--dtype", "q4", "--quantiser", "rtn-mixed"], ["--dtype", "fp16"]])
def test_mixtures_of_bits_load(tiny_model: Path, tmp_path: Path, options: list[str]) -> None:
    out = tmp_path / "mixed"
    assert export(tiny_model, out, *options) == 0
    found = compare(OrtStepper(next((out / "onnx").glob("*.onnx"))), torch_logits(tiny_model, IDS), IDS)
    assert found.kl < 0.02


def test_one_enormous_token_spoils_tensor_wide_int8_and_not_ours(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    activations = random.normal(size=(1, 6, 64)).astype(np.float32)
    activations[0, 0] *= 1000  # as trained decoders do with their first token
    activations[0, 1:, 5] *= 50  # and with a channel or two
    matrix = random.normal(size=(64, 32)).astype(np.float32)
    plain, wide, ours = (tmp_path / name for name in ("plain.onnx", "wide.onnx", "ours.onnx"))
    onnx.save(product(matrix), plain)
    tensor_wide_int8(str(plain), str(wide))
    onnx.save(RowwiseInt8(product(matrix)).rewrite(), ours)
    assert {node.op_type for node in onnx.load(ours).graph.node} >= {"MatMulInteger"}
    exact = (activations @ matrix)[0, 1:]

    def error(graph_file: Path) -> float:
        session = onnxruntime.InferenceSession(str(graph_file))
        got = session.run(["y"], {"x": activations})[0][0, 1:]
        return float(np.linalg.norm(got - exact) / np.linalg.norm(exact))

    assert error(ours) < 0.01
    assert error(wide) > 0.05
    assert error(plain) < 1e-5


def product(matrix: np.ndarray) -> onnx.ModelProto:
    node = onnx.helper.make_node("MatMul", ["x", "w"], ["y"], name="/product/MatMul")
    floats = onnx.TensorProto.FLOAT
    x = onnx.helper.make_tensor_value_info("x", floats, [1, "n", matrix.shape[0]])
    y = onnx.helper.make_tensor_value_info("y", floats, [1, "n", matrix.shape[1]])
    weight = onnx.numpy_helper.from_array(matrix, "w")
    return onnx.helper.make_model(
        onnx.helper.make_graph([node], "product", [x], [y], [weight]),
        opset_imports=[onnx.helper.make_opsetid("", 22)],
        ir_version=10,
    )


def test_large_weights_leave_in_chunks(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "INLINE_BYTES", 10_000)
    monkeypatch.setattr(layout, "CHUNK_BYTES", 40_000)
    out = tmp_path / "chunks"
    assert export(tiny_model, out, "--dtype", "fp32") == 0
    chunks = sorted(path.name for path in (out / "onnx").glob("*_data*"))
    assert chunks[:2] == ["model.onnx_data", "model.onnx_data_1"]
    assert all((out / "onnx" / name).stat().st_size <= 60_000 for name in chunks)
    assert json.loads((out / "config.json").read_text())["transformers.js_config"]["use_external_data_format"] == {
        "model.onnx": len(chunks)
    }
    assert compare(OrtStepper(out / "onnx" / "model.onnx"), torch_logits(tiny_model, IDS), IDS).maxAbsLogitDifference < 1e-3


def test_another_type_is_added_and_the_first_stays(tiny_model: Path, tmp_path: Path) -> None:
    out = tmp_path / "both"
    assert export(tiny_model, out, "--dtype", "fp32") == 0
    before = (out / "onnx" / "model.onnx").read_bytes()
    assert export(tiny_model, out, "--dtype", "q4f16") == 2
    assert export(tiny_model, out, "--dtype", "q4f16", "--add") == 0
    assert (out / "onnx" / "model.onnx").read_bytes() == before
    assert "onnx/model.onnx" in (out / "SHA256SUMS").read_text()


def broken(model: Path, at: Path) -> Path:
    return Path(shutil.copytree(model, at))


def test_half_a_file_is_named(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken(tiny_model, tmp_path / "half")
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1000])
    assert export(folder, tmp_path / "out", "--dtype", "fp32") == 2
    assert "model.safetensors: half a file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["half"]


def test_a_web_page_for_weights(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken(tiny_model, tmp_path / "page")
    (folder / "model.safetensors").write_text("<!doctype html><title>Sign in</title>")
    assert export(folder, tmp_path / "out", "--dtype", "fp32") == 2
    assert "web page" in capsys.readouterr().err


def test_an_unknown_architecture(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken(tiny_model, tmp_path / "other")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "architectures": ["MambaForCausalLM"]}))
    assert export(folder, tmp_path / "out", "--dtype", "fp32") == 2
    assert "MambaForCausalLM" in capsys.readouterr().err


def test_half_a_gguf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cut.gguf"
    file.write_bytes(b"GGUF\x03\0\0\0" + b"\x05" + b"\0" * 20)
    assert export(file, tmp_path / "out", "--dtype", "q4") == 2
    assert "cut.gguf" in capsys.readouterr().err


def test_no_room_on_the_disk(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(weights.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 1000))
    assert export(tiny_model, tmp_path / "out", "--dtype", "fp32") == 2
    assert "of disk are needed" in capsys.readouterr().err


def test_a_disk_that_fills_meanwhile_leaves_what_was_there(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert export(tiny_model, out, "--dtype", "fp32") == 0
    before = (out / "SHA256SUMS").read_text()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(layout.onnx, "save", full)
    assert export(tiny_model, out, "--dtype", "q8", "--add") == 2
    assert (out / "SHA256SUMS").read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_hub_cache_is_opened_at_its_main_revision(tiny_model: Path, tmp_path: Path) -> None:
    cache = tmp_path / "models--org--tiny"
    shutil.copytree(tiny_model, cache / "snapshots" / "abc")
    (cache / "snapshots" / "older").mkdir()
    (cache / "refs").mkdir()
    (cache / "refs" / "main").write_text("abc")
    assert weights.open_weights(cache, tmp_path).folder == cache / "snapshots" / "abc"
    (cache / "refs" / "main").unlink()
    with pytest.raises(UserError, match="2 revisions"):
        weights.open_weights(cache, tmp_path)


def test_a_matrix_that_was_quantised_twice_is_tied_again() -> None:
    import torch
    from transformers import LlamaConfig

    torch.manual_seed(1)
    fine = torch.randn(50, 8)
    config = LlamaConfig(tie_word_embeddings=False)
    twins = {"model.embed_tokens.weight": fine + 0.07 * torch.randn(50, 8), "lm_head.weight": fine}
    gguf_weights.tie_twins(twins, config)
    assert config.tie_word_embeddings
    assert twins["model.embed_tokens.weight"] is fine
    config = LlamaConfig(tie_word_embeddings=False)
    gguf_weights.tie_twins({"model.embed_tokens.weight": torch.randn(50, 8), "lm_head.weight": fine}, config)
    assert not config.tie_word_embeddings
