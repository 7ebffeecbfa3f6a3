/** Sections with their entries as facts: texts joined, moments settled, certainty said. */
import { fieldSystems, splitCode } from '../../record/codes.ts';
import type { FactKind } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isNothing, plain } from '../dom/text.ts';
import type { Found } from '../gathering.ts';
import { dateIn } from '../header.ts';
import { type Bucket, type Collector, type Draft, isWhole } from './collector.ts';
import { type Role, TEXT_ORDER } from './columns.ts';
import { notesOf } from './notes.ts';
import { settledMoment } from './words.ts';

/** Parts that belong to the words of a fact, by kind. */
const PARTS: Partial<Record<FactKind, readonly Role[]>> = {
  diagnosis: ['name'],
  procedure: ['name'],
  drug: ['name', 'dose', 'route', 'frequency', 'duration', 'text'],
  allergy: ['name', 'reaction', 'text'],
  exam: ['name', 'result', 'unit', 'text'],
  control: ['name', 'place', 'text'],
  pending: ['name'],
};

const WHY = { row: 'fila de tabla', item: 'elemento de lista', line: 'línea de texto' } as const;
const HOW = { row: 0.95, item: 0.92, line: 0.85 } as const;
/** A drug with its dose among instructions: charted there, still a drug. */
const DRUG_LIKE =
  /^\p{L}{4,}[^:;]{0,45}?\s\d+(?:[.,]\d+)?\s?(?:mg|g|mcg|ug|µg|ml|ui|u|comp\w*|puffs?|gotas)\b.*(?:c\/\s?\d|cada \d|\bvo\b|\bsc\b|\bev\b|\bim\b|al d[ií]a|noche|mañana|veces|diari|por \d+ d[ií]as)/iu;

const titleOf = ({ place }: Bucket): string =>
  [place.title, place.sub === place.title ? '' : place.sub].filter(Boolean).join(', ');

const textOf = (draft: Draft, kind: FactKind): string => {
  const roles = PARTS[kind] ?? TEXT_ORDER;
  return TEXT_ORDER.filter((r) => roles.includes(r))
    .flatMap((r) => draft.parts[r] ?? [])
    .filter((t) => !isNothing(t))
    .join(' ');
};

const entryFact = (draft: Draft, bucket: Bucket, n: number): Found | null => {
  const { place } = bucket;
  const listed = draft.kind ?? (place.kind as FactKind);
  const text = textOf(draft, listed);
  if (text === '' || !/\p{L}{2}/u.test(text)) return null;
  const atc = draft.parts.code?.[0] ?? splitCode(text, ['atc']).code;
  const drug =
    listed === 'instruction' && ((atc !== undefined && /^[A-Z]\d\d[A-Z]/i.test(atc)) || DRUG_LIKE.test(text));
  const kind = drug ? 'drug' : listed;
  const settled = settledMoment(kind, draft.moment ?? (drug ? 'alta' : place.own), place.around, place.title);
  const coded = draft.parts.code !== undefined || splitCode(text, fieldSystems(kind)).code !== undefined;
  const sentence =
    ['diagnosis', 'drug', 'procedure', 'allergy'].includes(kind) &&
    (text.length > 220 || (!coded && /[.;]\s+\p{Lu}/u.test(text) && text.split(' ').length > 14));
  const sure =
    HOW[draft.how] * place.sure * settled.sure * (draft.sure ?? 1) * (sentence ? 0.6 : 1) * (drug ? 0.75 : 1);
  const why = [
    WHY[draft.how],
    coded ? 'con código' : '',
    place.sure < 0.9 ? 'el título de la sección no es seguro' : '',
    settled.sure < 0.9 ? 'el momento se dedujo del orden de la página' : '',
    sentence ? 'parece una frase y no una entrada' : '',
    drug ? 'fármaco entre indicaciones' : '',
  ];
  const label =
    draft.row === undefined ? `${titleOf(bucket)}, ${n}` : `${titleOf(bucket)}, fila ${draft.row}`;
  const date = draft.parts.date?.[0] ?? (kind === 'exam' ? bucket.date : undefined);
  return {
    kind,
    moment: settled.moment,
    text,
    code: draft.parts.code?.[0],
    system: draft.system,
    date: date !== undefined && date.length > 40 ? dateIn(date) : date,
    author: draft.parts.author?.[0],
    confidence: Math.min(1, coded ? sure + 0.04 : sure),
    why: `${place.title ? `bajo «${place.title}»: ` : ''}${why.filter(Boolean).join('; ')}`,
    el: draft.el,
    label,
  };
};

