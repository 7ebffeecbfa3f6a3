/**
 * The promise, tested whole: any record, any logits, the real matcher, the real loop. The text holds every due fact once,
 * whole, and ends; nothing else is in it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Context } from '../../src/engine/context.ts';
import { decode } from '../../src/engine/decode.ts';
import { GrammarCompiler } from '../../src/engine/matcher.ts';
import { constant, FakeModel, type Logits, noise } from '../../src/engine/testing/fake_model.ts';
import { MODEL_SIZE, tinyTokenizer } from '../../src/engine/testing/tiny_tokenizer.ts';
import type { Dialect } from '../../src/epicrisis/document.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { anyRecord, sameButFirstLetter } from '../../src/epicrisis/testing.ts';
import { type Writer, writeEpicrisis } from '../../src/epicrisis/write.ts';
import type { ClinicalRecord, Fact, FactId } from '../../src/record/schema.ts';

const grammars = new GrammarCompiler(tinyTokenizer.vocabulary);
const institution = { hospitalName: '', signatureLine: '' };

const writerWith = (logits: Logits, dialect: Dialect): Writer => ({
  dialect,
  decode: (request) => {
    const model = new FakeModel(MODEL_SIZE, logits, 1_000_000);
    // The prompt is not under test: a fake model does not read it.
    return decode(
      { context: new Context(model), tokenizer: tinyTokenizer, grammars },
      { ...request, prompt: 'Epicrisis:' },
    );
  },
});

const anyLogits: fc.Arbitrary<Logits> = fc.oneof(
  fc.integer().map(noise),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0).map(constant),
  fc.constant<Logits>((_ids, size) => Float32Array.from({ length: size }, (_, id) => id)),
  fc.constant<Logits>((_ids, size) => Float32Array.from({ length: size }, (_, id) => -id)),
);

describe('whatever the logits', () => {
  for (const form of ['parrafo', 'secciones'] as const) {
    for (const dialect of ['text', 'slots'] as const) {
      it(`${form}, ${dialect}: every due fact once, whole, and an end`, { timeout: 180_000 }, async () => {
        await fc.assert(
          fc.asyncProperty(anyRecord, anyLogits, fc.nat(2), async (record, logits, seed) => {
            const written = await writeEpicrisis({
              record,
              form,
              institution,
              model: writerWith(logits, dialect),
              seed,
              anyShape: true,
            });
            if (!written.ok) throw new Error(written.error.code);
            expect(written.value.fallback).toBeUndefined();
            const copies = written.value.document.sections.flatMap((s) =>
              s.segments.filter((g) => g.kind === 'fact'),
            );
            const plan = planEpicrisis(record, form, institution);
            for (const section of plan.sections.values()) {
              if (section.rule.id === 'evolucion') continue;
              for (const fact of section.facts) {
                const own = copies.filter((c) => c.factId === fact.id && c.text !== fact.fact.date);
                expect(own).toHaveLength(1);
                expect(sameButFirstLetter(own[0]?.text ?? '', fact.literal)).toBe(true);
              }
            }
          }),
          { numRuns: 25 },
        );
      });
    }
  }
});

it('a phrase that begins like another is not repeated for ever (docs/adr/0002)', async () => {
  const diagnosis = (i: number, text: string): Fact => ({
    id: `dx-${i}` as FactId,
    kind: 'diagnosis',
    moment: 'alta',
    text,
    source: { type: 'data', path: `dx_alta[${i}]` },
  });
  const record: ClinicalRecord = {
    schema: 1,
    identity: {},
    episode: {},
    facts: [diagnosis(0, 'Neumonía'), diagnosis(1, 'Derrame pleural'), diagnosis(2, 'Hipertensión')],
    reading: { adapter: 'test', url: '', title: '', readAt: '2024-03-20T00:00:00Z', findings: [] },
  };
  for (let seed = 1; seed <= 12; seed++) {
    const model = writerWith(noise(seed), 'slots');
    const written = await writeEpicrisis({ record, form: 'parrafo', institution, model, seed });
    expect(written.ok && written.value.fallback).toBeUndefined();
  }
});
