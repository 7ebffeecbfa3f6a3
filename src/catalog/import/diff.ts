/** What an update changes in a list: told before it is saved. */
import { codeKey } from '../code-list.ts';
import type { ImportedEntry } from './validate.ts';

export interface Change {
  readonly code: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ListDiff {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The first of each kind. */
  readonly examples: readonly Change[];
}

const SHOWN = 60;

const same = (a: ImportedEntry, b: ImportedEntry): boolean =>
  a.code === b.code && a.name === b.name && a.synonyms.join('\n') === b.synonyms.join('\n');

/** By code, its punctuation and case aside. Names of added, changed and removed codes; a change of synonyms alone is a change. */
export const diffLists = (before: readonly ImportedEntry[], after: readonly ImportedEntry[]): ListDiff => {
  const old = new Map(before.map((entry) => [codeKey(entry.code), entry]));
  const added: Change[] = [];
  const changed: Change[] = [];
  for (const entry of after) {
    const was = old.get(codeKey(entry.code));
    old.delete(codeKey(entry.code));
    if (was === undefined) added.push({ code: entry.code, after: entry.name });
    else if (!same(was, entry)) changed.push({ code: entry.code, before: was.name, after: entry.name });
  }
  const removed = [...old.values()].map(({ code, name }): Change => ({ code, before: name }));
  return {
    added: added.length,
    changed: changed.length,
    removed: removed.length,
    examples: [...removed.slice(0, SHOWN), ...changed.slice(0, SHOWN), ...added.slice(0, SHOWN)],
  };
};
