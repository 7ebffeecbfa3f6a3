/**
 * An adapter in the making: empty at first, then with what each example taught, in place of what was taught for the same
 * thing at the same place. It never holds anything of the patient's.
 */
import { Adapter, type ReadRule } from '../types.ts';
import type { Taught } from './example.ts';
import { patientWordsOf } from './patient-words.ts';
import { type ThingId, thingOf } from './things.ts';

const sameRule = (a: ReadRule, b: ReadRule): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the draft has rules for. */
export const takenBy = (draft: Adapter): Set<ThingId> =>
  new Set(draft.read.flatMap((r) => thingOf(r.kind, r.moment) ?? []));

/** The rules with what an example taught: in place of those for the same thing at the same place. */
export const withTaught = (draft: Adapter, taught: Taught, replace: boolean): Adapter => {
  const moments = taught.rules.map((r) => `${r.kind}|${r.moment}`);
  const kept = draft.read.filter(
    (r) =>
      !taught.rules.some((t) => sameRule(r, t)) &&
      !(replace && moments.includes(`${r.kind}|${r.moment}`) && overlaps(r, taught)),
  );
  return {
    ...draft,
    headings: [...new Set([...draft.headings, ...taught.headings])].slice(0, 10),
    read: [...kept, ...taught.rules],
  };
};

/** Two rules read the same place when one's heading, label or selector is the other's. */
const overlaps = (rule: ReadRule, taught: Taught): boolean =>
  taught.rules.some(
    (t) =>
      (t.heading !== undefined && t.heading === rule.heading && t.within === rule.within) ||
      (t.selector !== undefined && t.selector === rule.selector) ||
      (t.as === 'label' && rule.as === 'label' && t.label === rule.label),
  );

const patternOf = (url: string): string => {
  const { protocol, hostname } = new URL(url);
  return hostname === '' ? 'http://127.0.0.1/*' : `${protocol}//${hostname}/*`;
};

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** An empty draft for this page. */
export const emptyDraft = (doc: Document, now: Date): Adapter => {
  const { hostname } = new URL(doc.URL);
  const words = patientWordsOf(doc);
  const title = doc.title
    .split(/\s[|·–—-]\s/)
    .find((part) => part.trim().length > 2 && !words.in(part) && !/\d/.test(part));
  const name = title?.trim() || hostname || 'Ficha';
  return Adapter.parse({
    version: 1,
    id: `t-${slug(hostname) || 'ficha'}-${now.getTime().toString(36)}`,
    name: name.slice(0, 120),
    urls: [patternOf(doc.URL)],
    lastChecked: now.toISOString().slice(0, 10),
  });
};

/** The draft without what was taught for a thing. */
export const withoutThing = (draft: Adapter, thing: ThingId): Adapter => {
  if (thing === 'patient') return { ...draft, header: {} };
  if (thing === 'field') return { ...draft, write: [] };
  return { ...draft, read: draft.read.filter((r) => thingOf(r.kind, r.moment) !== thing) };
};
