"""Verification on the tiny model: the gates, the card that it writes, and pruned vocabularies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from epicrisis_models.__main__ import main

TEXTS = ["Ingresa por neumonía (J18.9). Recibió ceftriaxona 2 g EV c/24 h.", "Egresa con paracetamol 1 g VO c/8 h"]


def verify(model: Path, exported: Path, *options: str) -> int:
    return main(["verify", "--model", str(model), "--export", str(exported), "--sentences", "3", *options])


@pytest.fixture(scope="module")
def exported(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("verify") / "tiny"
    assert (
        main(["export", "--model", str(tiny_model), "--dtype", "fp32", "--dtype", "int8", "--dtype", "q4", "--out", str(out)])
        == 0
    )
    return out


def test_what_is_right_passes_and_leaves_a_self_test(exported: Path, tiny_model: Path) -> None:
    assert verify(tiny_model, exported, "--dtype", "fp32", "--dtype", "int8") == 0
    report = json.loads((exported / "verify.json").read_text())
    assert report["dtypes"]["fp32"]["gates"] == {"kl": True, "perplexity": True, "cache": True, "logits": True}
    assert "| int8 | 3 | passed |" in (exported / "verify.md").read_text()
    card = json.loads((exported / "epicrisis.json").read_text())["selftest"]
    assert all(4 <= len(ids) <= 64 for ids in card["sentences"])
    assert card["dtypes"]["int8"] == pytest.approx(card["perplexity"], rel=0.01)
    assert "verify.json" in (exported / "SHA256SUMS").read_text()


def test_a_gate_that_fails_is_named(exported: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(tiny_model, exported, "--dtype", "q4", "--max-kl", "1e-9") == 1
    assert "q4 kl" in capsys.readouterr().out
    assert "q4" not in json.loads((exported / "epicrisis.json").read_text())["selftest"]["dtypes"]


def test_a_changed_file_is_named(exported: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    copy = Path(shutil.copytree(exported, tmp_path / "copy"))
    graph = copy / "onnx" / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:-1] + b"x")
    assert verify(tiny_model, copy) == 2
    assert "onnx/model.onnx is not the file" in capsys.readouterr().err


def test_a_pruned_vocabulary_cuts_the_texts_as_before(tiny_model: Path, tmp_path: Path) -> None:
    texts, out = tmp_path / "texts.jsonl", tmp_path / "pruned"
    texts.write_text("".join(json.dumps({"output": text}) + "\n" for text in TEXTS))
    arguments = ["export", "--model", str(tiny_model), "--dtype", "fp32", "--out", str(out), "--prune-vocabulary", str(texts)]
    assert main(arguments) == 0
    original = Tokenizer.from_file(str(tiny_model / "tokenizer.json"))
    pruned = Tokenizer.from_file(str(out / "tokenizer.json"))
    assert pruned.get_vocab_size() < original.get_vocab_size()
    ids = json.loads((out / "vocabulary.json").read_text())["original"]
    assert [ids[i] for i in pruned.encode(TEXTS[0]).ids] == original.encode(TEXTS[0]).ids
    assert pruned.decode(pruned.encode("Ω otra cosa: 37,5 °C").ids) == "Ω otra cosa: 37,5 °C"
    assert verify(tiny_model, out) == 0
