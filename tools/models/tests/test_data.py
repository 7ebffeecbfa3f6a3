"""Data: bad lines are named, targets are grounded, like charts stay together, formats are what trainers read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import chart, read_lines, write_gguf, write_lines

from epicrisis_models.__main__ import main


def data(*arguments: object) -> int:
    return main(["data", *(str(a) for a in arguments)])


def summary(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


BAD = [
    ('{"input": ', "not JSON"),
    ("[1]", "an object is needed, not a list"),
    (
        '{"input": {"diagnosticos": ["x"]}, "output": "x"}',
        "input.diagnosticos is not a field of this data (known: dx, proc, tto, evo, dx_alta, med)",
    ),
    ('{"input": {"dx": "x"}}', "output is missing"),
    ('{"input": {"dx": "x"}, "output": ""}', "output is empty"),
    ('{"input": {"dx": [3]}, "output": "x"}', "input.dx.0 must be a text"),
    ('{"output": "x"}', "one of input and record is needed"),
]


@pytest.mark.parametrize(("line", "message"), BAD)
def test_a_bad_line_is_named_and_left_out_or_refused(
    line: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = write_lines(tmp_path / "raw.jsonl", [chart(1), line, chart(2)])
    assert data("unify", raw, "--out", tmp_path / "out.jsonl") == 0
    said = capsys.readouterr()
    assert f"raw.jsonl:2: bad: {message}" in said.err
    assert json.loads(said.out) == {"rows": 2, "files": 1, "bad": 1}
    assert data("unify", raw, "--out", tmp_path / "strict.jsonl", "--strict") == 2
    assert f"{raw}:2: {message}" in capsys.readouterr().err
    assert not (tmp_path / "strict.jsonl").exists()


def test_what_is_not_there_or_not_text_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data("unify", tmp_path / "none.jsonl", "--out", tmp_path / "out.jsonl") == 2
    assert "none.jsonl: no such file" in capsys.readouterr().err
    (tmp_path / "latin.jsonl").write_bytes('{"output": "neumonía"}'.encode("latin-1"))
    assert data("unify", tmp_path / "latin.jsonl", "--out", tmp_path / "out.jsonl") == 2
    assert "latin.jsonl: not UTF-8" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = write_lines(tmp_path / "raw.jsonl", [chart(1)])
    assert data("unify", raw, "--out", raw / "out.jsonl") == 2
    assert "out.jsonl: could not be written" in capsys.readouterr().err


def test_unify_takes_each_row_once_and_says_which_it_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(tmp_path / "in" / "a.jsonl", [chart(1), chart(2)])
    spaced = chart(1)
    spaced["input"]["dx"] = [f"  {spaced['input']['dx'][0].replace(' ', '  ')}"]
    write_lines(tmp_path / "in" / "b.jsonl", [spaced, chart(3)])
    assert data("unify", tmp_path / "in", "--out", tmp_path / "out.jsonl", "--report", tmp_path / "report.jsonl") == 0
    assert summary(capsys) == {"rows": 3, "files": 2, "dropped": 1}
    [note] = read_lines(tmp_path / "report.jsonl")
    assert (note["file"], note["line"], note["why"]) == ("b.jsonl", 1, "the same chart and text as a.jsonl:1")


INVENTED = chart(1)["output"].replace(" Egresa", " Flujo TIMI 3 final. Recibió amiodarona (C01BD01). Egresa")


def test_clean_replaces_what_the_chart_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = write_lines(tmp_path / "raw.jsonl", [chart(0), chart(1, output=INVENTED)])
    assert data("clean", raw, "--out", tmp_path / "out.jsonl", "--report", tmp_path / "report.jsonl") == 0
    assert summary(capsys) == {"read": 2, "kept": 2, "asTheyWere": 1, "changed": 1}
    [note] = read_lines(tmp_path / "report.jsonl")
    assert (note["file"], note["line"], note["action"]) == ("raw.jsonl", 2, "changed")
    assert note["detail"]["extraCodes"] == ["C01BD01"]
    assert note["detail"]["numbers"] == ["3"]
    assert note["detail"]["drugs"] == ["amiodarona"]
    as_it_was, changed = read_lines(tmp_path / "out.jsonl")
    assert as_it_was["output"] == chart(0)["output"]
    assert "TIMI" not in changed["output"]
    assert all(code in changed["output"] for code in changed["codes"])
    assert changed["messages"][0]["role"] == "system"
    # What came out is grounded: nothing is left to change.
    assert data("clean", tmp_path / "out.jsonl", "--out", tmp_path / "again.jsonl") == 0
    assert "changed" not in summary(capsys)


def test_clean_can_drop_instead_and_names_missing_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = chart(0)
    raw = write_lines(tmp_path / "raw.jsonl", [chart(0, output=row["output"].replace(" (J01DD04)", ""))])
    assert data("clean", raw, "--how", "drop", "--out", tmp_path / "out.jsonl", "--report", tmp_path / "report.jsonl") == 0
    [note] = read_lines(tmp_path / "report.jsonl")
    assert note["action"] == "dropped"
    assert note["why"] == "codes of the chart that the text lacks: J01DD04"


def record(*facts: dict) -> dict:
    reading = {"adapter": "dataset", "url": "", "title": "", "readAt": "1970-01-01T00:00:00Z", "findings": []}
    return {"schema": 1, "identity": {}, "episode": {}, "facts": list(facts), "reading": reading}


def fact(number: int, kind: str, moment: str, text: str, **more: str) -> dict:
    return {"id": f"f{number}", "kind": kind, "moment": moment, "text": text, "source": {"type": "typed"}, **more}


def test_the_fuller_record_is_taken_and_checked_by_the_products_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = [
        fact(1, "diagnosis", "ingreso", "Neumonía", code="J18.9", system="cie10"),
        fact(2, "allergy", "ingreso", "Niega alergias"),
        fact(3, "diagnosis", "alta", "Neumonía tratada"),
    ]
    good = {"record": record(*facts), "output": "Ingresa por neumonía (J18.9). Egresa con diagnóstico de neumonía tratada."}
    bad = {"record": record(fact(1, "diagnostico", "ingreso", "x")), "output": "x"}
    raw = write_lines(tmp_path / "raw.jsonl", [good, bad])
    assert data("clean", raw, "--out", tmp_path / "out.jsonl") == 0
    said = capsys.readouterr()
    assert "raw.jsonl:2: bad:" in said.err
    assert "kind" in said.err
    [row] = read_lines(tmp_path / "out.jsonl")
    assert row["codes"] == ["J18.9"]
    assert "Niega alergias" in row["messages"][1]["content"]


def test_like_charts_stay_on_one_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from epicrisis_models.data.rows import read_rows
    from epicrisis_models.data.split import jaccard, shingles

    words = [
        "alfa",
        "beta",
        "gama",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "teta",
        "iota",
        "kapa",
        "lambda",
        "mi",
        "ni",
        "omicron",
        "pi",
        "ro",
        "sigma",
        "tau",
    ]
    rows = []
    for patient in range(40):
        base = [f"{words[(patient * 7 + i * (1 + patient % 5)) % 18]} {patient * 31 + i}" for i in range(10)]
        for visit in range(3):
            changed = [*base[:9], f"visita {visit}"]
            rows.append({"input": {"dx": changed}, "output": f"texto {patient} {visit}"})
    raw = write_lines(tmp_path / "raw.jsonl", rows)
    assert data("split", raw, "--out", tmp_path / "split", "--valid", 0.15, "--test", 0.15, "--threshold", 0.6) == 0
    said = summary(capsys)
    assert said["groups"] == 40
    assert said["largestGroup"] == 3
    assert (said["valid"], said["test"]) == (18, 18)
    sides = {
        name: [shingles(r) for r in read_rows([tmp_path / "split" / f"{name}.jsonl"])[0]] for name in ("train", "valid", "test")
    }
    assert sum(map(len, sides.values())) == 120
    for one, other in (("train", "valid"), ("train", "test"), ("valid", "test")):
        assert max(jaccard(a, b) for a in sides[one] for b in sides[other]) < 0.6
    assert data("split", raw, "--out", tmp_path / "again", "--valid", 0.15, "--test", 0.15) == 0
    assert (tmp_path / "again" / "test.jsonl").read_text() == (tmp_path / "split" / "test.jsonl").read_text()


def test_pairs_that_minhash_misses_are_found_exactly() -> None:
    from epicrisis_models.data.split import crossing

    sets = [{f"w{i}" for i in range(10)}, {f"w{i}" for i in range(1, 11)}, {"z"}]
    assert crossing(sets, ["train", "test", "valid"], 0.8) == [(1, 0)]
    assert crossing(sets, ["train", "test", "valid"], 0.9) == []


def test_convert_writes_what_trainers_read(training: Path, tmp_path: Path) -> None:
    raw = write_lines(tmp_path / "raw.jsonl", [chart(0)])
    for to in ("chatml", "mlx", "alpaca"):
        assert data("convert", raw, "--to", to, "--out", tmp_path / f"{to}.jsonl") == 0
    [chatml], [mlx], [alpaca] = (read_lines(tmp_path / f"{to}.jsonl") for to in ("chatml", "mlx", "alpaca"))
    assert [m["role"] for m in mlx["messages"]] == ["system", "user", "assistant"]
    assert mlx["messages"][-1]["content"] == chart(0)["output"]
    assert chatml["text"].startswith("<|im_start|>system\nEres médico")
    assert chatml["text"].endswith(f"<|im_start|>assistant\n{chart(0)['output']}<|im_end|>\n")
    assert set(alpaca) == {"instruction", "input", "output", "codes"}
    assert "Neumonía (J18.9)" in alpaca["input"]
    # All three are read back as the same example.
    from epicrisis_models.finetune.examples import read_examples

    examples = [read_examples(tmp_path / f"{to}.jsonl", "train")[0] for to in ("chatml", "mlx", "alpaca")]
    assert {e.answer for e in examples} == {chart(0)["output"]}
    assert {e.codes for e in examples} == {("J18.9", "J01DD04")}
    assert examples[0].prompt == examples[1].prompt


def test_generated_examples_are_grounded_and_negative_ones_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from epicrisis_models.core import judge

    assert data("generate", "--synthetic", 12, "--negatives", 3, "--out", tmp_path / "made.jsonl") == 0
    rows = read_lines(tmp_path / "made.jsonl")
    extra = [r for r in rows if r["kind"] == "synthetic"]
    wrong = [r for r in rows if r["kind"] == "negative"]
    said = summary(capsys)
    assert (said["synthetic"], said["negative"]) == (len(extra), len(wrong))
    assert len(extra) >= 10
    assert len(wrong) >= 12
    grounded = judge([{"record": r["record"], "output": r["output"]} for r in extra])
    assert all(not any(a["faults"][k] for k in ("extraCodes", "numbers", "drugs", "words")) for a in grounded)
    faulty = judge([{"record": r["record"], "output": r["output"]} for r in wrong])
    assert all(any(a["faults"].values()) for a in faulty)
    # A fault is never a target: only preference pairs take negative rows.
    for to in ("mlx", "preference"):
        assert data("convert", tmp_path / "made.jsonl", "--to", to, "--out", tmp_path / f"{to}.jsonl") == 0
    assert len(read_lines(tmp_path / "mlx.jsonl")) == len(extra)
    pairs = read_lines(tmp_path / "preference.jsonl")
    assert len(pairs) == len(wrong)
    assert all(p["chosen"][0]["content"] != p["rejected"][0]["content"] for p in pairs)
    assert data("generate", "--synthetic", 12, "--negatives", 3, "--out", tmp_path / "same.jsonl") == 0
    assert (tmp_path / "same.jsonl").read_text() == (tmp_path / "made.jsonl").read_text()


def test_count_says_lengths_and_codes(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = write_lines(tmp_path / "raw.jsonl", [chart(i) for i in range(4)])
    assert data("count", raw, "--tokenizer", tiny_model) == 0
    said = summary(capsys)
    assert said["unit"] == "tokens"
    assert said["rows"] == 4
    assert said["whole"]["total"] == said["prompt"]["total"] + said["answer"]["total"]
    assert said["codes"]["total"] == 8
    assert said["codes"]["lackingInAnswer"] == 0
    assert data("count", raw, "--tokenizer", write_gguf(tiny_model, tmp_path / "tiny.gguf")) == 0
    assert summary(capsys)["whole"] == said["whole"]
    (tmp_path / "tokenizer.json").write_text("{}")
    assert data("count", raw, "--tokenizer", tmp_path / "tokenizer.json") == 2
    assert "not a tokenizer" in capsys.readouterr().err


def test_prepare_does_it_all(training: Path) -> None:
    assert sorted(p.name for p in training.iterdir()) == ["report.jsonl", "rows", "test.jsonl", "train.jsonl", "valid.jsonl"]
    counts = {name: len(read_lines(training / f"{name}.jsonl")) for name in ("train", "valid", "test")}
    assert sum(counts.values()) == 12
    assert counts["valid"] == 3
    assert read_lines(training / "report.jsonl") == []
