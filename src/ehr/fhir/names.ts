/** People and places by name: what the reference itself says, else the resource that it leads to. */
import { z } from 'zod';
import { cleanText } from '../../record/text.ts';
import { HumanName, type Reference } from './datatypes.ts';
import type { Context } from './facts/context.ts';
import type { Node } from './graph.ts';

/** The name in use, whole where it is charted whole. */
export const humanName = (names: readonly HumanName[] = []): string => {
  const order = ['official', 'usual', undefined];
  const current = names.filter(({ use }) => use !== 'old' && use !== 'maiden');
  const [best] = current.toSorted((a, b) => order.indexOf(a.use) - order.indexOf(b.use));
  const name =
    current.find(({ use }) => use === 'official') ?? current.find(({ use }) => use === 'usual') ?? best;
  if (name === undefined) return '';
  const parts = [...(name.prefix ?? []), ...(name.given ?? []), name.family];
  return cleanText(name.text ?? '') || cleanText(parts.filter(Boolean).join(' '));
};

/** A practitioner's, an organisation's or a place's; a role's is its practitioner's. */
const Named = z.object({
  name: z.union([z.string(), z.array(HumanName)]).optional(),
  practitioner: z.object({ reference: z.string().optional(), display: z.string().optional() }).optional(),
});

export const nameOf = (who: Reference | undefined, from: Node, context: Context): string => {
  const shown = cleanText(who?.display ?? '');
  if (shown !== '') return shown;
  const found = context.graph.follow(Named, who, from);
  if (found === undefined) return '';
  if (typeof found.name === 'string') return cleanText(found.name);
  if (found.name !== undefined) return humanName(found.name);
  const { practitioner } = found;
  const named = practitioner && context.graph.follow(Named, practitioner, from);
  return cleanText(practitioner?.display ?? '') || (Array.isArray(named?.name) ? humanName(named.name) : '');
};
