/** Decoding without the grammar, to show what the grammar buys. Slots that a model writes are replaced; all else is its own. */

import type { DecodeResult, LoadedModel } from '../../src/engine/types.ts';
import type { Plan } from '../../src/epicrisis/plan.ts';
import { chartPrompt } from '../../src/epicrisis/prompt/chart.ts';
import { slotsPrompt } from '../../src/epicrisis/prompt/slots.ts';
import type { Segment } from '../../src/epicrisis/types.ts';
import type { Result } from '../../src/shared/result.ts';

const MAX_TOKENS = 512;

const slotSegments = (text: string, plan: Plan): Segment[] => {
  const known = new Map<string, Segment>();
  for (const section of plan.sections.values()) {
    for (const f of section.facts) known.set(f.slot, { kind: 'fact', text: f.literal, factId: f.id });
  }
  plan.evolution.clauses.forEach((c, i) => {
    known.set(`<C${i}>`, { kind: 'fact', text: c.text, factId: c.noteId });
  });
  return text
    .split(/(<[A-Z]\d+>)/u)
    .filter((piece) => piece !== '')
    .map((piece) => known.get(piece) ?? { kind: 'prose', text: piece });
};

export const decodeFree = async (
  model: LoadedModel,
  plan: Plan,
): Promise<Result<{ segments: Segment[]; result: DecodeResult }>> => {
  const decoded = await model.decode({
    prompt: model.dialect === 'slots' ? slotsPrompt(plan) : chartPrompt(plan),
    maxTokens: MAX_TOKENS,
  });
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  const segments: Segment[] =
    model.dialect === 'slots' ? slotSegments(text, plan) : [{ kind: 'prose', text }];
  return { ok: true, value: { segments, result: decoded.value } };
};
