/** What the reader finds in the page as it is drawn now: nothing is opened, unfolded or turned, and nothing is kept. */
import type { Breathe } from '../dom/wait.ts';
import type { Found } from '../gathering.ts';
import { Collector } from './collector.ts';
import { factsOf } from './facts.ts';
import { Outline } from './outline.ts';
import { nowhere } from './place.ts';

export const glance = async (doc: Document, signal: AbortSignal, breathe: Breathe): Promise<Found[]> => {
  const sink = new Collector();
  const steps = new Outline(sink, doc.body).walk(doc.body, nowhere);
  while (!signal.aborted && !steps.next().done) await breathe();
  const found: Found[] = [];
  for (const fact of factsOf(sink)) {
    await breathe();
    if (signal.aborted) break;
    found.push(fact);
  }
  return found;
};
