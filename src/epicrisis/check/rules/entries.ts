/**
 * Entries other than drugs: each stands in its section, as charted or in other words that say the same. Other words may not
 * change a code, a figure, a side, a negation. Sources: Ley 20.584 art. 11; Decreto 41/2012; The Joint Commission
 * UP.01.01.01 (laterality); NegEx (Chapman 2001) for what is denied.
 */
import { findSides } from '../../../record/laterality.ts';
import { fold } from '../../../record/text.ts';
import type { PlannedFact } from '../../plan.ts';
import type { Finding, SectionId } from '../../types.ts';
import { sectionOfPlanned } from '../chart.ts';
import { differences, withoutCodes } from '../differences.ts';
import { doseDifferences } from '../dose-differences.ts';
import { drugNamesOf } from '../drug-lines.ts';
import { isFirm, type Piece } from '../pieces.ts';
import { type Copy, type Reading, regionsIn, sectionAt } from '../reading.ts';
import { conceptsOf, isContent, keysOf, stemsOf } from '../tokens.ts';
import { bestWindow, share, type Wanted, type Window, wantedOf } from '../window.ts';
import { type WordDifferences, wordDifferences } from '../word-differences.ts';
import { changedEntry, rewordedEntry } from './changed-entry.ts';
import type { Context } from './context.ts';
import { changedLine } from './drugs.ts';
import { missing } from './missing.ts';
import { DIAGNOSES } from './wrong-section.ts';

/** Sections whose entries may be told anywhere: their place changes nothing of what they say. */
const LOOSE: ReadonlySet<SectionId> = new Set([
  'motivo',
  'antecedentes',
  'procedimientos',
  'examenes',
  'pendientes',
  'condicion',
  'indicaciones',
  'alarma',
  'controles',
]);

/** Stems of a side and of its abbreviations. */
const SIDE = /^(?:der|dere|dch|izq|iz|bilat)/u;

/** Pieces that are, whole, another entry's own words: they say that one and no other. */
const otherEntries = (context: Context): Set<Piece> =>
  new Set(
    context.pieces.filter((piece) => {
      const copy = context.reading.copyAt[piece.from];
      return (
        copy !== undefined &&
        !context.reading.tokens.slice(copy.to, piece.to).some(isContent) &&
        DIAGNOSES.has(piece.section) &&
        copy.of.units.some((u) => u.kind === 'diagnosis')
      );
    }),
  );

function* presentOrNot(context: Context, fact: PlannedFact, others: Set<Piece>): Generator<void, Finding[]> {
  const { chart, reading, pieces, stems, taken, settled } = context;
  const section = sectionOfPlanned(chart.plan, fact.id);
  if (keysOf(fact.literal).length === 0) {
    return fold(reading.text).includes(fold(fact.literal)) ? [] : [missing(context, fact)];
  }
  const copies = reading.copies.filter((c) => c.of.units.some((u) => u.factId === fact.id));
  const known = regionsIn(reading, section).length > 0;
  if (copies.some((c) => isFirm(reading, c) && (!known || sectionAt(reading, c.start) === section)))
    return [];
  // Treatment that is no drug («dieta absoluta») may be told anywhere.
  const loose = LOOSE.has(section) || !known || fact.fact.kind === 'drug';
  if (loose && copies.length > 0) {
    settled.push(...copies);
    return [];
  }
  yield;
  const wanted = wantedOf(fact.literal, fact.fact.code);
  // «…izq» charted at discharge and «…izquierda» at admission: another entry's words may be this one's too.
  const fits = (piece: Piece): boolean => {
    const words = reading.text.slice(piece.start, piece.end);
    return (
      conceptsOf(words).length === conceptsOf(fact.literal).length &&
      share(
        wanted.concepts.filter((ways) => !ways.flat().some((stem) => SIDE.test(stem))),
        stems.of(piece),
      ) === 1 &&
      differences(fact.literal, words, fact.fact.code, true).length === 0 &&
      [...stems.of(piece)].every(
        (stem) =>
          wanted.concepts.some((ways) => ways.flat().includes(stem)) || SIDE.test(stem) || /\d/u.test(stem),
      )
    );
  };
  const unusable = new Set([...taken, ...[...others].filter((p) => p.section !== section || !fits(p))]);
  const own = pieces.filter((p) => p.section === section);
  const window =
    bestWindow(wanted, own, stems, unusable) ?? (loose ? bestWindow(wanted, pieces, stems, unusable) : null);
  if (!window || isOfAnother(context, window, fact, wanted)) {
    // Overlapping copies of other entries may hide one: its words, whole, are there.
    return hidden(context, fact) || isTold(context, fact, section) ? [] : [missing(context, fact)];
  }
  for (const piece of window.pieces) taken.add(piece);
  settled.push({ start: window.start, end: window.end });
  if (standsVerbatim(context, fact)) return [];
  const written = reading.text.slice(window.start, window.end);
  const all = differences(fact.literal, written, fact.fact.code, true);
  // A drug that the formulary has not: its figures are a dose.
  const isDrug = fact.fact.kind === 'drug';
  const found = isDrug ? all.filter((d) => d.what !== 'number') : all;
  const dose = isDrug ? doseDifferences(fact.literal, written) : [];
  const side = found.find((d) => d.what === 'side');
  if (side && isSaidElsewhere(context, window, fact)) found.splice(found.indexOf(side), 1);
  if (found.length === 0 && dose.length > 0) return [changedLine(context, window, fact, section, dose)];
  const words = isDrug
    ? ofName(wordDifferences(fact.literal, written))
    : wordDifferences(fact.literal, written);
  if (found.length === 0 && words.lost.length + words.added.length > 0)
    return [rewordedEntry(context, window, { literal: fact.literal, factId: fact.id, section }, words)];
  return found.length === 0
    ? []
    : [
        changedEntry(
          context,
          window,
          { literal: fact.literal, factId: fact.id, section },
          fact.fact.code,
          found,
        ),
      ];
}

