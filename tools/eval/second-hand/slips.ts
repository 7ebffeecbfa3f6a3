/** The ways in which a copy is spoilt: words exchanged, added, left out, moved; each at every place of the document where it can happen. */
import type { FactKind, Moment } from '../../../src/record/schema.ts';
import type { Copy, Correct } from './document.ts';

/** What stands from `start` to `end` gives way to `text`. `fact`: the one that it harms, where it is one. */
export interface Slip {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly fact?: string;
}

export type Kind = (doc: Correct) => Slip[];

export const ofKind = (doc: Correct, kind: FactKind, ...moments: Moment[]): Copy[] =>
  doc.copies.filter((c) => c.fact.kind === kind && (moments.length === 0 || moments.includes(c.fact.moment)));
export const drugs = (doc: Correct, ...moments: Moment[]) => ofKind(doc, 'drug', ...moments);

/** The case of the first letter as it stood. */
export const asStood = (was: string, now: string): string =>
  /^\p{Lu}/u.test(was) ? now.charAt(0).toUpperCase() + now.slice(1) : now;

/** Every match of the pattern within the copies; `now` returns null where the word stands otherwise than meant. */
export const within = (
  copies: readonly Copy[],
  pattern: RegExp,
  now: string | ((match: RegExpExecArray, copy: Copy) => string | null),
): Slip[] =>
  copies.flatMap((copy) =>
    [...copy.text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))].flatMap(
      (match) => {
        const text =
          typeof now === 'string'
            ? match[0].replace(new RegExp(pattern.source, pattern.flags.replace('g', '')), now)
            : now(match, copy);
        if (text === null || text === match[0]) return [];
        const start = copy.start + match.index;
        return [{ start, end: start + match[0].length, text: asStood(match[0], text), fact: copy.fact.id }];
      },
    ),
  );

/** One word for another, both ways, in any copy. */
export const words =
  (pairs: readonly (readonly [string, string])[], both = true, ...kinds: FactKind[]): Kind =>
  (doc) =>
    pairs
      .flatMap(([a, b]) => (both ? [[a, b] as const, [b, a] as const] : [[a, b] as const]))
      .flatMap(([a, b]) =>
        within(
          doc.copies.filter((c) => kinds.length === 0 || kinds.includes(c.fact.kind)),
          new RegExp(`(?<![\\p{L}\\p{N}])${a}(?![\\p{L}\\p{N}])`, 'iu'),
          () => b,
        ),
      );

/** Words that the physician or the model adds where a copy ends, in its clause or its row. */
export const added =
  (copies: (doc: Correct) => readonly Copy[], texts: readonly string[]): Kind =>
  (doc) =>
    copies(doc).flatMap(({ end, fact }) => {
      // After the code in parentheses that belongs to the row.
      const code = /^ \([A-Z0-9.]+\)/.exec(doc.text.slice(end))?.[0].length ?? 0;
      return texts.map((text) => ({ start: end + code, end: end + code, text, fact: fact.id }));
    });

/** Whole sentences before the discharge diagnoses, where a model likes to embellish. */
export const sentences =
  (texts: readonly string[]): Kind =>
  (doc) => {
    const last = doc.copies.filter((c) => c.fact.kind === 'note').at(-1);
    if (!last) return [];
    const stop = doc.text.indexOf('.', last.end);
    const at = stop < 0 ? last.end : stop + 1;
    return texts.map((text) => ({ start: at, end: at, text: ` ${text}` }));
  };

/** The row of a copy: with its code, its joint before it or its line. */
export const row = (doc: Correct, copy: Copy): Slip => {
  const code = /^ \([A-Z0-9.]+\)/.exec(doc.text.slice(copy.end))?.[0].length ?? 0;
  const end = copy.end + code;
  const line = /\n- $/.exec(doc.text.slice(0, copy.start));
  if (line) return { start: line.index, end, text: '', fact: copy.fact.id };
  const after = /^(?:, |; | y )/.exec(doc.text.slice(end))?.[0].length ?? 0;
  return { start: copy.start, end: end + after, text: '', fact: copy.fact.id };
};
export const left =
  (copies: (doc: Correct) => readonly Copy[]): Kind =>
  (doc) =>
    copies(doc).map((c) => row(doc, c));

