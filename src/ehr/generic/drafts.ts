/** Entries in the making, section by section, and what later words add to the latest one. */
import type { CodeSystem, FactKind, Moment } from '../../record/schema.ts';
import { codeIn } from './code-words.ts';
import type { Role } from './columns.ts';
import { bullet } from './lines.ts';
import type { Place } from './place.ts';

/** One entry in the making. */
export interface Draft {
  readonly parts: Partial<Record<Role, string[]>>;
  readonly el: HTMLElement;
  readonly how: 'row' | 'item' | 'line';
  readonly row?: number | undefined;
  /** The card or list item that it came from. */
  readonly card?: Element | undefined;
  /** The text block that it came from, for wrapped lines. */
  readonly run?: unknown;
  readonly bulleted?: boolean;
  readonly kind?: FactKind | undefined;
  readonly moment?: Moment | undefined;
  readonly system?: CodeSystem | undefined;
  readonly sure?: number | undefined;
}
export interface Bucket {
  readonly place: Place;
  readonly drafts: Draft[];
  /** A code that stands before its entry. */
  code?: string | undefined;
  /** The day that stands before its entry in a card. */
  next?: string | undefined;
  /** A date that stands before the entries. */
  date?: string;
}
export const append = (draft: Draft, role: Role, value: string): void => {
  const list = draft.parts[role] ?? [];
  list.push(role === 'code' ? codeIn(value) : value);
  draft.parts[role] = list;
};

export const appendToName = (draft: Draft, text: string): void => {
  const name = draft.parts.name;
  if (name) name[0] = `${name[0] ?? ''} ${text}`;
};

/** Does a line without a bullet go on with the entry above? After bulleted ones it does; else when it begins in lower case after a long line. */
export const goesOn = (last: Draft, text: string): boolean => {
  if (bullet(text).had || /[:：]$/.test(text)) return false;
  if (last.bulleted) return true;
  return /^[\p{Ll}(]/u.test(text) && (last.parts.name?.[0]?.length ?? 0) > 45;
};
