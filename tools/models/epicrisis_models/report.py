"""A verification's findings as a page for people."""

from __future__ import annotations

EVAL_COLUMNS = (
    "codeRecall",
    "extraCodes",
    "factRecall",
    "unsupportedNumbers",
    "unsupportedDrugs",
    "unsupportedWords",
    "rougeL",
    "secondsPerCase",
)


def markdown(name: str, report: dict) -> str:
    """Tables: each type against the original, each backend, the gate's proof, the evaluation."""
    parts = [f"# {name}: verified against torch in fp32\n"]
    parts.append("On Spanish clinical sentences, every position, token by token over the cache. KL in nats.\n")
    parts.append(
        "| type | sentences | gates | max abs logit difference | KL | worst sentence | same choice | perplexity | original | cached against whole (KL) |"
    )
    parts.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for dtype, entry in report["dtypes"].items():
        found = entry["python"]
        parts.append(
            f"| {dtype} | {found['sentences']} | {verdict(entry['gates'])} | {found['maxAbsLogitDifference']:.3g} | {found['kl']:.3g} | {found['klWorstSentence']:.3g} "
            f"| {found['sameChoice']:.3f} | {found['perplexity']:.1f} | {found['perplexityOriginal']:.1f} | {found['cachedKl']:.2g} |"
        )
    sides = [(dtype, backend, side) for dtype, entry in report["dtypes"].items() for backend, side in entry["backends"].items()]
    if sides:
        parts.append(
            "\n| type | backend | max abs logit difference | KL | cached against whole (KL) | prefill tokens/s | decode tokens/s |"
        )
        parts.append("| --- | --- | --- | --- | --- | --- | --- |")
        for dtype, backend, side in sides:
            where = f"{backend} ({side['device']})" if "device" in side else backend
            if "refused" in side:
                parts.append(f"| {dtype} | {where} | refused: {side['refused']} | | | | |")
            else:
                parts.append(
                    f"| {dtype} | {where} | {side['maxAbsLogitDifference']:.3g} | {side['kl']:.3g} | {side['cachedKl']:.2g} "
                    f"| {side['prefill']:.1f} | {side['decode']:.1f} |"
                )
    if "gateProof" in report:
        proof = report["gateProof"]
        parts.append(
            f"\nThe gate's proof, {proof['kind']}: KL {proof['kl']:.3g}, perplexity {proof['perplexity']:.1f}: {'passes' if proof['passes'] else 'refused'}."
        )
    if "eval" in report:
        parts.append(f"\n| evaluation | {' | '.join(EVAL_COLUMNS)} |")
        parts.append("| --- |" + " --- |" * len(EVAL_COLUMNS))
        for how, row in report["eval"].items():
            cells = (
                [str(row.get(column, "")) for column in EVAL_COLUMNS] if "refused" not in row else [f"refused: {row['refused']}"]
            )
            parts.append(f"| {how} | {' | '.join(cells)} |")
    return "\n".join(parts) + "\n"


def verdict(gates: dict[str, bool]) -> str:
    failed = [name for name, passed in gates.items() if not passed]
    return "passed" if not failed else f"**failed: {', '.join(failed)}**"
