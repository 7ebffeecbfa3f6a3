/**
 * The chart's own words under a negation, or a doubt, that the chart has not: «se descarta» before a copied diagnosis. Source: NegEx
 * (Chapman 2001), ConText (Harkema 2009), through `record/negation.ts`.
 */
import { assertionSpans } from '../../../record/negation.ts';
import type { Finding } from '../../types.ts';
import { excerptAt, shown } from '../finding.ts';
import { isFirm } from '../pieces.ts';
import { type Copy, tokenAfter } from '../reading.ts';
import { isContent } from '../tokens.ts';
import { type Context, isSettled } from './context.ts';

/** An allergy, advice or a drug under «no» is that rule's, or means something else («no suspender losartán»). */
const ASKED = new Set(['diagnosis', 'antecedent', 'clause', 'exam', 'procedure']);

export function* assertedRule(context: Context): Generator<void, Finding[]> {
  const { reading } = context;
  const findings: Finding[] = [];
  for (const sentence of reading.sentences) {
    // Nothing of it is anybody's own: no cue can be either.
    let free = false;
    for (let i = sentence.from; i < sentence.to && !free; i++) free = reading.copyAt[i] === undefined;
    if (!free) continue;
    const text = reading.text.slice(sentence.start, sentence.end);
    for (const span of assertionSpans(text)) {
      const cue = tokenAfter(reading, sentence.start + span.cue.start);
      if (reading.copyAt[cue] && isFirm(reading, reading.copyAt[cue])) continue;
      const [from, to] = [sentence.start + span.start, sentence.start + span.end];
      const copy = reading.copyAt.slice(cue, sentence.to).find((c): c is Copy => {
        const unit = c?.of.units[0];
        return (
          c !== undefined &&
          c.start >= from - 1 &&
          c.start < to &&
          c.to - c.from > 0 &&
          unit !== undefined &&
          ASKED.has(unit.kind) &&
          isFirm(reading, c)
        );
      });
      const unit = copy?.of.units[0];
      if (
        !copy ||
        !unit ||
        isSettled(context, sentence.start + span.cue.start, sentence.start + span.cue.end)
      )
        continue;
      // «Sin contraste y doppler carotídeo»: what stands between is what is denied.
      const [after, last] = [tokenAfter(reading, sentence.start + span.cue.end), copy.from];
      if (reading.tokens.slice(after, last).some(isContent)) continue;
      const place = {
        start: sentence.start + Math.min(span.cue.start, copy.start - sentence.start),
        end: Math.max(copy.end, sentence.start + span.cue.end),
      };
      context.settled.push(place);
      findings.push({
        code: 'C_NEGATION',
        severity: 'error',
        section: unit.section,
        factId: unit.factId,
        message: `La ficha afirma «${shown(unit.literal)}» y aquí se ${span.status === 'negated' ? 'niega' : 'pone en duda'} («${span.cue.text}»). Corríjalo o confírmelo en la ficha.`,
        ...excerptAt(reading.text, place),
        fix: {
          kind: 'remove',
          start: sentence.start + span.cue.start,
          end: Math.max(
            sentence.start + span.cue.end,
            sentence.start + Math.min(span.start, copy.start - sentence.start),
          ),
          text: '',
        },
      });
    }
    yield;
  }
  return findings;
}
