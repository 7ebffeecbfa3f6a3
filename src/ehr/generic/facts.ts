/** Sections with their entries as facts: texts joined, moments settled, certainty said. */
import { fieldSystems, splitCode } from '../../record/codes.ts';
import type { FactKind } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isNothing, plain } from '../dom/text.ts';
import type { Found } from '../gathering.ts';
import { dateIn } from '../header.ts';
import type { Collector } from './collector.ts';
import { isTakenBack, momentOfCell, type Role, TEXT_ORDER } from './columns.ts';
import { DRUG_LIKE } from './discharge-lines.ts';
import type { Bucket, Draft } from './drafts.ts';
import { isWhole } from './kinds.ts';
import { notesOf } from './notes.ts';
import { settledMoment } from './words.ts';

/** Parts that belong to the words of a fact, by kind. */
const PARTS: Partial<Record<FactKind, readonly Role[]>> = {
  diagnosis: ['name', 'text'],
  procedure: ['name', 'text'],
  drug: ['name', 'dose', 'unit', 'route', 'frequency', 'duration', 'text'],
  allergy: ['name', 'reaction', 'text'],
  exam: ['name', 'result', 'unit', 'text'],
  control: ['name', 'place', 'text'],
  pending: ['name'],
};

const WHY = { row: 'fila de tabla', item: 'elemento de lista', line: 'línea de texto' } as const;
const HOW = { row: 0.95, item: 0.92, line: 0.85 } as const;
const titleOf = ({ place }: Bucket): string =>
  [place.title, place.sub === place.title ? '' : place.sub].filter(Boolean).join(', ');

/** Cells side by side, in words: a dose follows its drug, a reaction stands apart from what caused it. */
const textOf = ({ parts }: Draft, kind: FactKind): string => {
  let text = '';
  for (const role of PARTS[kind] ?? TEXT_ORDER)
    for (const part of parts[role] ?? []) {
      if (isNothing(part)) continue;
      const apart = kind === 'allergy' && role !== 'name' && !/[:,;(]$/.test(text) && !/^[(,:;]/.test(part);
      text = text === '' ? part : `${text}${apart ? ',' : ''} ${part}`;
    }
  return text;
};

const entryFact = (draft: Draft, { place, date: dated }: Bucket, title: string, n: number): Found | null => {
  const listed = draft.kind ?? (place.kind as FactKind);
  const text = textOf(draft, listed);
  if (text === '' || !(listed === 'antecedent' ? /\p{L}\d|\p{L}{2}/u : /\p{L}{2}/u).test(text)) return null;
  if (draft.parts.status?.some(isTakenBack)) return null;
  const said =
    draft.moment ??
    (draft.parts.moment && (listed === 'diagnosis' || listed === 'drug')
      ? (momentOfCell(draft.parts.moment.join(' ')) ?? undefined)
      : undefined);
  const atc = (): string => draft.parts.code?.[0] ?? splitCode(text, ['atc']).code ?? '';
  const drug = listed === 'instruction' && (/^[A-Z]\d\d[A-Z]/i.test(atc()) || DRUG_LIKE.test(text));
  const kind = drug ? 'drug' : listed;
  const settled = settledMoment(kind, said ?? (drug ? 'alta' : place.own), place.around, place.title);
  const coded = draft.parts.code !== undefined || splitCode(text, fieldSystems(kind)).code !== undefined;
  const sentence =
    ['diagnosis', 'drug', 'procedure', 'allergy'].includes(kind) &&
    (text.length > 220 || (!coded && /[.;]\s+\p{Lu}/u.test(text) && text.split(' ').length > 14));
  const sure =
    HOW[draft.how] * place.sure * settled.sure * (draft.sure ?? 1) * (sentence ? 0.6 : 1) * (drug ? 0.75 : 1);
  let why = place.title === '' ? WHY[draft.how] : `bajo «${place.title}»: ${WHY[draft.how]}`;
  if (coded) why += '; con código';
  if (place.sure < 0.9) why += '; el título de la sección no es seguro';
  if (settled.sure < 0.9) why += '; el momento se dedujo del orden de la página';
  if (sentence) why += '; parece una frase y no una entrada';
  if (drug) why += '; fármaco entre indicaciones';
  const label = draft.row === undefined ? `${title}, ${n}` : `${title}, fila ${draft.row}`;
  const begun = draft.parts.date?.[0] ?? (kind === 'exam' ? dated : undefined);
  const until = kind === 'drug' ? draft.parts.until?.[0] : undefined;
  const date = until === undefined || isNothing(until) ? begun : [begun ?? '', until].join(' - ').trim();
  return {
    kind,
    moment: settled.moment,
    text,
    code: draft.parts.code?.[0],
    system: draft.system,
    date: date !== undefined && date.length > 40 ? dateIn(date) : date,
    author: draft.parts.author?.[0],
    confidence: Math.min(1, coded ? sure + 0.04 : sure),
    why,
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

/** Read as a row with a kind of its own, in whatever section. */
const isOwnRow = ({ kind }: Draft): boolean => kind !== undefined && kind !== 'note';

/** One by one: a section of thousands of rows is left in between. */
function* factsIn(bucket: Bucket): Generator<Found, void> {
  const { kind } = bucket.place;
  const { drafts } = bucket;
  if (kind === 'exam' && bucket.place.sub !== '' && drafts.every((d) => d.how === 'line')) {
    yield* report(bucket);
    return;
  }
  const whole = kind !== null && kind !== 'none' && isWhole(kind);
  const loose = (): Bucket => ({ ...bucket, drafts: drafts.filter((d) => !isOwnRow(d)) });
  if (kind === 'note' || drafts.some((d) => d.kind === 'note')) yield* noteFacts(loose());
  else if (whole) yield* wholeFact(loose(), kind);
  const title = titleOf(bucket);
  let n = 0;
  for (const draft of drafts) {
    if (whole ? !isOwnRow(draft) : draft.kind === 'note') continue;
    n += 1;
    const fact = entryFact(draft, bucket, title, n);
    if (fact) yield fact;
  }
}

/** Everything that the walk met, as facts. The same statement under two headings counts once. */
export function* factsOf(sink: Collector): Generator<Found, void> {
  const said = new Map<string, Said>();
  for (const bucket of sink.buckets.values()) {
    const { id } = bucket.place;
    for (const fact of factsIn(bucket)) {
      const sort = `${fact.kind}|${fact.moment}`;
      const alike = said.get(sort) ?? new Said(id);
      said.set(sort, alike);
      if (!alike.elsewhere(fact, id)) yield fact;
    }
  }
}

/** Facts of one kind and moment, and which section said each first. Compared only once a second section has such. */
class Said {
  private readonly sections = new Map<string, number>();
  private waiting: Found[] | null = [];

  constructor(private readonly first: number) {}

  /** Was it said under another heading before? */
  elsewhere(fact: Found, section: number): boolean {
    if (this.waiting && section === this.first) {
      this.waiting.push(fact);
      return false;
    }
    for (const one of this.waiting ?? []) this.sections.set(keyOf(one), this.first);
    this.waiting = null;
    const key = keyOf(fact);
    const before = this.sections.get(key) ?? section;
    this.sections.set(key, before);
    return before !== section;
  }
}

const keyOf = ({ kind, text, code = '', date = '' }: Found): string =>
  `${plain(text)}|${code}|${kind === 'exam' || kind === 'note' ? date : ''}`;
