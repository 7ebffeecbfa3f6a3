/**
 * ROUGE-L and chrF, accents and case folded: a third of the references are written without accents, the phrases never are.
 * ROUGE-L: Lin 2004, F1 over words (beta 1). chrF: Popović 2015, character n-grams to 6 without spaces, beta 2.
 */
import { words } from '../../src/record/text.ts';

const lcsLength = (a: readonly string[], b: readonly string[]): number => {
  let previous = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      row[j] = word === b[j - 1] ? (previous[j - 1] ?? 0) + 1 : Math.max(previous[j] ?? 0, row[j - 1] ?? 0);
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
};

/** ROUGE-L F1 in 0..1. */
export const rougeL = (text: string, reference: string): number => {
  const a = words(text).map((w) => w.folded);
  const b = words(reference).map((w) => w.folded);
  if (a.length === 0 || b.length === 0) return 0;
  const common = lcsLength(a, b);
  if (common === 0) return 0;
  const precision = common / a.length;
  const recall = common / b.length;
  return (2 * precision * recall) / (precision + recall);
};

const grams = (text: string, n: number): Map<string, number> => {
  const out = new Map<string, number>();
  for (let i = 0; i + n <= text.length; i++) {
    const gram = text.slice(i, i + n);
    out.set(gram, (out.get(gram) ?? 0) + 1);
  }
  return out;
};

const CHARACTER_ORDER = 6;
const BETA = 2;

/** chrF2 in 0..1. */
export const chrF = (text: string, reference: string): number => {
  const squeeze = (t: string): string =>
    t.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, '');
  const a = squeeze(text);
  const b = squeeze(reference);
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let n = 1; n <= CHARACTER_ORDER; n++) {
    if (a.length < n || b.length < n) continue;
    const ours = grams(a, n);
    const theirs = grams(b, n);
    let common = 0;
    for (const [gram, count] of ours) common += Math.min(count, theirs.get(gram) ?? 0);
    precision += common / (a.length - n + 1);
    recall += common / (b.length - n + 1);
    orders++;
  }
  if (orders === 0) return 0;
  const p = precision / orders;
  const r = recall / orders;
  return p + r === 0 ? 0 : ((1 + BETA * BETA) * p * r) / (BETA * BETA * p + r);
};
