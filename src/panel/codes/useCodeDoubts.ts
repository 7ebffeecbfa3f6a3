/**
 * Codes whose own name says something else than the entry beside them, as findings. Looked for once a text is whole, by the
 * code worker, so that nobody waits for the half second that indexing CIE-10 takes.
 */
import { useEffect, useState } from 'preact/hooks';
import { sectionOf } from '../../epicrisis/sections.ts';
import type { Finding } from '../../epicrisis/types.ts';
import type { ClinicalRecord, CodeSystem, Fact } from '../../record/schema.ts';
import type { CodeFinder } from './finder.ts';

type Coded = Fact & { readonly code: string; readonly system: CodeSystem };

/** What the physician coded was chosen by name. */
const isCoded = (fact: Fact): fact is Coded =>
  fact.code !== undefined &&
  fact.system !== undefined &&
  fact.codedBy === undefined &&
  (fact.kind === 'diagnosis' || fact.kind === 'procedure');

const NONE: readonly Finding[] = [];

/** @param record the record whose codes are doubted; null while there is no whole text */
export const useCodeDoubts = (
  record: ClinicalRecord | null,
  finder: CodeFinder | undefined,
): readonly Finding[] => {
  const [found, setFound] = useState<{ of: ClinicalRecord; findings: readonly Finding[] } | null>(null);
  useEffect(() => {
    const coded = record?.facts.filter(isCoded) ?? [];
    if (record === null || finder === undefined || coded.length === 0) return undefined;
    let wanted = true;
    void finder.doubt(coded.map(({ text, code, system }) => ({ text, code, system }))).then((mismatches) => {
      if (!wanted) return;
      const findings = coded.flatMap((fact, i): Finding[] => {
        const mismatch = mismatches[i];
        const section = sectionOf(fact);
        return mismatch
          ? [
              {
                code: 'C_CODE_NAME',
                severity: 'warning',
                origin: 'chart',
                factId: fact.id,
                ...(section ? { section } : {}),
                message: `El código ${fact.code} es «${mismatch.name}»; la ficha dice «${fact.text.slice(0, 120)}». Verifique cuál de los dos vale.`,
                excerpt: fact.code,
              },
            ]
          : [];
      });
      setFound({ of: record, findings });
    });
    return () => {
      wanted = false;
    };
  }, [record, finder]);
  return found !== null && found.of === record ? found.findings : NONE;
};
