"""Training examples: the three shapes that `data convert` writes, read back as prompt, answer and codes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.rows import data_files, lines_of
from ..errors import UserError

TURN = re.compile(r"<\|im_start\|>(system|user|assistant)\n(.*?)<\|im_end\|>", re.DOTALL)
CODE = re.compile(r"\(([A-Z]\d\w(?:[\w.]{0,5})|\d\d\.\d\d?|\d{7})\)")


@dataclass(frozen=True)
class Example:
    """A prompt (turns up to the answer), its answer and the codes that the answer must hold."""

    prompt: tuple[dict[str, str], ...]
    answer: str
    codes: tuple[str, ...]
    where: str

    @property
    def prompt_text(self) -> str:
        """All that the model is told, as one text: what grounding is judged by."""
        return "\n".join(turn["content"] for turn in self.prompt)


@dataclass(frozen=True)
class Encoded:
    """Token ids of a whole example; the answer begins at `start`."""

    ids: list[int]
    start: int
    example: Example


def read_examples(folder: Path, name: str) -> list[Example]:
    """The examples of `folder/name.jsonl` (or of `folder` itself where it is a file)."""
    path = folder if folder.is_file() else folder / f"{name}.jsonl"
    if not path.is_file():
        raise UserError(
            f"there is no {path.name} for {'training' if name == 'train' else 'validation'}",
            file=folder,
            do="make one: `data split`, then `data convert --to mlx`",
        )
    found = [_example(line, path, number) for number, line in lines_of(data_files([path])[0])]
    if not found:
        raise UserError("holds no example", file=path, do="give at least one row")
    return found


def _example(line: str, path: Path, number: int) -> Example:
    try:
        data: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise UserError(
            f"not JSON: {error.msg} at column {error.colno}", file=path, line=number, do="make the file anew with `data convert`"
        ) from None
    turns = _turns(data) if isinstance(data, dict) else None
    if (
        not turns
        or turns[-1]["role"] != "assistant"
        or not any(t["role"] == "user" for t in turns)
        or not turns[-1]["content"].strip()
    ):
        raise UserError(
            "needs `messages` (or ChatML `text`, or `instruction`, `input` and `output`) with a user's turn and an answer",
            file=path,
            line=number,
            do="make the file anew with `data convert --to mlx`",
        )
    *prompt, answer = turns
    codes = data.get("codes")
    taught = codes if isinstance(codes, list) else CODE.findall(answer["content"])
    return Example(tuple(prompt), answer["content"], tuple(dict.fromkeys(str(c) for c in taught)), f"{path.name}:{number}")


def _turns(data: dict[str, Any]) -> list[dict[str, str]] | None:
    messages = data.get("messages")
    if isinstance(messages, list):
        ok = all(
            isinstance(m, dict) and m.get("role") in ("system", "user", "assistant") and isinstance(m.get("content"), str)
            for m in messages
        )
        return [{"role": m["role"], "content": m["content"]} for m in messages] if ok else None
    if isinstance(data.get("text"), str):
        return [{"role": role, "content": content} for role, content in TURN.findall(data["text"])]
    fields = [data.get(key) for key in ("instruction", "input", "output")]
    if all(isinstance(f, str) for f in fields):
        return [{"role": "user", "content": f"{fields[0]}\n{fields[1]}"}, {"role": "assistant", "content": str(fields[2])}]
    return None


def encode(tokenizer: Any, example: Example) -> Encoded:
    """The example in the model's own chat template, prompt and answer tokenised apart, as at inference."""
    if not tokenizer.chat_template:
        raise UserError(
            "the base has no chat template", do="take the Instruct version, or put chat_template.jinja beside its tokenizer"
        )
    try:
        prompt = tokenizer.apply_chat_template(list(example.prompt), tokenize=False, add_generation_prompt=True)
    except Exception as error:  # jinja's errors are of many kinds
        raise UserError(
            f"the chat template refuses this prompt: {error}", do="check that the template takes a system turn"
        ) from error
    whole = tokenizer.apply_chat_template([*example.prompt, {"role": "assistant", "content": example.answer}], tokenize=False)
    # A template that trims or rewrites the answer (thinking) still ends it in its own way: take only that end.
    at = whole.rfind(example.answer.strip())
    closing = whole[at + len(example.answer.strip()) :].rstrip("\n") if at >= 0 else ""
    closing = closing or tokenizer.eos_token or ""
    head = tokenizer.encode(prompt, add_special_tokens=False)
    tail = tokenizer.encode(example.answer + closing, add_special_tokens=False)
    return Encoded([*head, *tail], len(head), example)


def encode_all(tokenizer: Any, examples: list[Example], sequence: int) -> tuple[list[Encoded], list[str]]:
    """Encoded examples that fit, and where those stand that do not."""
    encoded = [encode(tokenizer, example) for example in examples]
    return [e for e in encoded if len(e.ids) <= sequence], [e.example.where for e in encoded if len(e.ids) > sequence]
