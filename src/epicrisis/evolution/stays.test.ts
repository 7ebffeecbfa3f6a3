import { describe, expect, it } from 'vitest';
import { fold } from '../../record/text.ts';
import { documentSoFar, draftEpicrisis, templateDocument } from '../document.ts';
import { asText } from '../grammar/ast.ts';
import { planEpicrisis } from '../plan.ts';
import { derivation } from '../testing.ts';
import { MAX_SENTENCES } from './budget.ts';
import { stays } from './stays/index.ts';
import { recordOfStay } from './stays/stay.ts';

const institution = { hospitalName: '', signatureLine: '' };
const key = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}+%<>]+/gu, ' ')
    .trim();

/** Choices that follow a seed. */
const seeded = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
  return seed >> 8;
};

describe.each(stays.map((s) => [s.name, s] as const))('%s', (_, stay) => {
  const record = recordOfStay(stay);
  it('tells nothing that it must not, in no derivation; at most twelve sentences, each copied from its note', () => {
    for (const form of ['parrafo', 'secciones'] as const) {
      const draft = draftEpicrisis(planEpicrisis(record, form, institution), 'text');
      for (let seed = 0; seed < 25; seed++) {
        const written = draft.choice ? derivation(draft.choice, asText, seeded(seed)) : '';
        const read = documentSoFar(draft, written);
        expect(read?.complete).toBe(true);
        const segments = (read?.document.sections ?? []).flatMap((s) =>
          s.id === 'evolucion' || s.id === 'epicrisis' ? s.segments : [],
        );
        const copies = segments.filter((s) => s.kind === 'fact');
        const days = new Set(record.facts.flatMap((f) => (f.date ? [f.date.slice(0, 10)] : [])));
        for (const copy of copies) {
          const source = record.facts.find((f) => f.id === copy.factId);
          expect(days.has(copy.text) || fold(source?.text ?? '').includes(fold(copy.text))).toBe(true);
        }
        const text = segments.map((s) => s.text).join('');
        for (const run of stay.never) expect(key(text)).not.toContain(key(run));
        // A full stop of ours ends a sentence; those inside a copy are the writer's.
        const stops = segments
          .filter((s) => s.kind === 'prose')
          .flatMap((s) => s.text.match(/\.(?=\s|$)/gu) ?? []).length;
        const others = form === 'parrafo' ? 4 : 0; // «Diagnóstico de ingreso: no consignado.» and its like
        expect(stops).toBeLessThanOrEqual(MAX_SENTENCES + others);
      }
    }
  });
  if (!stay.held)
    it('the template tells all that it must', () => {
      const document = templateDocument(
        draftEpicrisis(planEpicrisis(record, 'secciones', institution), 'text'),
      );
      const text = key(
        document.sections
          .find((s) => s.id === 'evolucion')
          ?.segments.map((s) => s.text)
          .join('') ?? '',
      );
      expect(stay.must.filter((run) => !text.includes(key(run)))).toEqual([]);
    });
});