const wholeFact = (bucket: Bucket, kind: FactKind): Found[] => {
  const { place, drafts } = bucket;
  const first = drafts[0];
  const text = cleanText(
    drafts
      .flatMap((d) => d.parts.text ?? d.parts.name ?? [])
      .filter((t) => !isNothing(t))
      .join(' '),
  );
  if (!first || text === '') return [];
  const { moment, sure } = settledMoment(kind, place.own, place.around, place.title);
  return [
    {
      kind,
      moment,
      text,
      confidence: 0.9 * place.sure * sure,
      why: `texto bajo «${place.title}»`,
      el: first.el,
      label: titleOf(bucket),
    },
  ];
};

const noteFacts = (bucket: Bucket): Found[] => {
  const { place } = bucket;
  const { moment } = settledMoment('note', place.own, place.around, place.title);
  return notesOf(bucket).map((note, i) => ({
    kind: 'note' as const,
    moment,
    text: note.text,
    date: note.date,
    author: note.author,
    confidence: (note.date ? 0.95 : 0.8) * place.sure,
    why: note.date ? 'nota con fecha' : 'nota sin fecha',
    el: note.el,
    label: `${place.title || 'Nota'}, ${note.date ?? i + 1}`,
  }));
};

/** A report under its own heading («TC de tórax»): one exam, named by it. */
const report = (bucket: Bucket): Found[] => {
  const words = bucket.drafts
    .map((d) => textOf(d, 'exam'))
    .filter(Boolean)
    .join(' ');
  const first = bucket.drafts[0];
  if (!first || words === '') return [];
  const charted = bucket.date ?? first.parts.date?.[0];
  const date = charted !== undefined && charted.length > 16 ? dateIn(charted) : charted;
  return [
    {
      kind: 'exam',
      moment: 'intrahospitalario',
      text: `${bucket.place.sub} ${words}`,
      date,
      confidence: 0.85 * bucket.place.sure,
      why: 'informe bajo su propio título',
      el: first.el,
      label: titleOf(bucket),
    },
  ];
};

/** Everything that the walk met, as facts. The same statement under two headings counts once. */
export function* factsOf(sink: Collector): Generator<Found, void> {
  const said = new Map<string, number>();
  for (const bucket of sink.buckets.values()) {
    const { kind } = bucket.place;
    const own: Found[] = [];
    const rows = bucket.drafts.filter((d) => d.kind !== undefined && d.kind !== 'note');
    if (kind === 'note' || bucket.drafts.some((d) => d.kind === 'note'))
      own.push(...noteFacts({ ...bucket, drafts: bucket.drafts.filter((d) => !rows.includes(d)) }));
    else if (kind !== null && kind !== 'none' && isWhole(kind))
      own.push(...wholeFact({ ...bucket, drafts: bucket.drafts.filter((d) => !rows.includes(d)) }, kind));
    const entries =
      kind !== null && kind !== 'none' && isWhole(kind)
        ? rows
        : bucket.drafts.filter((d) => d.kind !== 'note');
    if (kind !== 'note' || rows.length > 0) {
      entries.forEach((draft, i) => {
        const fact = entryFact(draft, bucket, i + 1);
        if (fact) own.push(fact);
      });
    }
    if (kind === 'exam' && bucket.place.sub !== '' && bucket.drafts.every((d) => d.how === 'line'))
      own.splice(0, own.length, ...report(bucket));
    for (const fact of own) {
      const key = `${fact.kind}|${fact.moment}|${plain(fact.text)}|${fact.code ?? ''}|${fact.kind === 'exam' || fact.kind === 'note' ? (fact.date ?? '') : ''}`;
      const before = said.get(key);
      if (before !== undefined && before !== bucket.place.id) continue;
      said.set(key, bucket.place.id);
      yield fact;
    }
  }
}
