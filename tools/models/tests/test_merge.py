"""Merging: exactly base + scale * b a, for both kinds of adapter; whatever does not belong together is refused, nothing half-written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch
from conftest import make_model, write_gguf
from safetensors.torch import load_file, save_file

from epicrisis_models.__main__ import main
from epicrisis_models.fingerprint import describe_base

LAYER = "model.layers.1.self_attn.q_proj"


def peft_adapter(folder: Path, base: Path, *, layer: str = LAYER, wide: int = 32, name: str = "tiny") -> Path:
    folder.mkdir(parents=True)
    torch.manual_seed(1)
    a, b = torch.randn(4, wide), torch.randn(32, 4)
    prefix = f"base_model.model.{layer}"
    save_file({f"{prefix}.lora_A.weight": a, f"{prefix}.lora_B.weight": b}, folder / "adapter_model.safetensors")
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": 4,
        "lora_alpha": 8,
        "target_modules": ["q_proj"],
        "base_model_name_or_path": name,
    }
    (folder / "adapter_config.json").write_text(json.dumps(config))
    (folder / "base.json").write_text(json.dumps(describe_base(base, name)))
    return folder


def merge(base: Path, adapter: Path, out: Path, *more: str) -> int:
    return main(["merge", "--base", str(base), "--adapter", str(adapter), "--out", str(out), *more])


def test_the_update_is_added_to_its_layer_alone(tiny_model: Path, tmp_path: Path) -> None:
    adapter = peft_adapter(tmp_path / "adapter", tiny_model)
    assert merge(tiny_model, adapter, tmp_path / "out") == 0
    lora = load_file(adapter / "adapter_model.safetensors")
    before, after = load_file(tiny_model / "model.safetensors"), load_file(tmp_path / "out" / "model.safetensors")
    update = 2.0 * lora[f"base_model.model.{LAYER}.lora_B.weight"] @ lora[f"base_model.model.{LAYER}.lora_A.weight"]
    assert torch.allclose(after[f"{LAYER}.weight"], before[f"{LAYER}.weight"] + update, atol=1e-5)
    assert all(torch.equal(after[name], before[name]) for name in before if name != f"{LAYER}.weight")
    assert (tmp_path / "out" / "tokenizer.json").is_file()
    assert json.loads((tmp_path / "out" / "merge.json").read_text())["adapter"]["layers"] == 1


def test_an_mlx_adapter_gives_the_same(tiny_model: Path, tmp_path: Path) -> None:
    peft = peft_adapter(tmp_path / "peft", tiny_model)
    lora = load_file(peft / "adapter_model.safetensors")
    mlx = tmp_path / "mlx"
    mlx.mkdir()
    a, b = (lora[f"base_model.model.{LAYER}.lora_{half}.weight"].T.contiguous() for half in "AB")
    save_file({f"{LAYER}.lora_a": a, f"{LAYER}.lora_b": b}, mlx / "adapters.safetensors")
    (mlx / "adapter_config.json").write_text(
        json.dumps({"fine_tune_type": "lora", "num_layers": 1, "lora_parameters": {"rank": 4, "scale": 2.0, "dropout": 0.0}})
    )
    assert merge(tiny_model, peft, tmp_path / "one") == 0
    assert merge(tiny_model, mlx, tmp_path / "two") == 0
    one, two = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "two"))
    assert all(torch.equal(one[name], two[name]) for name in one)


def test_another_base_of_the_same_shape_is_refused(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adapter = peft_adapter(tmp_path / "adapter", tiny_model, name="the-right-one")
    other = make_model(tmp_path / "other", seed=8)
    assert merge(other, adapter, tmp_path / "out") == 2
    message = capsys.readouterr().err
    assert "another base of the same shape: the-right-one, not other" in message
    assert str(adapter) in message
    assert merge(other, adapter, tmp_path / "out", "--allow-other-base") == 0


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ({"wide": 64}, f"{LAYER} is 32 x 32 in tiny"),
        ({"layer": "model.layers.7.self_attn.q_proj"}, "it changes model.layers.7.self_attn.q_proj, which tiny"),
    ],
)
def test_other_shapes_and_names_are_refused(
    made: dict, message: str, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adapter = peft_adapter(tmp_path / "adapter", tiny_model, name="big", **made)
    assert merge(tiny_model, adapter, tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert message in said
    assert "it was trained on big" in said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["adapter"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def web_page(path: Path) -> None:
    path.write_text("<!doctype html><title>404</title>")


@pytest.mark.parametrize("damage", [cut, web_page])
@pytest.mark.parametrize("where", ["base", "adapter"])
def test_half_files_are_named_and_nothing_is_written(
    damage, where: str, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = Path(shutil.copytree(tiny_model, tmp_path / "base"))
    adapter = peft_adapter(tmp_path / "adapter", tiny_model)
    path = base / "model.safetensors" if where == "base" else adapter / "adapter_model.safetensors"
    damage(path)
    assert merge(base, adapter, tmp_path / "out") == 2
    assert str(path) in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["adapter", "base"]


def test_an_unknown_architecture_is_refused(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = Path(shutil.copytree(tiny_model, tmp_path / "base"))
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**config, "architectures": ["T5ForConditionalGeneration"]}))
    assert merge(base, peft_adapter(tmp_path / "adapter", tiny_model), tmp_path / "out") == 2
    assert "T5ForConditionalGeneration" in capsys.readouterr().err


def test_an_untrained_lora_is_refused(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adapter = peft_adapter(tmp_path / "adapter", tiny_model)
    weights = load_file(adapter / "adapter_model.safetensors")
    save_file({k: torch.zeros_like(v) for k, v in weights.items()}, adapter / "adapter_model.safetensors")
    assert merge(tiny_model, adapter, tmp_path / "out") == 2
    assert "changes nothing" in capsys.readouterr().err


def test_what_is_there_is_not_overwritten(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    assert merge(tiny_model, peft_adapter(tmp_path / "adapter", tiny_model), tmp_path / "out") == 2
    assert "is there already" in capsys.readouterr().err


def test_a_gguf_is_the_same_base(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adapter = peft_adapter(tmp_path / "adapter", tiny_model)
    gguf = write_gguf(tiny_model, tmp_path / "tiny.gguf")
    assert merge(gguf, adapter, tmp_path / "from-gguf") == 0
    assert merge(tiny_model, adapter, tmp_path / "from-folder") == 0
    one, two = (load_file(tmp_path / name / "model.safetensors") for name in ("from-gguf", "from-folder"))
    assert all(torch.allclose(one[name], two[name], atol=1e-6) for name in two)
    assert (tmp_path / "from-gguf" / "tokenizer.json").is_file()
    gguf.write_bytes(gguf.read_bytes()[:-2000])
    assert merge(gguf, adapter, tmp_path / "half") == 2
    assert f"{gguf}: half a file" in capsys.readouterr().err
    assert not (tmp_path / "half").exists()
