/** What the abbreviations of a fact stand for, as a reading aid beside it; the document keeps the chart's own words. */
import { type GlossaryEntry, glossary } from '../record/lexicon.ts';
import type { ClinicalRecord, FactId } from '../record/schema.ts';

const MOST = 6;

/** At most six, in order; only those whose sense is settled by the kind of entry. */
export const abbreviationsOf = (record: ClinicalRecord, id: FactId, text: string): GlossaryEntry[] => {
  const kind = record.facts.find((f) => f.id === id)?.kind;
  return glossary([kind === undefined ? { text } : { text, kind }]).slice(0, MOST);
};
