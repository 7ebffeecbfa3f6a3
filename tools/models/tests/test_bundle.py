"""The bundled model, end to end on a handful of plans: every stage runs, a second call does nothing, a cut one goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import chart, write_lines

from epicrisis_models import bundle
from epicrisis_models.__main__ import main


def run(work: Path, out: Path, *more: str) -> int:
    return main(
        ["bundle", "--work", str(work), "--out", str(out), "--synthetic", "40", "--minutes", "0.05", "--epochs", "1", *more]
    )


def test_bundle_goes_from_data_to_a_model_that_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines(tmp_path / "data" / "pairs.jsonl", [chart(i) for i in range(30)])
    work, out = tmp_path / "work", tmp_path / "model"
    data = ("--data", str(tmp_path / "data"))
    out.mkdir()
    (out / "README.md").write_text("a card")

    def die(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(bundle, "_export", die)
        assert run(work, out, *data) == 130
    assert not (out / "onnx").exists()
    capsys.readouterr()
    assert run(work, out, *data) == 0
    said = capsys.readouterr().out
    assert "pairs: done before" in said
    assert "train: done before" in said
    assert "export: begins" in said
    # Whatever it has learnt in three seconds, under the grammar it is faithful.
    report = json.loads((work / "eval.json").read_text())
    assert report["cases"] > 0
    assert {k: report[k] for k in bundle.FIDELITY} == bundle.FIDELITY
    assert json.loads((out / "config.json").read_text())["dialect"] == "slots"
    assert (out / "README.md").read_text() == "a card"
    assert "onnx/model.onnx" in (out / "SHA256SUMS").read_text()
    assert not [p for p in out.rglob("*.new")]
    assert run(work, out, *data) == 0
    assert capsys.readouterr().out.count("done before") == len(bundle.STAGES)


def test_a_stage_without_the_one_before_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "work", tmp_path / "out", "--only", "export") == 2
    assert "run the stage train first" in capsys.readouterr().err
