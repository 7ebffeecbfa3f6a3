import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Context } from './context.ts';
import { decode } from './decode.ts';
import type { Decoded, Decoder } from './job.ts';
import { GrammarCompiler } from './matcher.ts';
import { constant, FakeModel, type Logits, noise } from './testing/fake_model.ts';
import { derives, finiteGrammar, toEbnf } from './testing/finite_grammar.ts';
import { MODEL_SIZE, STOP, tinyTokenizer } from './testing/tiny_tokenizer.ts';
import type { DecodeRequest } from './types.ts';

const grammars = new GrammarCompiler(tinyTokenizer.vocabulary);

function decoderWith(logits: Logits, maxLength?: number): Decoder & { readonly model: FakeModel } {
  const model = new FakeModel(MODEL_SIZE, logits, maxLength);
  return { model, context: new Context(model), tokenizer: tinyTokenizer, grammars };
}

async function run(decoder: Decoder, request: Partial<DecodeRequest>): Promise<Decoded> {
  const result = await decode(decoder, { prompt: 'Resumen:', maxTokens: 5000, ...request });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Logits that want these texts, and everything else the less the higher its id. */
function wanting(...texts: string[]): Logits {
  const wanted = new Set(texts.flatMap((text) => tinyTokenizer.encode(text)));
  return (_ids, size) => Float32Array.from({ length: size }, (_, id) => (wanted.has(id) ? 10 : -id));
}

const anyLogits: fc.Arbitrary<Logits> = fc.oneof(
  fc.integer().map(noise),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0).map(constant),
  // Adversarial: whatever it is, the last ids first; control tokens and single bytes before words.
  fc.constant<Logits>((_ids, size) => Float32Array.from({ length: size }, (_, id) => id)),
  fc.constant<Logits>((_ids, size) => Float32Array.from({ length: size }, (_, id) => -id)),
  fc.constant<Logits>((_ids, size) =>
    Float32Array.from({ length: size }, (_, id) => (id % 3 === 0 ? Number.NaN : id % 7)),
  ),
);

