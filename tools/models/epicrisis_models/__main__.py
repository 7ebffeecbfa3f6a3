"""`python -m epicrisis_models <command>`: each command is a module with `add_arguments(parser)` and `run(args)`."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

from .errors import UserError

#: Command, module, what it does. In the order in which a model comes to be.
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("data", "data", "unify, clean, split, convert, generate and count training data"),
    ("finetune", "finetune", "train a LoRA (hf, unsloth or mlx)"),
    ("merge", "merge", "merge a LoRA into its base"),
    ("export", "export", "export a model to ONNX in the Transformers.js layout"),
    ("verify", "verify", "compare an export with torch, in Python, Node and Chromium"),
    ("bundle", "bundle", "retrain or rebuild the bundled slots model, end to end"),
)


def build_parser(command: str | None) -> argparse.ArgumentParser:
    """The parser; only the module of `command` is imported, so that `--help` and light commands start at once."""
    parser = argparse.ArgumentParser(
        prog="python -m epicrisis_models", description="From clinical data to a verified model in the browser."
    )
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    for name, module_name, summary in COMMANDS:
        sub = commands.add_parser(name, help=summary, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
        if name != command:
            continue
        if importlib.util.find_spec(f"{__package__}.{module_name}") is None:
            raise UserError(
                f"the command {name!r} needs the module {module_name}.py, which this copy lacks",
                do="take the whole tools/models folder",
            )
        module = importlib.import_module(f"{__package__}.{module_name}")
        sub.description = (module.__doc__ or summary).strip().splitlines()[0]
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Exit codes: 0 done, 1 a gate failed, 2 bad input or arguments, 130 cut by the keyboard."""
    # Models and data are given as files: nothing here asks the hub, not even for a model card.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    if not sys.stderr.isatty():
        os.environ.setdefault("TQDM_DISABLE", "1")
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = next((a for a in arguments if not a.startswith("-")), None)
    try:
        args = build_parser(command).parse_args(arguments)
        return int(args.run(args) or 0)
    except UserError as error:
        print(f"epicrisis_models: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        # A full disk, a folder that may not be written: nothing that a traceback would explain better.
        print(f"epicrisis_models: {error.filename or 'file'}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("epicrisis_models: stopped; the same command resumes where it can", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