export const listed = (copy: Copy): string => `${copy.text}${copy.fact.code ? ` (${copy.fact.code})` : ''}`;
export const inList = (doc: Correct, copy: Copy): string =>
  /\n- $/.test(doc.text.slice(0, copy.start)) ? '\n- ' : '; ';

/** A drug of one list told at the end of another that does not hold it. */
export const moved =
  (from: Moment, to: Moment): Kind =>
  (doc) => {
    const target = drugs(doc, to).at(-1);
    if (!target) return [];
    const name = (c: Copy) => c.text.split(' ')[0]?.toLowerCase();
    const there = new Set(drugs(doc, to).map(name));
    const code = /^ \([A-Z0-9.]+\)/.exec(doc.text.slice(target.end))?.[0].length ?? 0;
    const at = target.end + code;
    return drugs(doc, from)
      .filter((c) => c.fact.code && !there.has(name(c)))
      .map((c) => ({ start: at, end: at, text: `${inList(doc, target)}${listed(c)}` }));
  };

/** What stands in two places changes them. */
export const exchanged =
  (copies: (doc: Correct) => readonly Copy[], part: RegExp): Kind =>
  (doc) => {
    const found = copies(doc).flatMap((copy) => {
      const match = part.exec(`${copy.text}${doc.text.slice(copy.end, copy.end + 12)}`);
      return match ? [{ copy, at: copy.start + match.index, text: match[0] }] : [];
    });
    return found.flatMap((a, i) => {
      const b = found[i + 1];
      if (!b || a.text === b.text) return [];
      return [
        {
          start: a.at,
          end: b.at + b.text.length,
          text: b.text + doc.text.slice(a.at + a.text.length, b.at) + a.text,
          fact: a.copy.fact.id,
        },
      ];
    });
  };

export const anywhere =
  (pattern: RegExp, now: (match: RegExpExecArray) => string | null): Kind =>
  (doc) =>
    [...doc.text.matchAll(pattern)].flatMap((match) => {
      const text = now(match);
      return text === null || text === match[0]
        ? []
        : [{ start: match.index, end: match.index + match[0].length, text: asStood(match[0], text) }];
    });

export const AMOUNT = /(\d+(?:[.,]\d+)?) (mg|g|UI|mcg|ml|puff|L)(?![\p{L}/])/u;
export const EVERY = /c\/(\d+) h/;
export const LASTS = /por (\d+) (días|semanas|meses|dosis|h)/;
export const otherHours: Readonly<Record<string, string>> = {
  4: '6',
  6: '8',
  8: '12',
  12: '24',
  24: '12',
  48: '24',
};
export const all = (doc: Correct) => doc.copies;
export const notes = (doc: Correct) => ofKind(doc, 'note');
export const diagnoses = (doc: Correct) => ofKind(doc, 'diagnosis');

export function uncoded(doc: Correct): Copy[] {
  return doc.copies.filter((c) => c.fact.kind === 'diagnosis' && !c.fact.code);
}

export function header(doc: Correct, was: string | undefined, now: string): Slip[] {
  // After its label: «3 días» and «Medicina» stand elsewhere too.
  const label = was
    ? doc.text.search(
        new RegExp(
          `(?<=(?:Nombre|RUN|Edad|Servicio|Establecimiento): |tratante\\n)${was.replace(/[.$()]/g, '\\$&')}`,
          'u',
        ),
      )
    : -1;
  const at = label;
  return was && at >= 0 && now !== was ? [{ start: at, end: at + was.length, text: now }] : [];
}

/** The dates of two days of notes change places. */
export function exchangedDates(): Kind {
  return (doc) => {
    const days = [...doc.text.matchAll(/(\d\d-\d\d-20\d\d): /g)];
    return days.flatMap((a, i) => {
      const b = days[i + 1];
      if (!b || !a[1] || !b[1] || a.index < doc.text.indexOf('volución')) return [];
      return [
        { start: a.index, end: b.index + 10, text: b[1] + doc.text.slice(a.index + 10, b.index) + a[1] },
      ];
    });
  };
}

export function sentenceOfSex(): Kind {
  return (doc) =>
    sentences(
      doc.record.identity.sex === 'f'
        ? ['Paciente masculino en buenas condiciones.', 'Es dado de alta.']
        : ['Paciente femenina en buenas condiciones.', 'Fue dada de alta.'],
    )(doc);
}
