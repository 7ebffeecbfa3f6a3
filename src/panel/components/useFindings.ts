/** The findings for the version on screen; while it is being edited they follow a moment after the last key. */
import { useEffect, useState } from 'preact/hooks';
import type { Finding } from '../../epicrisis/types.ts';
import { type CheckText, findingsOf, isTouched } from '../findings.ts';
import type { Version } from '../state/tab.ts';

const PAUSE_MS = 200;

interface Checked {
  readonly version: Version;
  readonly findings: readonly Finding[];
}

export const useFindings = (version: Version | null, check: CheckText): readonly Finding[] => {
  const [last, setLast] = useState<Checked | null>(null);
  const edited = version !== null && isTouched(version);
  const sameText =
    last?.version.jobId === version?.jobId &&
    last?.version.edited === version?.edited &&
    last?.version.record === version?.record;
  useEffect(() => {
    if (version === null || !edited || sameText) return undefined;
    const run = () => setLast({ version, findings: findingsOf(version, check) });
    const first = last?.version.jobId !== version.jobId;
    const timer = setTimeout(run, first ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [version, edited, sameText, check, last]);
  if (version === null) return [];
  if (!edited) return version.check;
  return last?.version.jobId === version.jobId ? last.findings : version.check;
};
