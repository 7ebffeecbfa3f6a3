"""Train, validation and test without leaks: charts that are alike, as of one patient, stay on one side."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from datasketch import MinHash, MinHashLSH
from scipy.sparse import csr_matrix

from .rows import Row

PERMUTATIONS = 128
#: Rows of the exact comparison at a time.
BLOCK = 512


@dataclass(frozen=True)
class Split:
    """The three sides, how many groups of like charts there are and how large the largest is."""

    train: list[Row]
    valid: list[Row]
    test: list[Row]
    groups: int
    largest: int


def shingles(row: Row) -> set[str]:
    """What makes a chart itself: words and neighbouring pairs of words of each entry, with their field, accents and case aside."""
    found: set[str] = set()
    for name, entry in row.entries():
        folded = "".join(c for c in unicodedata.normalize("NFD", entry.lower()) if not unicodedata.combining(c))
        words = re.findall(r"[\w.]+", folded)
        found.update(f"{name}:{word}" for word in words)
        found.update(f"{name}:{a} {b}" for a, b in pairwise(words))
    return found


def split(rows: list[Row], *, valid: float, test: float, threshold: float, seed: int) -> Split:
    """Groups the rows by likeness (Jaccard of shingles from `threshold` on), then deals whole groups out.

    MinHash finds the groups; then every held-back row is compared exactly with every training row, and groups that
    MinHash missed are joined. Deterministic for a seed.
    """
    sets = [shingles(row) for row in rows]
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in like_pairs(sets, threshold, seed):
        parent[root(a)] = root(b)
    while True:
        sides = _deal([root(i) for i in range(len(rows))], rows, valid, test, seed)
        leaks = crossing(sets, sides, threshold)
        if not leaks:
            break
        for a, b in leaks:
            parent[root(a)] = root(b)
    sizes: dict[int, int] = defaultdict(int)
    for i in range(len(rows)):
        sizes[root(i)] += 1
    of = {side: [row for row, s in zip(rows, sides, strict=True) if s == side] for side in ("train", "valid", "test")}
    return Split(of["train"], of["valid"], of["test"], len(sizes), max(sizes.values(), default=0))


def like_pairs(sets: list[set[str]], threshold: float, seed: int) -> list[tuple[int, int]]:
    """Pairs that MinHash takes for alike and that are."""
    index = MinHashLSH(threshold=max(0.1, threshold - 0.1), num_perm=PERMUTATIONS, weights=(0.2, 0.8))
    pairs: list[tuple[int, int]] = []
    for i, found in enumerate(sets):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=seed)
        sketch.update_batch([s.encode() for s in found])
        pairs.extend((i, j) for j in index.query(sketch) if jaccard(found, sets[j]) >= threshold)
        index.insert(i, sketch)
    return pairs


def jaccard(a: set[str], b: set[str]) -> float:
    """Shared part of two sets; two empty ones are alike."""
    return len(a & b) / len(a | b) if a or b else 1.0


def crossing(sets: list[set[str]], sides: list[str], threshold: float) -> list[tuple[int, int]]:
    """Pairs at or above the threshold on different sides: exact, by a sparse product."""
    words = {word: i for i, word in enumerate(sorted(set().union(*sets)))} if sets else {}
    columns = [words[word] for found in sets for word in found]
    bounds = np.cumsum([0, *(len(found) for found in sets)])
    matrix = csr_matrix((np.ones(len(columns), np.int32), columns, bounds), shape=(len(sets), max(1, len(words))))
    sizes = np.array([len(found) for found in sets])
    held = [i for i, side in enumerate(sides) if side != "train"]
    found_pairs: list[tuple[int, int]] = []
    for start in range(0, len(held), BLOCK):
        block = held[start : start + BLOCK]
        shared = (matrix[block] @ matrix.T).tocoo()
        for k, j, n in zip(shared.row, shared.col, shared.data, strict=True):
            i = block[k]
            if sides[i] != sides[j] and n / (sizes[i] + sizes[j] - n) >= threshold:
                found_pairs.append((i, int(j)))
    return found_pairs


def _deal(roots: list[int], rows: list[Row], valid: float, test: float, seed: int) -> list[str]:
    """A side for each row: groups in an order that the seed sets, small ones held back first up to the wanted share."""
    groups: dict[int, list[int]] = defaultdict(list)
    for i, r in enumerate(roots):
        groups[r].append(i)

    def order(members: list[int]) -> str:
        return hashlib.sha256(f"{seed}:{min(rows[i].id for i in members)}".encode()).hexdigest()

    sides = ["train"] * len(rows)
    wanted = {"test": round(len(rows) * test), "valid": round(len(rows) * valid)}
    for members in sorted(groups.values(), key=order):
        for side in ("test", "valid"):
            # A group larger than what a side still wants would upset the shares: it stays in training.
            if len(members) <= wanted[side]:
                wanted[side] -= len(members)
                for i in members:
                    sides[i] = side
                break
    return sides
