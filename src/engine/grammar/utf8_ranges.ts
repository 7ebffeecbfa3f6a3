/**
 * A character class as bytes: stretches of code points become sequences of byte ranges, so that no byte string is derived
 * that is not UTF-8 (the construction of Cox's RE2 and of Rust's utf8-ranges).
 */
import { utf8Length, writeUtf8 } from '../utf8.ts';
import type { CodeRange } from './expression.ts';

/** One byte from each range, in turn. */
export type ByteSequence = readonly (readonly [first: number, last: number])[];

const LAST_POINT = 0x10ffff;
/** Last code point of each length in UTF-8. */
const LENGTH_ENDS = [0x7f, 0x7ff, 0xffff, LAST_POINT];

/** All characters of the class; surrogates are none. */
export function byteSequences(ranges: readonly CodeRange[], negated: boolean): ByteSequence[] {
  const given = merged(ranges);
  return (negated ? complement(given) : given).flatMap(withoutSurrogates).flatMap(ofOneLength).flatMap(split);
}

function merged(ranges: readonly CodeRange[]): CodeRange[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const all: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = all.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else all.push([first, last]);
  }
  return all;
}

function complement(ranges: readonly CodeRange[]): CodeRange[] {
  const gaps: CodeRange[] = [];
  let from = 0;
  for (const [first, last] of ranges) {
    if (first > from) gaps.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= LAST_POINT) gaps.push([from, LAST_POINT]);
  return gaps;
}

function withoutSurrogates([first, last]: CodeRange): CodeRange[] {
  const parts: CodeRange[] = [
    [first, Math.min(last, 0xd7ff)],
    [Math.max(first, 0xe000), last],
  ];
  return parts.filter(([from, to]) => from <= to);
}

function ofOneLength([first, last]: CodeRange): CodeRange[] {
  return LENGTH_ENDS.map(
    (end, at): CodeRange => [Math.max(first, (LENGTH_ENDS[at - 1] ?? -1) + 1), Math.min(last, end)],
  ).filter(([from, to]) => from <= to);
}

/** Cut where a lower byte does not run through all its values, until each byte varies by itself. */
function split([first, last]: CodeRange): ByteSequence[] {
  const length = utf8Length(first);
  for (let lower = 1; lower < length; lower++) {
    const mask = (1 << (6 * lower)) - 1;
    if ((first & ~mask) === (last & ~mask)) continue;
    if ((first & mask) !== 0) return [...split([first, first | mask]), ...split([(first | mask) + 1, last])];
    if ((last & mask) !== mask)
      return [...split([first, (last & ~mask) - 1]), ...split([last & ~mask, last])];
  }
  const low = utf8(first);
  const high = utf8(last);
  return [Array.from(low, (byte, at) => [byte, high[at] as number] as const)];
}

function utf8(point: number): Uint8Array {
  const bytes = new Uint8Array(utf8Length(point));
  writeUtf8(point, bytes, 0);
  return bytes;
}
