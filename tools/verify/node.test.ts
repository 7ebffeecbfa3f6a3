/** On the tiny models, whose files are in the repository: what verification asks of a runtime is what the engine gives. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inNode } from './node.ts';

const folder = (name: string) => join(import.meta.dirname, '../../src/engine/testing', name);
const PROMPTS = [
  [5, 9, 4, 23, 17, 42, 8, 8, 30],
  [11, 12, 13, 14, 15, 16],
];

describe('in Node', () => {
  it('the cache gives what whole passes give', async () => {
    const { whole, stepped, width, prefill, decode } = await inNode(folder('tiny-llama'), 'fp32', {
      prompts: PROMPTS,
    });
    expect(whole).toHaveLength(2);
    expect(whole[0]).toHaveLength(width);
    for (const [at, row] of whole.entries()) {
      for (const [token, logit] of row.entries()) expect(stepped[at]?.[token]).toBeCloseTo(logit, 3);
    }
    expect(whole[0]).not.toEqual(whole[1]);
    expect(Math.min(prefill, decode)).toBeGreaterThan(0);
  });

  it('half precision with external data is read as the engine reads it', async () => {
    const { whole } = await inNode(folder('tiny-half'), 'fp16', { prompts: PROMPTS });
    expect(whole.every((row) => row.every(Number.isFinite))).toBe(true);
  });

  it('a type that is not there is named', async () => {
    await expect(inNode(folder('tiny-llama'), 'q4', { prompts: PROMPTS })).rejects.toThrow('E_MODEL_MISSING');
  });
});
