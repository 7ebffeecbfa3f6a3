"""Trains the bundled slots model on the pairs that tools/training/pairs.ts wrote.

    python -m epicrisis_models.slots_train --pairs .cache/training --out .cache/slots [--minutes 20]

A stage of `bundle`. Loss on the target alone. Resumes from its checkpoint. CPU, deterministic up to thread timing.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from .slots_tokenizer import END, PAD, train_tokenizer

MAX_LENGTH = 640


def model_config(vocab_size: int, pad: int, end: int) -> LlamaConfig:
    """About a million parameters: fast in WebAssembly, enough for phrases over slots."""
    return LlamaConfig(
        vocab_size=vocab_size,
        hidden_size=128,
        intermediate_size=384,
        num_hidden_layers=5,
        num_attention_heads=4,
        num_key_value_heads=4,
        head_dim=32,
        max_position_embeddings=2048,
        rms_norm_eps=1e-5,
        rope_theta=10000.0,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=end,
        pad_token_id=pad,
        attention_dropout=0.0,
    )


def load_pairs(folder: Path, tokenizer, aligned_times: int) -> list[tuple[list[int], int]]:
    """(ids, length of the prompt) of each pair that fits; aligned pairs `aligned_times` over."""
    end = tokenizer.token_to_id(END)
    rows = []
    for line in (folder / "pairs.jsonl").read_text().splitlines():
        row = json.loads(line)
        prompt = tokenizer.encode(row["prompt"], add_special_tokens=False).ids
        ids = prompt + tokenizer.encode(row["target"], add_special_tokens=False).ids + [end]
        if len(ids) <= MAX_LENGTH:
            rows.extend([(ids, len(prompt))] * (aligned_times if row["kind"] == "aligned" else 1))
    return rows


def batches(rows, tokens_per_batch: int, generator: random.Random):
    """Batches of similar length, in random order."""
    shuffled = rows[:]
    generator.shuffle(shuffled)
    shuffled.sort(key=lambda row: len(row[0]) // 16)
    out, batch, width = [], [], 0
    for row in shuffled:
        width = max(width, len(row[0]))
        if batch and width * (len(batch) + 1) > tokens_per_batch:
            out.append(batch)
            batch, width = [], len(row[0])
        batch.append(row)
    if batch:
        out.append(batch)
    generator.shuffle(out)
    return out


def tensors(batch, pad: int):
    width = max(len(ids) for ids, _ in batch)
    ids = torch.full((len(batch), width), pad, dtype=torch.long)
    labels = torch.full((len(batch), width), -100, dtype=torch.long)
    mask = torch.zeros((len(batch), width), dtype=torch.long)
    for i, (row, prompt) in enumerate(batch):
        ids[i, : len(row)] = torch.tensor(row)
        labels[i, prompt : len(row)] = torch.tensor(row[prompt:])
        mask[i, : len(row)] = 1
    return ids, labels, mask


def main(argv: Sequence[str] | None = None) -> None:
    """Trains or resumes; weights, tokenizer and `run.json` under --out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, default=Path(".cache/training"))
    parser.add_argument("--out", type=Path, default=Path(".cache/slots"))
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--batch-tokens", type=int, default=6000)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--aligned-times", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    arguments = parser.parse_args(argv)
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    generator = random.Random(arguments.seed)

    weights = arguments.out / "weights"
    tokenizer = train_tokenizer(arguments.pairs / "vocabulary.json", weights)
    pad, end = tokenizer.token_to_id(PAD), tokenizer.token_to_id(END)
    rows = load_pairs(arguments.pairs, tokenizer, arguments.aligned_times)
    generator.shuffle(rows)
    valid, rows = rows[: min(300, len(rows) // 20)], rows[min(300, len(rows) // 20) :]
    model = LlamaForCausalLM(model_config(tokenizer.get_vocab_size(), pad, end))
    optimiser = torch.optim.AdamW(model.parameters(), lr=arguments.lr, weight_decay=0.05, betas=(0.9, 0.98))
    parameters = sum(p.numel() for p in model.parameters())
    per_epoch = len(batches(rows, arguments.batch_tokens, random.Random(0)))
    total = max(1, int(per_epoch * arguments.epochs))
    print(f"{len(rows)} rows, vocabulary {tokenizer.get_vocab_size()}, {parameters} parameters, {total} steps", flush=True)

    checkpoint = arguments.out / "checkpoint.pt"
    scratch = arguments.out / "checkpoint.new"
    step, spent, log = 0, 0.0, []
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=False)
        if state["parameters"] == parameters:
            model.load_state_dict(state["model"])
            optimiser.load_state_dict(state["optimiser"])
            step, spent, log = state["step"], state["spent"], state["log"]
            print(f"resumed at step {step}", flush=True)
    start = time.monotonic()
    limit = arguments.minutes * 60

    def save() -> None:
        torch.save(
            {
                "parameters": parameters,
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "step": step,
                "spent": spent + time.monotonic() - start,
                "log": log,
            },
            scratch,
        )
        # A run that is killed while it saves keeps the checkpoint before.
        scratch.replace(checkpoint)

    def validation() -> float:
        model.eval()
        loss_sum, count = 0.0, 0
        with torch.no_grad():
            for batch in batches(valid, arguments.batch_tokens, random.Random(0)):
                ids, labels, mask = tensors(batch, pad)
                n = int((labels != -100).sum())
                loss_sum += float(model(input_ids=ids, attention_mask=mask, labels=labels).loss) * n
                count += n
        model.train()
        return loss_sum / max(1, count)

    model.train()
    done = False
    while not done and step < total:
        for batch in batches(rows, arguments.batch_tokens, generator):
            elapsed = spent + time.monotonic() - start
            # The schedule ends at whichever comes first, the epochs or the minutes.
            progress = min(1.0, max(step / total, elapsed / limit))
            if progress >= 1.0:
                done = True
                break
            warm = min(1.0, (step + 1) / 100)
            for group in optimiser.param_groups:
                group["lr"] = arguments.lr * warm * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * progress)))
            ids, labels, mask = tensors(batch, pad)
            loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 100 == 0:
                log.append({"step": step, "loss": round(float(loss), 4), "valid": round(validation(), 4)})
                print(f"step {step}/{total} {elapsed:.0f}s {log[-1]}", flush=True)
            if step % 500 == 0:
                save()
    save()
    model.eval()
    model.save_pretrained(weights)
    card = {
        "parameters": parameters,
        "vocabulary": tokenizer.get_vocab_size(),
        "rows": len(rows),
        "steps": step,
        "seconds": round(spent + time.monotonic() - start),
        "validLoss": round(validation(), 4),
        "log": log,
        "arguments": {k: str(v) for k, v in vars(arguments).items()},
    }
    (arguments.out / "run.json").write_text(json.dumps(card, indent=1) + "\n")
    print(json.dumps({k: v for k, v in card.items() if k != "log"}), flush=True)


if __name__ == "__main__":
    main()
