/**
 * The candidates for a text, as it is typed; an answer to an earlier text is dropped. Null while none has come; until the next
 * one comes, those of the text before stand with `of` as that text, and are not to be chosen from without looking.
 */
import { useEffect, useState } from 'preact/hooks';
import type { CodedKind } from '../state/coding.ts';
import type { CodeFinder } from './finder.ts';
import type { CodeAnswer } from './protocol.ts';

export const useCandidates = (
  finder: CodeFinder,
  kind: CodedKind,
  text: string,
  top: number,
): (CodeAnswer & { readonly of: string }) | null => {
  const [answer, setAnswer] = useState<(CodeAnswer & { readonly of: string }) | null>(null);
  useEffect(() => {
    let late = false;
    void finder.find(kind, text, top).then((found) => {
      if (!late) setAnswer({ ...found, of: text });
    });
    return () => {
      late = true;
    };
  }, [finder, kind, text, top]);
  return answer;
};
