/** A vocabulary that the exporter pruned: the same model, the same text under a grammar, and any text can still be written. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadNodeModel } from './node.ts';
import type { DecodeResult, LoadedModel } from './types.ts';

const folder = (name: string) => join(import.meta.dirname, 'testing', name);

let whole: LoadedModel;
let pruned: LoadedModel;
beforeAll(async () => {
  whole = await load('tiny-llama');
  pruned = await load('tiny-pruned');
});
afterAll(async () => {
  await whole?.dispose();
  await pruned?.dispose();
});

async function load(name: string): Promise<LoadedModel> {
  const loaded = await loadNodeModel(folder(name));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
}

async function write(model: LoadedModel, prompt: string, grammar: string): Promise<DecodeResult> {
  const decoded = await model.decode({ prompt, grammar, maxTokens: 200 });
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

describe('under a grammar of the texts that it was pruned for', () => {
  const choice = '(" al alta" | " con heparina" | " heparina" | " con" | " (I26)" | " datídico")';
  const grammar = `root ::= "hidatídico"${` ${choice}`.repeat(6)} "."`;

  test('the pruned model writes what the whole one writes', async () => {
    const texts = new Set<string>();
    for (const prompt of [
      'al alta con',
      'hidatídico (I26).',
      'heparina con',
      'con datídico al alta',
      '(I26)',
    ]) {
      const expected = await write(whole, prompt, grammar);
      const got = await write(pruned, prompt, grammar);
      expect(got.text).toBe(expected.text);
      expect(got.tokens.modelCalls).toBeGreaterThan(0);
      texts.add(got.text);
    }
    expect(texts.size).toBeGreaterThan(1);
  });
});

test('what no text had is written all the same, byte by byte where there is no token', async () => {
  const grammar = 'root ::= "ñandú Ω 37,5 °C" | "ñandú Ω 38,5 °C"';
  expect((await write(pruned, 'con', grammar)).text).toMatch(/^ñandú Ω 3[78],5 °C$/);
});