describe('under a finite grammar', () => {
  test('the text is one derivation, whole, whatever the logits', async () => {
    await fc.assert(
      fc.asyncProperty(finiteGrammar, anyLogits, fc.nat(3), async (tree, logits, seed) => {
        const seen: string[] = [];
        const decoder = decoderWith(logits);
        const result = await run(decoder, { grammar: toEbnf(tree), seed, onText: (text) => seen.push(text) });
        expect(result.finish).toBe('stop');
        expect(derives(tree, result.text)).toBe(true);
        expect(tinyTokenizer.decode(result.ids)).toBe(result.text);
        expect(seen.at(-1)).toBe(result.text);
        expect(seen.every((text) => result.text.startsWith(text))).toBe(true);
        expect(seen.length).toBeGreaterThanOrEqual(result.tokens.modelCalls);
        expect(result.tokens.output).toBe(result.ids.length);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test('a model whose window is full still ends the text as the grammar derives it', async () => {
    await fc.assert(
      fc.asyncProperty(finiteGrammar, fc.integer({ min: 9, max: 16 }), async (tree, maxLength) => {
        const result = await run(decoderWith(noise(1), maxLength), { grammar: toEbnf(tree) });
        expect(derives(tree, result.text)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('jump-forward', () => {
  test('what is forced costs no model call', async () => {
    const decoder = decoderWith(noise(1));
    const result = await run(decoder, { grammar: 'root ::= "quiste hidatídico" " (B67.0)"' });
    expect(result).toMatchObject({ text: 'quiste hidatídico (B67.0)', finish: 'stop' });
    expect(result.tokens).toMatchObject({ modelCalls: 0, forced: result.tokens.output });
  });

  test('a run goes through the model in one pass together with the prompt', async () => {
    const decoder = decoderWith(wanting('i'));
    await run(decoder, { grammar: 'root ::= "hidat" ("ic" | "do") " (I26)"' });
    expect(decoder.model.runs).toHaveLength(1);
    expect(tinyTokenizer.decode(decoder.model.runs[0] ?? [])).toBe('Resumen:hidat');
  });

  test('two characters that begin alike are not cut at the seam', async () => {
    for (const [ending, text] of [
      ['í', 'hidatídico'],
      ['é', 'hidatédico'],
    ] as const) {
      const grammar = 'root ::= "hidat" ("í" | "é") "dico"';
      expect((await run(decoderWith(wanting(ending)), { grammar })).text).toBe(text);
    }
  });

  test('a run’s last token is left open for what follows, so that ids are those of the whole text', async () => {
    const grammar = 'root ::= "con " ("heparina" | "alteplase") " (I26)"';
    const result = await run(decoderWith(wanting(' heparina')), { grammar });
    expect(result.text).toBe('con heparina (I26)');
    expect(result.ids).toEqual(tinyTokenizer.encode('con heparina (I26)'));
  });

  test('a slot is chosen as one token although all slots begin alike', async () => {
    const grammar = 'root ::= "con " ("<D0>" | "<D1>" | "<D10>") "."';
    for (const slot of ['<D0>', '<D1>', '<D10>']) {
      const decoder = decoderWith(wanting(slot));
      const result = await run(decoder, { grammar });
      expect(result.text).toBe(`con ${slot}.`);
      expect(result.ids).toEqual(tinyTokenizer.encode(`con ${slot}.`));
      expect(result.tokens.modelCalls).toBe(1);
    }
  });

  test('far from the start the ids are still those of the whole text', async () => {
    const clause = '"con " ("heparina" | "alteplase") " do con hidatídico (I26). "';
    const grammar = `root ::= ${Array.from({ length: 30 }, () => clause).join(' ')}`;
    const result = await run(decoderWith(wanting(' heparina')), { grammar });
    expect(result.text).toBe('con heparina do con hidatídico (I26). '.repeat(30));
    expect(result.ids).toEqual(tinyTokenizer.encode(result.text));
  });

  test('a word that was chosen by its first letters is tokenised again as a word', async () => {
    const grammar = 'root ::= "con" (" heparina" | " alteplase")';
    const result = await run(decoderWith(wanting('Ġ h')), { grammar });
    expect(result.ids).toEqual(tinyTokenizer.encode(result.text));
  });

  test('a control token’s name in a fact is plain text', async () => {
    const result = await run(decoderWith(noise(3)), {
      grammar: 'root ::= "a" "<|im_end|>" ("b" | "c<|im_end|>")',
    });
    expect(result.text.startsWith('a<|im_end|>')).toBe(true);
    expect(result.ids).not.toContain(STOP);
  });
});

describe('a choice', () => {
  const grammar = `root ::= ${Array.from({ length: 12 }, () => '("a" | "b" | "c")').join(' ')}`;

  test('is greedy for seed 0, by chance and repeatable for others', async () => {
    const text = async (seed: number) =>
      (await run(decoderWith(noise(9)), { grammar, seed, temperature: 5 })).text;
    expect(await text(0)).toBe(await text(0));
    expect(await text(7)).toBe(await text(7));
    expect(new Set(await Promise.all([0, 1, 2, 3].map(text))).size).toBeGreaterThan(2);
  });

  test('of the end is the model’s as well', async () => {
    const maybe = 'root ::= "do" (" con")?';
    const stop: Logits = (_ids, size) =>
      Float32Array.from({ length: size }, (_, id) => (id === STOP ? 9 : 0));
    expect((await run(decoderWith(stop), { grammar: maybe })).text).toBe('do');
    expect((await run(decoderWith(wanting(' con')), { grammar: maybe })).text).toBe('do con');
  });
});

describe('bounds', () => {
  const endless = 'root ::= ("a" | "é") root | "."';

  test('at maxTokens the text is cut between characters', async () => {
    for (const maxTokens of [1, 2, 3, 7]) {
      const result = await run(decoderWith(wanting('é')), { grammar: endless, maxTokens });
      expect(result.finish).toBe('length');
      expect(result.tokens.output).toBe(maxTokens);
      expect(result.text).toBe('é'.repeat(maxTokens));
    }
  });

  test('a forced run longer than maxTokens is cut as well', async () => {
    const result = await run(decoderWith(noise(1)), { grammar: 'root ::= "abcabcabc"', maxTokens: 4 });
    expect(result).toMatchObject({ finish: 'length', text: 'abca' });
  });

  test('a grammar that never ends is cut at maxTokens', async () => {
    const result = await run(decoderWith(noise(1)), { grammar: 'root ::= "a" root', maxTokens: 30 });
    expect(result).toMatchObject({ finish: 'length', text: 'a'.repeat(30) });
  });

  test('a stop takes effect within one step and keeps the text', async () => {
    const stop = new AbortController();
    const decoder = decoderWith((ids, size) => {
      if (ids.length > 20) stop.abort();
      return wanting('a')(ids, size);
    });
    const result = await run(decoder, { grammar: endless, signal: stop.signal });
    expect(result.finish).toBe('aborted');
    expect(result.text).toMatch(/^a+$/);
    expect(decoder.model.cache.length).toBe(21);
  });

  test('a stop that came before asks nothing of the model', async () => {
    const decoder = decoderWith(noise(1));
    expect(await run(decoder, { grammar: endless, signal: AbortSignal.abort() })).toMatchObject({
      finish: 'aborted',
      text: '',
    });
    expect(decoder.model.runs).toHaveLength(0);
  });

  test('a prompt that does not fit is refused', async () => {
    const decoder = decoderWith(noise(1), 8);
    expect(await decode(decoder, { prompt: 'mucho más largo', maxTokens: 9 })).toMatchObject({
      error: { code: 'E_NOTE_TOO_LONG' },
    });
  });

  test('a grammar that does not compile is an error, and the next one works', async () => {
    for (const bad of ['root ::= foo', 'root ::= ((( "a', '', 'toor ::= "a"', 'root ::= root']) {
      expect(await decode(decoderWith(noise(1)), { prompt: 'a', grammar: bad, maxTokens: 9 })).toMatchObject({
        error: { code: 'E_GRAMMAR' },
      });
    }
    expect((await run(decoderWith(noise(1)), { grammar: 'root ::= "a"' })).text).toBe('a');
  });

  test('a model that throws is an error, and the next job starts anew', async () => {
    let broken = true;
    const decoder = decoderWith((ids, size) => {
      if (broken) throw new Error('device lost');
      return noise(1)(ids, size);
    });
    expect(await decode(decoder, { prompt: 'a', grammar: endless, maxTokens: 9 })).toMatchObject({
      error: { code: 'E_BACKEND' },
    });
    broken = false;
    expect((await run(decoder, { grammar: 'root ::= "a" | "b"' })).finish).toBe('stop');
  });
});

describe('the cache', () => {
  test('holds exactly what was fed: a second job with the same prompt computes only what differs', async () => {
    const decoder = decoderWith(wanting(' heparina'));
    const grammar = 'root ::= "con " ("heparina" | "alteplase") " y " ("a" | "b")';
    const first = await run(decoder, { grammar });
    decoder.model.runs.length = 0;
    expect(await run(decoder, { grammar })).toMatchObject({ text: first.text, ids: first.ids });
    expect(decoder.model.runs[0]).toHaveLength(1);
  });
});

describe('without a grammar', () => {
  test('writes until the model stops', async () => {
    const words = tinyTokenizer.encode('con heparina');
    const script: Logits = (ids, size) => {
      const next = words[ids.length - tinyTokenizer.encode('Resumen:').length] ?? STOP;
      return Float32Array.from({ length: size }, (_, id) => (id === next ? 1 : 0));
    };
    expect(await run(decoderWith(script), {})).toMatchObject({ text: 'con heparina', finish: 'stop' });
  });

  test('ends when it only repeats itself, and at maxTokens', async () => {
    const loop = await run(decoderWith(wanting('do')), {});
    expect(loop).toMatchObject({ finish: 'length', tokens: { output: 32, forced: 0 } });
    expect((await run(decoderWith(noise(4)), { maxTokens: 10 })).tokens.output).toBeLessThanOrEqual(10);
  });

  test('never writes a control token or half a character, whatever the logits', async () => {
    await fc.assert(
      fc.asyncProperty(anyLogits, async (logits) => {
        const result = await run(decoderWith(logits), { maxTokens: 40 });
        for (const id of result.ids) expect(tinyTokenizer.vocabulary.letters[id]).not.toBe('');
      }),
      { numRuns: 40 },
    );
  });
});

const promptLength = tinyTokenizer.encode('Resumen:').length;

describe('a job that was cut off', () => {
  test('goes on from what it had chosen, without asking for it again, to the same text', async () => {
    await fc.assert(
      fc.asyncProperty(finiteGrammar, fc.integer(), fc.nat(2), async (tree, liking, seed) => {
        const reports: { text: string; chosen: readonly number[] }[] = [];
        const request = { grammar: toEbnf(tree), seed };
        const decoder = () => decoderWith(noise(liking));
        const whole = await run(decoder(), {
          ...request,
          onText: (text, _tokens, chosen) => reports.push({ text, chosen }),
        });
        // The last is of the whole text, which nobody goes on with.
        for (const { text, chosen } of reports.slice(0, -1)) {
          const texts: string[] = [];
          const again = await run(decoder(), { ...request, begun: chosen, onText: (now) => texts.push(now) });
          expect(again.text).toBe(whole.text);
          expect(again.ids).toEqual(whole.ids);
          expect(texts[0]).toBe(text);
          expect(again.tokens.modelCalls).toBe(whole.tokens.modelCalls - chosen.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('in free text too, with a thought that was closed by force', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.nat(2), fc.nat(12), async (liking, seed, thinksAt) => {
        const thinking = tinyTokenizer.encode('<think>');
        const quiet = noise(liking);
        // After so many tokens it thinks, whatever it liked.
        const logits: Logits = (ids, size) => {
          const wanted = thinking[ids.length - promptLength - thinksAt];
          return wanted === undefined
            ? quiet(ids, size)
            : Float32Array.from({ length: size }, (_, id) => (id === wanted ? 1e6 : 0));
        };
        const chosenAt: (readonly number[])[] = [];
        const request = { maxTokens: 60, seed };
        const whole = await run(decoderWith(logits), {
          ...request,
          onText: (_text, _tokens, chosen) => chosenAt.push(chosen),
        });
        for (const begun of chosenAt.slice(0, -1)) {
          const again = await run(decoderWith(logits), { ...request, begun });
          expect(again.ids).toEqual(whole.ids);
          expect(again.text).toBe(whole.text);
        }
      }),
      { numRuns: 60 },
    );
  });
});
