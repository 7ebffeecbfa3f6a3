import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Context } from './context.ts';
import { decode } from './decode.ts';
import type { Decoded } from './job.ts';
import { GrammarCompiler } from './matcher.ts';
import { FakeModel, type Logits } from './testing/fake_model.ts';
import { MODEL_SIZE, tinyTokenizer } from './testing/tiny_tokenizer.ts';
import { Tokenizer } from './tokenizer.ts';
import { parseTokenizerFile } from './tokenizer_file.ts';

const SMOLLM2 = fileURLToPath(new URL('../../.cache/models/smollm2-135m/', import.meta.url));

/** The tiny tokenizer of the tests and, where it is here, one of 49,152 tokens that merges across everything it can. */
function tokenizers(): { name: string; tokenizer: Tokenizer; size: number }[] {
  const tiny = { name: 'tiny', tokenizer: tinyTokenizer, size: MODEL_SIZE };
  if (!existsSync(`${SMOLLM2}tokenizer.json`)) return [tiny];
  const json = (name: string): unknown => JSON.parse(readFileSync(SMOLLM2 + name, 'utf8'));
  const file = parseTokenizerFile(json('tokenizer.json'), json('tokenizer_config.json'));
  return [tiny, { name: 'SmolLM2', tokenizer: new Tokenizer(file, 49_152, [2]), size: 49_152 }];
}

const PIECES = [
  'Ingresa por disnea',
  ' con TEP masivo (I26.0)',
  'ñandú, cigüeña; ácido úrico',
  '38,5 °C y 96 %',
  'c/12 h ×5 días ≥ 2 µg',
  'Ελληνικά και',
  ' кириллица ',
  '漢字とかな',
  'עברית',
  '👩🏽‍⚕️🫀',
  'é́ê̄',
  '. ',
  '\n',
];
const Text = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));
/** Cuts between code points, anywhere. */
const Cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });

function split(text: string, cuts: readonly number[]): string[] {
  const points = [...text];
  const at = [...new Set(cuts.map((cut) => Math.floor(cut * points.length)))].sort((a, b) => a - b);
  return [0, ...at]
    .map((from, part) => points.slice(from, at[part] ?? points.length).join(''))
    .filter((part) => part !== '');
}

const quoted = (text: string): string => JSON.stringify(text);

for (const { name, tokenizer, size } of tokenizers()) {
  const grammars = new GrammarCompiler(tokenizer.vocabulary);

  const run = async (grammar: string, logits: Logits): Promise<Decoded> => {
    const context = new Context(new FakeModel(size, logits));
    const result = await decode(
      { context, tokenizer, grammars },
      { prompt: 'Escribe:', grammar, maxTokens: 5000 },
    );
    if (!result.ok) throw new Error(JSON.stringify([result.error, grammar]));
    return result.value;
  };

  describe(`forced text, ${name}`, () => {
    test('has the ids of the whole text wherever the grammar cuts it, in any script', async () => {
      await fc.assert(
        fc.asyncProperty(Text, Cuts, async (text, cuts) => {
          const parts = split(text, cuts);
          const rules = parts.map((part, n) => `p${n} ::= ${quoted(part)}`);
          const grammar = [`root ::= ${parts.map((_, n) => `p${n}`).join(' ')}`, ...rules].join('\n');
          const written = await run(grammar, () => new Float32Array(size));
          expect(written.text).toBe(text);
          expect(written.ids).toEqual(tokenizer.encode(text));
          expect(written.tokens.modelCalls).toBe(0);
        }),
        { numRuns: 40, endOnFailure: true },
      );
    }, 60_000);

    test('and has them still where a model that likes the text chooses it among others', async () => {
      await fc.assert(
        fc.asyncProperty(Text, Cuts, async (text, cuts) => {
          const parts = split(text, cuts);
          const rules = parts.map((part, n) => `p${n} ::= ${quoted(part)} | "<${n}>" | "(${n}) "`);
          const grammar = [`root ::= ${parts.map((_, n) => `p${n}`).join(' ')}`, ...rules].join('\n');
          const wanted = tokenizer.encode(text);
          // A model without some bytes of its own cannot want them.
          fc.pre(wanted.every((id) => id < size));
          const prompt = tokenizer.encodePrompt('Escribe:').length;
          const logits: Logits = (ids) => {
            const liking = new Float32Array(size);
            const next = wanted[ids.length - prompt];
            if (next !== undefined) liking[next] = 9;
            return liking;
          };
          const written = await run(grammar, logits);
          expect(written.text).toBe(text);
          expect(written.ids).toEqual(wanted);
        }),
        { numRuns: 40, endOnFailure: true },
      );
    }, 60_000);
  });
}
