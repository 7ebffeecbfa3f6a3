/**
 * The findings for the version on screen: the engine's own while it is untouched, the same rules again once it is edited. They
 * follow the typing, in slices that leave the keys their time; a new key drops the check of the text before it.
 */
import { useEffect, useState } from 'preact/hooks';
import { type CheckText, firstReview, isTouched, type Review } from '../findings.ts';
import { inSlices } from '../slices.ts';
import { type Version, versionText } from '../state/tab.ts';

const PAUSE_MS = 150;
const NOTHING: Review = { findings: [], text: '' };

interface Checked {
  readonly version: Version;
  readonly review: Review;
}

export const useFindings = (version: Version | null, check: CheckText): Review => {
  const [last, setLast] = useState<Checked | null>(null);
  const edited = version !== null && isTouched(version);
  const sameText =
    last?.version.jobId === version?.jobId &&
    last?.version.edited === version?.edited &&
    last?.version.record === version?.record;
  const first = last?.version.jobId !== version?.jobId;
  useEffect(() => {
    if (version === null || !edited || sameText) return undefined;
    const stop = new AbortController();
    const run = (): void => {
      const text = versionText(version);
      inSlices(check(text, version.record, version.form), stop.signal, (findings) =>
        setLast({ version, review: { findings, text } }),
      );
    };
    const timer = setTimeout(run, first ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [version, edited, sameText, first, check]);
  if (version === null) return NOTHING;
  if (!edited) return firstReview(version);
  return last?.version.jobId === version.jobId ? last.review : firstReview(version);
};