/** Few of the entry's words, and the code of another: that one's wording. */
const isOfAnother = (
  { chart, reading }: Context,
  window: Window,
  fact: PlannedFact,
  wanted: Wanted,
): boolean => {
  const written = reading.text.slice(window.start, window.end);
  if (fact.fact.code === undefined || written.includes(fact.fact.code)) return false;
  const stems = new Set(stemsOf(written).map((s) => s.stem));
  if (share(wanted.concepts, stems) > 0.9) return false;
  return chart.due.some(
    (f) => f.id !== fact.id && f.fact.code !== undefined && written.includes(f.fact.code),
  );
};

/** A side that the entry has not, and the chart gives elsewhere of the same part. */
const isSaidElsewhere = ({ chart, reading }: Context, window: Window, fact: PlannedFact): boolean => {
  if (findSides(withoutCodes(fact.literal)).length > 0) return false;
  const written = findSides(reading.text.slice(window.start, window.end));
  const stems = new Set(stemsOf(fact.literal).map((s) => s.stem));
  return written.every((side) =>
    chart.clauses.some(
      (c) =>
        [...c.stems].some((s) => stems.has(s)) &&
        findSides(withoutCodes(c.text)).some((s) => s.side === side.side),
    ),
  );
};

/** A note says the same in other words, and those stand where the entry belongs: «Hb 7,4 g/dL» among the exams. */
const isTold = ({ reading }: Context, fact: PlannedFact, section: SectionId): boolean =>
  reading.copies.some((copy) => {
    if (sectionAt(reading, copy.start) !== section || !copy.of.units.some((u) => u.kind === 'clause'))
      return false;
    const written = reading.text.slice(copy.start, copy.end);
    const { lost, added } = wordDifferences(fact.literal, written);
    return (
      lost.length + added.length === 0 &&
      differences(fact.literal, written, fact.fact.code, true).length === 0
    );
  });

const lowered = new WeakMap<Reading, string>();

/** Entries that a reading may cut in two: sentences in a row, brackets in brackets. */
const CUT_OTHERWISE = /[.;:!?]\s|[()[\]]{2}|\n/u;

/** To the letter in the text as often as the chart has it. */
const standsVerbatim = ({ chart, reading }: Context, { literal }: PlannedFact): boolean => {
  if (!CUT_OTHERWISE.test(literal)) return false;
  const text = lowered.get(reading) ?? reading.text.toLowerCase();
  lowered.set(reading, text);
  const words = literal.toLowerCase();
  const owing = chart.due.filter((f) => f.literal.toLowerCase().includes(words)).length;
  return text.split(words).length - 1 >= owing;
};

/** Units, forms, routes and times: a drug's dose is compared on its own. */
const DOSING =
  /^(?:m[cgl]?g?|mgr|gr?|gramos?|miligramos?|microgramos?|mililitros?|cc|ui|u|unidad(?:es)?|comp|comprimidos?|tab|tabletas?|caps?|capsulas?|amp|ampollas?|gotas?|puffs?|via|vo|ev|iv|sc|im|oral|endovenos[oa]|intravenos[oa]|subcutane[oa]|intramuscular|bid|tid|qid|vez|veces|dos|tres|cuatro|diari[oa]s?|sos|prn|caso|necesari[oa]|noche|manana|tarde|ayunas)$/u;

const ofName = ({ lost, added }: WordDifferences): WordDifferences => {
  const names = (words: readonly string[]): string[] => words.filter((word) => !DOSING.test(fold(word)));
  return { lost: names(lost), added: names(added) };
};

const isSurplus = (reading: Reading, copy: Copy, section: SectionId): boolean =>
  reading.copies.filter((c) => c.of === copy.of && sectionAt(reading, c.start) === section).length >
  copy.of.units.filter((u) => u.section === section).length;

/** Whether the tokens of an entry stand in a row in its section, across or inside copies of others that overlap it. */
const hidden = ({ chart, reading }: Context, fact: PlannedFact): boolean => {
  const keys = keysOf(fact.literal);
  const section = sectionOfPlanned(chart.plan, fact.id);
  const { tokens, copyAt } = reading;
  const inRegion = regionsIn(reading, section);
  return tokens.some((_, i) => {
    if (!keys.every((key, k) => tokens[i + k]?.key === key)) return false;
    const [start, end] = [tokens[i]?.start ?? 0, tokens[i + keys.length - 1]?.end ?? 0];
    if (inRegion.length > 0 && !inRegion.some((r) => r.start <= start && end <= r.end)) return false;
    // Inside a longer entry of the same section it is that entry's word, unless that one stands more often than it is charted.
    const copy = copyAt[i];
    const longer = copy && copy === copyAt[i + keys.length - 1] && copy.to - copy.from > keys.length;
    return !(longer && isFirm(reading, copy) && !isSurplus(reading, copy, section));
  });
};

export function* entryRule(context: Context): Generator<void, Finding[]> {
  const { chart } = context;
  const findings: Finding[] = [];
  const others = otherEntries(context);
  for (const fact of chart.due) {
    if (fact.fact.kind === 'drug' && drugNamesOf(chart, fact).length > 0) continue;
    findings.push(...(yield* presentOrNot(context, fact, others)));
    yield;
  }
  return findings;
}
