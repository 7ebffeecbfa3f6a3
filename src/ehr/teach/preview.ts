/** What an adapter in the making reads on the page as it is now: each change is proved before the eyes of who teaches. */
import type { Found } from '../gathering.ts';
import { findOpeners, selectedOf } from '../generic/openers.ts';
import { applyRule, isForTab } from '../rules.ts';
import { tabText } from '../tabs.ts';
import type { Adapter } from '../types.ts';
import { THING_IDS, type ThingId, thingOf } from './things.ts';

/** What a thing reads on the page now. Samples are the patient's: for the eyes, never kept. */
export interface Preview {
  readonly thing: ThingId;
  readonly count: number;
  readonly samples: readonly string[];
  /** Taught, and nothing of it on this view: in another tab, or gone. */
  readonly elsewhere: boolean;
}

export const openTabWords = (doc: Document): string | undefined => {
  const start = selectedOf(findOpeners(doc));
  return start ? tabText(start) : undefined;
};

const MAX_SAMPLES = 3;
const MAX_SAMPLE = 140;

/** What each thing of the draft reads on the page as it is now. */
export const previewOf = (doc: Document, draft: Adapter): Preview[] => {
  const tab = openTabWords(doc);
  const found = new Map<ThingId, Found[]>();
  const taught = new Set<ThingId>();
  for (const rule of draft.read) {
    const thing = thingOf(rule.kind, rule.moment);
    if (!thing) continue;
    taught.add(thing);
    if (!isForTab(rule, tab)) continue;
    const list = found.get(thing) ?? [];
    applyRule(doc, rule, tab, (one) => list.push(one), draft.headings);
    found.set(thing, list);
  }
  const said = [...taught].map((thing): Preview => {
    const list = found.get(thing) ?? [];
    return {
      thing,
      count: list.length,
      samples: list
        .slice(0, MAX_SAMPLES)
        .map(({ text, code }) => (code === undefined ? text : `${text} (${code})`).slice(0, MAX_SAMPLE)),
      elsewhere: list.length === 0,
    };
  });
  const header = Object.keys(draft.header).length;
  if (header > 0)
    said.push({
      thing: 'patient',
      count: header,
      samples: Object.keys(draft.header).slice(0, 12),
      elsewhere: false,
    });
  if (draft.write.length > 0)
    said.push({
      thing: 'field',
      count: draft.write.length,
      samples: draft.write.map((w) => w.label),
      elsewhere: false,
    });
  return THING_IDS.flatMap((id) => said.filter((one) => one.thing === id));
};
