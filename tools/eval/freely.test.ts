/**
 * The free path whole: the grammar of words under the real matcher and the real loop, whatever the logits. What the verifier
 * passes replaces clauses, all else stays as charted; every decoding ends by itself.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Context } from '../../src/engine/context.ts';
import { decode } from '../../src/engine/decode.ts';
import { GrammarCompiler } from '../../src/engine/matcher.ts';
import { FakeModel, noise } from '../../src/engine/testing/fake_model.ts';
import { MODEL_SIZE, tinyTokenizer } from '../../src/engine/testing/tiny_tokenizer.ts';
import { stays } from '../../src/epicrisis/evolution/stays/index.ts';
import { recordOfStay } from '../../src/epicrisis/evolution/stays/stay.ts';
import { type Telling, tellFreely } from '../../src/epicrisis/free/tell.ts';
import { verify } from '../../src/epicrisis/free/verify.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import type { Writer } from '../../src/epicrisis/write.ts';

const grammars = new GrammarCompiler(tinyTokenizer.vocabulary);
const noisy = (seed: number): Writer => ({
  dialect: 'text',
  decode: (request) =>
    decode(
      {
        context: new Context(new FakeModel(MODEL_SIZE, noise(seed), 1_000_000)),
        tokenizer: tinyTokenizer,
        grammars,
      },
      { ...request, prompt: 'Nota:' },
    ),
});
const planOf = (index: number) => {
  const stay = stays[index % stays.length];
  if (!stay) throw new Error('no stays');
  return planEpicrisis(recordOfStay(stay), 'secciones', { hospitalName: '', signatureLine: '' });
};

describe('under random logits', () => {
  it('words of the clauses alone are written, and what is told is verified or as charted', {
    timeout: 180_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(stays.length - 1), fc.integer(), async (index, seed) => {
        const plan = planOf(index);
        const tellings: Telling[] = [];
        const told = await tellFreely(plan, noisy(seed), { seed: 0, onTelling: (t) => tellings.push(t) });
        for (const { sentence, verdict, clauses } of tellings) {
          expect(['length', 'aborted', 'E_GRAMMAR', 'too long']).not.toContain(verdict);
          const own = clauses.join(' ').toLocaleLowerCase('es');
          for (const word of sentence.toLocaleLowerCase('es').match(/[\p{L}\p{N}]+/gu) ?? [])
            if (word !== 'y') expect(own).toContain(word);
        }
        const charted = new Set(plan.evolution.clauses.map((c) => c.text));
        const passed = tellings
          .filter((t) => t.verdict === 'ok')
          .map((t) => t.sentence.replace(/[.\s]+$/u, ''));
        for (const clause of told.evolution.clauses)
          expect(charted.has(clause.text) || passed.includes(clause.text)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

const says = (say: (clauses: string) => string): Writer => ({
  dialect: 'text',
  decode: async (request) => {
    const [last] = typeof request.prompt === 'string' ? [] : request.prompt.slice(-1);
    const clauses = (last?.content ?? '').replace(/^.*?lo siguiente: /u, '');
    const tokens = { prompt: 0, output: 0, forced: 0, modelCalls: 0 };
    return { ok: true, value: { text: say(clauses), finish: 'stop', tokens } };
  },
});

describe('a writer that has its own ideas', () => {
  it.each([
    ['denies', (c: string) => `sin ${c}.`],
    ['invents', (c: string) => `${c}, se inicia amikacina.`],
    ['leaves a word out', (c: string) => `${c.split(' ').toSpliced(-2, 1).join(' ')}.`],
    ['says nothing', () => ''],
  ])('that %s is not heard', async (_, say) => {
    for (let i = 0; i < stays.length; i++) {
      const plan = planOf(i);
      const told = await tellFreely(plan, says(say), { seed: 0 });
      const chosen = plan.evolution.clauses.filter((__, k) => plan.evolution.preferred.has(k));
      expect(told.evolution.clauses.map((c) => c.text)).toEqual(chosen.map((c) => c.text));
    }
  });
  it('one that copies is, and each sentence stays with its note and day', async () => {
    for (let i = 0; i < stays.length; i++) {
      const plan = planOf(i);
      const told = await tellFreely(
        plan,
        says((c) => `${c.replaceAll('; ', ', ')}.`),
        { seed: 0 },
      );
      for (const clause of told.evolution.clauses) {
        const own = plan.evolution.clauses
          .filter((c) => c.noteId === clause.noteId && c.day === clause.day)
          .map((c) => c.text);
        expect(verify(clause.text, [clause.text]).ok).toBe(true);
        expect(own.some((text) => clause.text.includes(text))).toBe(true);
      }
    }
  });
});
