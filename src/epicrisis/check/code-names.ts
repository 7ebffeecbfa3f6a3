/**
 * Entries whose code is, by its list, the name of something else: the chart's own doubt. Apart from the other rules because indexing CIE-10
 * takes half a second: the panel asks its worker once a text is whole, programs in Node load the list (`tools/code-doubts.ts`).
 */
import type { Mismatch } from '../../catalog/mismatch.ts';
import type { ClinicalRecord, CodeSystem, Fact } from '../../record/schema.ts';
import { sectionOf } from '../sections.ts';
import type { Finding } from '../types.ts';

export type Coded = Fact & { readonly code: string; readonly system: CodeSystem };

/** What the physician coded was chosen by name. */
const isCoded = (fact: Fact): fact is Coded =>
  fact.code !== undefined &&
  fact.system !== undefined &&
  fact.codedBy === undefined &&
  (fact.kind === 'diagnosis' || fact.kind === 'procedure');

/** The entries whose codes can be doubted by their names. */
export const codedFacts = (record: ClinicalRecord): Coded[] => record.facts.filter(isCoded);

/** @param mismatches for each of `coded` what `codeMismatch` says of it */
export const codeNameFindings = (
  coded: readonly Coded[],
  mismatches: readonly (Mismatch | null | undefined)[],
): Finding[] =>
  coded.flatMap((fact, i): Finding[] => {
    const mismatch = mismatches[i];
    const section = sectionOf(fact);
    if (!mismatch) return [];
    return [
      {
        code: 'C_CODE_NAME',
        severity: 'warning',
        origin: 'chart',
        factId: fact.id,
        ...(section ? { section } : {}),
        message: `El código ${fact.code} es «${mismatch.name}»; la ficha dice «${fact.text.slice(0, 120)}». Verifique cuál de los dos vale.`,
        excerpt: fact.code,
      },
    ];
  });
