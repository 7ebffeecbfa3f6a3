/** Synthetic records in all shapes: 0-15 diagnoses, 0-25 drugs, missing sections, days of evolution, coded or not. Only the shape matters. */
import type { ClinicalRecord, Fact, FactId, FactKind, Moment } from '../../src/record/schema.ts';
import { CLAUSES, DIAGNOSES, DRUGS, OTHER_TREATMENTS, PROCEDURES, SENTENCES } from './pools.ts';
import type { Random } from './random.ts';

type Entry = Pick<Fact, 'text' | 'code' | 'system' | 'date'>;

/** Small numbers most often, the odd very long list. */
const size = (random: Random, typical: number, most: number): number =>
  random.chance(0.12) ? random.int(most + 1) : Math.min(most, 1 + random.int(typical));

const plain = (text: string, accents: boolean): string =>
  accents ? text : text.normalize('NFD').replace(/\p{M}/gu, '');

/** A different entry each time, so that none is merged with another. */
const numbered = (text: string, i: number): string => (i < 1 ? text : `${text} (${i + 1})`);

const repeat = (random: Random, count: number, make: (i: number) => Entry): Entry[] =>
  Array.from({ length: count }, (_, i) => {
    const entry = make(i);
    return { ...entry, text: numbered(entry.text, random.chance(0.9) ? i : 0) };
  });

const charted = (text: string) => ({ text, source: { type: 'data' as const, path: 'header' } });

/** One record. `rich` ones have header, history, discharge advice and days of notes; the others are as bare as the pairs. */
export const syntheticRecord = (random: Random): ClinicalRecord => {
  const accents = random.chance(0.7);
  const coded = random.chance(0.85);
  const rich = random.chance(0.6);
  const system = random.chance(0.5) ? 'k' : 'cie9mc';
  const facts: Fact[] = [];
  const add = (kind: FactKind, moment: Moment, entries: readonly Entry[]): void => {
    for (const entry of entries) {
      facts.push({
        ...entry,
        id: `${kind}-${facts.length}` as FactId,
        kind,
        moment,
        text: plain(entry.text, accents),
        source: { type: 'data', path: kind },
      });
    }
  };
  const withCode = (text: string, code: string, of: 'cie10' | 'k' | 'cie9mc' | 'atc'): Entry =>
    coded && random.chance(0.97) ? { text, code, system: of } : { text };
  const diagnosis = (): Entry => withCode(...random.pick(DIAGNOSES), 'cie10');
  const drug = (): Entry => {
    if (random.chance(0.06)) return { text: random.pick(OTHER_TREATMENTS) };
    return withCode(...random.pick(DRUGS), 'atc');
  };
  const procedure = (): Entry => {
    const [text, code] = random.pick(PROCEDURES.filter(([, , s]) => s === system));
    return withCode(text, code, system);
  };
  const sentences = (count: number): Entry[] =>
    repeat(random, count, () => ({ text: random.pick(SENTENCES) }));
  const maybe = (p: number, count: number): number => (random.chance(p) ? count : 0);

  if (rich) add('reason', 'ingreso', sentences(maybe(0.6, 1)));
  add('diagnosis', 'ingreso', repeat(random, maybe(0.96, size(random, 3, 15)), diagnosis));
  if (rich) {
    add(
      'antecedent',
      'ingreso',
      repeat(random, maybe(0.6, size(random, 3, 8)), () => ({ text: random.pick(DIAGNOSES)[0] })),
    );
    add('drug', 'habitual', repeat(random, maybe(0.5, size(random, 4, 12)), drug));
    add('allergy', 'ingreso', sentences(maybe(0.7, 1)));
  }
  add('procedure', 'intrahospitalario', repeat(random, maybe(0.75, size(random, 2, 8)), procedure));
  const days = rich && random.chance(0.7) ? 1 + random.int(15) : random.chance(0.9) ? 1 : 0;
  for (let day = 0; day < days; day++) {
    const count = days === 1 && random.chance(0.6) ? 1 : 1 + random.int(6);
    const clauses = Array.from({ length: count }, (_, i) => numbered(random.pick(CLAUSES), day * 6 + i));
    const dated = days > 1 ? { date: `${String(1 + day).padStart(2, '0')}-03-2024` } : {};
    add('note', 'intrahospitalario', [{ text: clauses.join('. '), ...dated }]);
  }
  add('drug', 'intrahospitalario', repeat(random, maybe(0.93, size(random, 4, 25)), drug));
  if (rich) add('exam', 'intrahospitalario', sentences(maybe(0.5, size(random, 3, 10))));
  if (rich) add('pending', 'alta', sentences(maybe(0.2, 1)));
  add('diagnosis', 'alta', repeat(random, maybe(0.94, size(random, 3, 12)), diagnosis));
  if (rich) add('condition', 'alta', sentences(maybe(0.7, 1)));
  if (rich) add('destination', 'alta', sentences(maybe(0.6, 1)));
  add('drug', 'alta', repeat(random, maybe(0.92, size(random, 5, 25)), drug));
  if (rich) {
    add('instruction', 'alta', sentences(maybe(0.8, size(random, 2, 6))));
    add('alarm', 'alta', sentences(maybe(0.6, size(random, 2, 5))));
    add('control', 'alta', sentences(maybe(0.7, size(random, 2, 3))));
  }
  const years = random.int(100);
  return {
    schema: 1,
    identity: rich
      ? {
          ...(random.chance(0.85) ? { sex: random.chance(0.5) ? ('f' as const) : ('m' as const) } : {}),
          ...(random.chance(0.85)
            ? { age: charted(`${years} años`), parsedAge: { value: years, unit: 'años' as const } }
            : {}),
        }
      : {},
    episode:
      rich && random.chance(0.85)
        ? { admission: charted('01-03-2024'), discharge: charted('16-03-2024') }
        : {},
    facts,
    reading: { adapter: 'synthetic', url: '', title: '', readAt: '2024-03-16T00:00:00Z', findings: [] },
  };
};
