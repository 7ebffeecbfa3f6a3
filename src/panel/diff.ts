/** What a field would lose and gain, word by word. */
import { diffWordsWithSpace } from 'diff';
import type { FieldNow, InsertMode } from '../shared/messages.ts';

export interface DiffRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The field's text after the insertion, as near as the panel can say. */
export const fieldAfter = (now: FieldNow, text: string, mode: InsertMode): string => {
  const { current, cursor } = now;
  if (mode === 'cursor' && cursor) return current.slice(0, cursor.start) + text + current.slice(cursor.end);
  return mode === 'replace' || current.trim() === '' ? text : `${current.trimEnd()}\n${text}`;
};

const MAX_EDITS = 4000;

/** Beyond `MAX_EDITS` changed words the two texts are simply different: one run out, one in. */
export const wordDiff = (before: string, after: string): DiffRun[] => {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  if (changes === undefined) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
};
