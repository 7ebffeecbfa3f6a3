/**
 * Codes whose own name says something else than the entry beside them, as findings. Looked for once a text is whole, by the
 * code worker, so that nobody waits for the half second that indexing CIE-10 takes.
 */
import { useEffect, useState } from 'preact/hooks';
import { codedFacts, codeNameFindings } from '../../epicrisis/check/code-names.ts';
import type { Finding } from '../../epicrisis/types.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import type { CodeFinder } from './finder.ts';

const NONE: readonly Finding[] = [];

/** @param record the record whose codes are doubted; null while there is no whole text */
export const useCodeDoubts = (
  record: ClinicalRecord | null,
  finder: CodeFinder | undefined,
): readonly Finding[] => {
  const [found, setFound] = useState<{ of: ClinicalRecord; findings: readonly Finding[] } | null>(null);
  useEffect(() => {
    const coded = record === null ? [] : codedFacts(record);
    if (record === null || finder === undefined || coded.length === 0) return undefined;
    let wanted = true;
    void finder.doubt(coded.map(({ text, code, system }) => ({ text, code, system }))).then((mismatches) => {
      if (wanted) setFound({ of: record, findings: codeNameFindings(coded, mismatches) });
    });
    return () => {
      wanted = false;
    };
  }, [record, finder]);
  return found !== null && found.of === record ? found.findings : NONE;
};
