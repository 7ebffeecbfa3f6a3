"""From data to a verified export on the tiny model, by the commands that a data person types."""

from __future__ import annotations

import json
from pathlib import Path

from epicrisis_models.__main__ import main


def test_a_fine_tune_comes_out_as_a_verified_model(tiny_model: Path, training: Path, tmp_path: Path) -> None:
    adapter, merged, exported = tmp_path / "adapter", tmp_path / "merged", tmp_path / "exported"
    tune = ["finetune", "--method", "hf", "--base", str(tiny_model), "--data", str(training), "--out", str(adapter)]
    assert main([*tune, "--steps", "2", "--cases", "0", "--batch", "2", "--accumulation", "1", "--learning-rate", "0.01"]) == 0
    assert main(["merge", "--base", str(tiny_model), "--adapter", str(adapter), "--out", str(merged)]) == 0
    assert main(["export", "--model", str(merged), "--dtype", "fp32", "--dtype", "q4f16", "--out", str(exported)]) == 0
    assert {p.name for p in (exported / "onnx").iterdir()} >= {"model.onnx", "model_q4f16.onnx"}
    assert json.loads((exported / "config.json").read_text())["hidden_size"] == 32
    verify = ["verify", "--model", str(merged), "--export", str(exported), "--dtype", "fp32", "--sentences", "3"]
    assert main([*verify, "--backend", "node"]) == 0
    entry = json.loads((exported / "verify.json").read_text())["dtypes"]["fp32"]
    assert entry["gates"]
    assert all(entry["gates"].values())
    assert "node" in entry["backends"]
