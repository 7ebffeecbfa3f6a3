import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { promptIds } from './chat.ts';
import { Context } from './context.ts';
import { decode } from './decode.ts';
import { GrammarCompiler } from './matcher.ts';
import { FakeModel } from './testing/fake_model.ts';
import { MODEL_SIZE, STOP, TINY_LLAMA, tinyTokenizer } from './testing/tiny_tokenizer.ts';
import { closeThinking, UnthoughtText } from './thinking.ts';
import { Tokenizer } from './tokenizer.ts';
import { parseTokenizerFile } from './tokenizer_file.ts';

const grammars = new GrammarCompiler(tinyTokenizer.vocabulary);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A model that wants to write this, whatever stands before; after each text that it sees closed, the next. */
function wants(...texts: string[]) {
  const scripts = texts.map((text) => [...tinyTokenizer.encode(text), STOP]);
  let script = 0;
  let at = 0;
  return new FakeModel(MODEL_SIZE, (ids, size) => {
    if (tinyTokenizer.decode(ids.slice(-12)).endsWith('</think>\n\n') && at > 0) {
      script++;
      at = 0;
    }
    const next = scripts[script]?.[at++] ?? STOP;
    return Float32Array.from({ length: size }, (_, id) => (id === next ? 10 : 0));
  });
}

async function free(model: FakeModel, maxTokens = 400) {
  const seen: string[] = [];
  const decoder = { context: new Context(model), tokenizer: tinyTokenizer, grammars };
  const result = await decode(decoder, { prompt: 'x', maxTokens, onText: (text) => seen.push(text) });
  if (!result.ok) throw new Error(result.error.code);
  return { ...result.value, seen, fed: tinyTokenizer.decode(model.cache) };
}

describe('in free text', () => {
  test('a block that opens is closed by force, and nothing of it is shown', async () => {
    const { text, seen, fed, tokens } = await free(wants('<think>Creo que es grave', 'Ingresa por fiebre.'));
    expect(text).toBe('Ingresa por fiebre.');
    expect(fed).toContain('<think>\n\n</think>\n\nIngresa');
    expect(seen.join('\n')).not.toMatch(/[<>]|Creo/);
    expect(tokens.forced).toBeGreaterThan(0);
  });

  test('text before a block stays', async () => {
    const { text } = await free(wants('Alta. <think>o no</think>', ' Control.'));
    expect(text).toBe('Alta. Control.');
  });

  test('a model that never stops opening blocks ends at its bound and shows nothing', async () => {
    const { text, finish } = await free(wants(...new Array<string>(60).fill('<think>')), 300);
    expect(text).toBe('');
    expect(finish).toBe('length');
  });

  test('a closing tag of a block that the prompt had closed is not shown', async () => {
    expect((await free(wants('</think> Alta.'))).text).toBe(' Alta.');
  });

  test('what only looks like a tag is text', async () => {
    const { text, seen } = await free(wants('PaO2 <thin y <60 <'));
    expect(text).toBe('PaO2 <thin y <60 <');
    expect(seen.every((shown) => text.startsWith(shown))).toBe(true);
  });
});

describe('text without thoughts', () => {
  test('holds back what may yet become a tag, however it is cut', () => {
    const whole = 'a<think>b';
    for (let cut = 0; cut <= whole.length; cut++) {
      const text = new UnthoughtText();
      text.push(bytes(whole.slice(0, cut)));
      expect('a'.startsWith(text.shown)).toBe(true);
      text.push(bytes(whole.slice(cut)));
      expect([text.shown, text.open]).toEqual(['a', true]);
    }
  });
});

describe('the prompt', () => {
  test('that ends inside an open block is closed', () => {
    expect(closeThinking('<|im_start|>assistant\n<think>\n')).toBe(
      '<|im_start|>assistant\n<think>\n\n</think>\n\n',
    );
    expect(closeThinking('dice <think> algo')).toBe('dice <think> algo');
  });

  const templated = (chat_template: string) =>
    new Tokenizer(
      parseTokenizerFile(JSON.parse(readFileSync(`${TINY_LLAMA}tokenizer.json`, 'utf8')), { chat_template }),
      MODEL_SIZE,
      [STOP],
    );
  const messages = [{ role: 'user', content: 'Hola' }] as const;
  const rendered = (template: string, variables?: Record<string, string | boolean>) => {
    const tokenizer = templated(template);
    return tokenizer.decode(promptIds(messages, tokenizer, variables));
  };

  test('tells the template not to think, as Qwen3 wants it', () => {
    const qwen3 =
      "{{ messages[0].content }}\n{%- if enable_thinking is defined and enable_thinking is false %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}";
    expect(rendered(qwen3)).toBe('Hola<think>\n\n</think>\n\n');
  });

  test('of a template that always opens a block is closed', () => {
    expect(rendered("{{ messages[0].content }}{{ '<think>\\n' }}")).toBe('Hola<think>\n\n</think>\n\n');
  });

  test('is the same every day: what the template would take from the clock is given', () => {
    const llama =
      "{{ date_string if date_string is defined else strftime_now('%d %b %Y') }} {{ messages[0].content }}";
    expect(rendered(llama, { date_string: '26 Jul 2024' })).toBe('26 Jul 2024 Hola');
  });
});
