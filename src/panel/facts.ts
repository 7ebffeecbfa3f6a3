/** The record's facts as the panel needs them: where each came from, in words, and how many there are. */
import type { Epicrisis } from '../epicrisis/types.ts';
import type { ClinicalRecord, Fact, FactId, FactKind, Source } from '../record/schema.ts';
import { FactKind as FactKinds } from '../record/schema.ts';
import { t, tn } from '../shared/i18n.ts';

const factOf = (record: ClinicalRecord, id: FactId): Fact | undefined =>
  record.facts.find((f) => f.id === id);

/** Values of the header are named by their place in the record: `identity.name`, `episode.admission`. */
const headerSource = (record: ClinicalRecord, id: string): Source | undefined => {
  const [group, key] = id.split('.');
  if (group !== 'identity' && group !== 'episode') return undefined;
  const value = Object.entries(record[group]).find(([name]) => name === key)?.[1];
  return typeof value === 'object' && 'source' in value ? value.source : undefined;
};

export const sourceOf = (record: ClinicalRecord, id: FactId): Source | undefined =>
  factOf(record, id)?.source ?? headerSource(record, id);

const placeWords = (source: Source): string => {
  if (source.type === 'page') return source.label;
  if (source.type === 'fhir') return `FHIR ${source.reference}`;
  return source.type === 'data' ? source.path : t('source_typed');
};

/** "Diagnósticos, fila 2 · CIE-10 I26.0": what a fact's tooltip says. */
export const sourceWords = (record: ClinicalRecord, id: FactId): string => {
  const fact = factOf(record, id);
  const source = sourceOf(record, id);
  const code = fact?.code === undefined ? [] : [`${t(`system_${fact.system ?? 'otro'}`)} ${fact.code}`];
  const places = [...(source === undefined ? [] : [source]), ...(fact?.also ?? []).slice(0, 3)].map(
    placeWords,
  );
  const by = fact?.codedBy === undefined ? [] : [t('codes_by_physician')];
  return [...places, ...code, ...by].join(' · ');
};

/** Its code is the physician's, not the chart's. */
export const isByPhysician = (record: ClinicalRecord, id: FactId): boolean =>
  factOf(record, id)?.codedBy !== undefined;

/** Can the place be shown on the page? */
export const isLocatable = (source: Source | undefined): source is Source => source?.type === 'page';

/** "3 diagnósticos · 2 procedimientos · …", in the order of the kinds. */
export const countWords = (record: ClinicalRecord): string =>
  FactKinds.options
    .map((kind: FactKind) => ({ kind, n: record.facts.filter((fact) => fact.kind === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => tn(`kind_${kind}`, n))
    .join(' · ');

/** How many of the chart's entries (notes aside, which are drawn on by clauses) the document holds so far. */
export const factsWritten = (
  record: ClinicalRecord,
  document: Epicrisis,
): { readonly x: number; readonly y: number } => {
  const due = new Set<string>(record.facts.filter((fact) => fact.kind !== 'note').map((fact) => fact.id));
  const there = new Set(document.sections.flatMap((s) => s.segments).map((segment) => segment.factId));
  return { x: [...due].filter((id) => there.has(id as FactId)).length, y: due.size };
};
