"""Fine-tuning on the tiny model: it learns the answer, resumes, and refuses what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from epicrisis_models.__main__ import main

QUICK = [
    "--rank",
    "4",
    "--alpha",
    "8",
    "--learning-rate",
    "0.02",
    "--batch",
    "4",
    "--accumulation",
    "1",
    "--warmup",
    "1",
    "--sequence",
    "900",
]


def finetune(method: str, base: Path, data: Path, out: Path, *more: str) -> int:
    return main(
        [
            "finetune",
            "--method",
            method,
            "--base",
            str(base),
            "--data",
            str(data),
            "--out",
            str(out),
            "--cases",
            "1",
            *QUICK,
            *more,
        ]
    )


@pytest.fixture(scope="module")
def adapter(tiny_model: Path, training: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hf") / "adapter"
    assert finetune("hf", tiny_model, training, out, "--steps", "12", "--evaluate-every", "6") == 0
    return out


def test_hf_learns_and_leaves_a_card(adapter: Path, tiny_model: Path) -> None:
    card = json.loads((adapter / "run.json").read_text())
    assert card["steps"] == 12
    assert card["base"]["name"] == tiny_model.name
    looks = [entry for entry in card["log"] if "valid" in entry]
    assert [entry["step"] for entry in looks] == [0, 6, 12]
    assert looks[-1]["valid"] < looks[0]["valid"]
    assert looks[-1]["written"]["cases"] == 1
    assert "| step | loss |" in (adapter / "run.md").read_text()
    assert (adapter / "adapter_model.safetensors").is_file()


def test_a_cut_run_resumes_to_the_same_weights(
    adapter: Path, tiny_model: Path, training: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safetensors.torch import load_file

    from epicrisis_models.finetune import loop

    save = loop.Run._save

    def save_and_die(self: loop.Run, *args: object) -> None:
        save(self, *args)
        raise KeyboardInterrupt

    out = tmp_path / "adapter"
    with monkeypatch.context() as patched:
        patched.setattr(loop.Run, "_save", save_and_die)
        assert finetune("hf", tiny_model, training, out, "--steps", "12", "--evaluate-every", "6", "--save-every", "5") == 130
    assert finetune("hf", tiny_model, training, out, "--steps", "12", "--evaluate-every", "6", "--save-every", "5") == 0
    whole, resumed = (load_file(folder / "adapter_model.safetensors") for folder in (adapter, out))
    assert all((whole[name] - resumed[name]).abs().max() < 1e-5 for name in whole)


def test_a_checkpoint_of_another_run_is_refused(
    adapter: Path, tiny_model: Path, training: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finetune("hf", tiny_model, training, adapter, "--steps", "13") == 2
    assert "of another run (differs in steps)" in capsys.readouterr().err


def test_only_the_answer_is_learnt(tiny_model: Path, training: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from epicrisis_models.finetune.examples import encode_all, read_examples
    from epicrisis_models.finetune.loop import answer_loss

    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    rows, _ = encode_all(tokenizer, read_examples(training, "train")[:3], 900)
    assert tokenizer.decode(rows[0].ids[rows[0].start :]) == rows[0].example.answer + "<|im_end|>"
    model = AutoModelForCausalLM.from_pretrained(tiny_model).eval()
    with torch.no_grad():
        loss, count = answer_loss(model, rows, "cpu")
        expected = 0.0
        for row in rows:
            log = torch.log_softmax(model(torch.tensor([row.ids])).logits[0].float(), -1)
            expected -= sum(float(log[i - 1, row.ids[i]]) for i in range(row.start, len(row.ids)))
    assert count == sum(len(row.ids) - row.start for row in rows)
    assert float(loss) == pytest.approx(expected, rel=1e-4)


def test_mlx_learns_on_this_machine(tiny_model: Path, training: Path, tmp_path: Path) -> None:
    pytest.importorskip("mlx.core")
    out = tmp_path / "mlx"
    more = ("--preset", "mlx", "--layers", "2", "--evaluate-every", "4")
    assert finetune("mlx", tiny_model, training, out, *more, "--steps", "8") == 0
    looks = [e for e in json.loads((out / "run.json").read_text())["log"] if "valid" in e]
    assert [e["step"] for e in looks] == [0, 4, 8]
    assert looks[-1]["valid"] < looks[0]["valid"]
    assert json.loads((out / "adapter_config.json").read_text())["lora_parameters"]["rank"] == 4
    # Merged, it says in torch what mlx-lm says with the adapter.
    merged = tmp_path / "merged"
    assert main(["merge", "--base", str(tiny_model), "--adapter", str(out), "--out", str(merged)]) == 0
    import mlx.core as mx
    import numpy as np
    import torch
    from mlx_lm.utils import load
    from transformers import AutoModelForCausalLM

    ids = [[5, 40, 80, 7, 120, 33]]
    by_mlx = np.array(load(str(tiny_model), adapter_path=str(out))[0](mx.array(ids)))
    with torch.no_grad():
        by_torch = AutoModelForCausalLM.from_pretrained(merged)(torch.tensor(ids)).logits.numpy()
        untouched = AutoModelForCausalLM.from_pretrained(tiny_model)(torch.tensor(ids)).logits.numpy()
    assert np.abs(by_mlx - by_torch).max() < 1e-3
    assert np.abs(untouched - by_torch).max() > 1e-2


def test_unsloth_is_refused_where_there_is_no_cuda(
    tiny_model: Path, training: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is CUDA here")
    assert finetune("unsloth", tiny_model, training, tmp_path / "adapter") == 2
    assert "needs an NVIDIA GPU with CUDA" in capsys.readouterr().err
    assert not (tmp_path / "adapter").exists()


def test_the_presets_are_the_reports() -> None:
    from epicrisis_models.finetune.presets import PRESETS

    unsloth = PRESETS["unsloth"]
    assert (unsloth.epochs, unsloth.batch, unsloth.learning_rate, unsloth.rank, unsloth.alpha) == (3, 4, 2e-4, 16, 16)
    assert (unsloth.dropout, unsloth.sequence, unsloth.accumulation, unsloth.warmup, unsloth.weight_decay) == (
        0,
        1024,
        2,
        5,
        0.01,
    )
    assert unsloth.optimiser == "adamw_8bit"
    assert {(p.learning_rate, p.rank, p.layers) for p in (PRESETS["mlx"], PRESETS["mlx-deep"])} == {(1e-5, 8, 16), (1e-5, 16, 24)}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"messages": [', "train.jsonl:2: not JSON"),
        ('{"messages": [{"role": "user", "content": "x"}]}', "train.jsonl:2: needs `messages`"),
        ('{"prompt": "x"}', "train.jsonl:2: needs `messages`"),
    ],
)
def test_a_bad_line_is_named(
    line: str, message: str, tiny_model: Path, training: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (training / "train.jsonl").read_text().splitlines()[0]
    (tmp_path / "train.jsonl").write_text(f"{first}\n{line}\n")
    assert finetune("hf", tiny_model, tmp_path, tmp_path / "out") == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_rows_that_are_too_long_are_left_out_never_cut(
    tiny_model: Path, training: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finetune("hf", tiny_model, training, tmp_path / "out", "--sequence", "20") == 2
    assert "longer than 20 tokens" in capsys.readouterr().err


def test_a_look_counts_codes_and_what_the_prompt_does_not_hold() -> None:
    from epicrisis_models.finetune.examples import Example
    from epicrisis_models.finetune.score import score

    prompt = ({"role": "user", "content": "Neumonía (J18.9); Ceftriaxona 2 g c/24 h (J01DD04)"},)
    example = Example(prompt, "", ("J18.9", "J01DD04"), "x:1")
    good = score([("Neumonía (J18.9). Ceftriaxona 2 g c/24 h (J01DD04).", example)]).as_dict()
    assert (good["code_presence"], good["extra_codes"], good["grounded"]) == (1.0, 0, 1.0)
    bad = score([("Neumonía (J18.0), J18.99, por 10 días.", example)]).as_dict()
    assert (bad["code_presence"], bad["extra_codes"]) == (0.0, 1)
    assert bad["unsupported_numbers"] == 3
    # Nothing to find is not a fault.
    assert score([]).as_dict()["code_presence"] == 1.0
