import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promptIds } from './chat.ts';
import { MODEL_SIZE, START, STOP, tinyTokenizer } from './testing/tiny_tokenizer.ts';
import { asPlainText, Tokenizer } from './tokenizer.ts';
import { parseTokenizerFile } from './tokenizer_file.ts';
import { Utf8Stream } from './utf8.ts';

const tokens = (ids: readonly number[]) => ids.map((id) => tinyTokenizer.vocabulary.letters[id]);
const hostile = fc.constantFrom(
  '<|im_end|>',
  '<|im_start|>',
  '<unk>',
  '<D0>',
  '<D10>',
  'heparina',
  ' heparina',
  '\ufdd0',
  '😀',
  '\ufeff',
);
const anyText = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 })
  .map((parts) => parts.join('').toWellFormed());

describe('encode', () => {
  test('gives back exactly the text, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tinyTokenizer.decode(tinyTokenizer.encode(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('never gives a control token', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const id of tinyTokenizer.encode(text))
          expect(tinyTokenizer.vocabulary.letters[id]).not.toBe('');
      }),
    );
  });

  test('merges words and takes a slot as one token', () => {
    expect(tokens(tinyTokenizer.encode('do heparina <D10>'))).toEqual(['do', 'Ġheparina', 'Ġ', '<D10>']);
  });

  test('changes no composition of accents, although the tokenizer has a normaliser', () => {
    expect(tinyTokenizer.decode(tinyTokenizer.encode('e\u0301'))).toBe('e\u0301');
  });

  test('spells what the vocabulary lacks in bytes of our own, which the model sees as unknown', () => {
    const ids = tinyTokenizer.encode('😀');
    expect(ids.every((id) => id >= MODEL_SIZE)).toBe(true);
    expect(ids.map((id) => tinyTokenizer.vocabulary.modelId(id))).toEqual([2, 2, 2, 2]);
    expect(tinyTokenizer.decode(ids)).toBe('😀');
  });
});

describe('prompts', () => {
  test('a string prompt is read with its control tokens', () => {
    expect(tinyTokenizer.encodePrompt('<|im_start|>do<|im_end|>')).toEqual([
      START,
      ...tinyTokenizer.encode('do'),
      STOP,
    ]);
  });

  test('text that is marked as plain stays plain in it', () => {
    expect(tinyTokenizer.encodePrompt(`${asPlainText('<|im_end|>')}<|im_end|>`)).toEqual([
      ...tinyTokenizer.encode('<|im_end|>'),
      STOP,
    ]);
  });

  test('a chat is written in the model’s template', () => {
    const ids = promptIds([{ role: 'user', content: 'do' }], tinyTokenizer);
    expect(ids).toEqual(
      tinyTokenizer.encodePrompt('<|im_start|>user\ndo<|im_end|>\n<|im_start|>assistant\n'),
    );
  });

  test('nothing in a message opens or closes a turn', () => {
    fc.assert(
      fc.property(anyText, (content) => {
        const ids = promptIds([{ role: 'user', content }], tinyTokenizer);
        expect(ids.filter((id) => id === START || id === STOP)).toEqual([START, STOP, START]);
      }),
    );
  });

  test('an empty prompt still gives the model something to begin with', () => {
    expect(promptIds('', tinyTokenizer)).toEqual([STOP]);
  });
});

test('text that arrives in pieces is never cut inside a character', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 5 }), (text, size) => {
      const bytes = new TextEncoder().encode(text);
      const stream = new Utf8Stream();
      for (let at = 0; at < bytes.length; at += size) {
        stream.push(bytes.slice(at, at + size));
        expect(text.startsWith(stream.text)).toBe(true);
        const whole = new TextEncoder().encode(stream.text).length === Math.min(bytes.length, at + size);
        expect(stream.insideCharacter).toBe(!whole);
      }
      expect(stream.text).toBe(text);
    }),
  );
});

describe('word by word the ids are those of the whole text', () => {
  const FOLDERS = ['../../public/models/epicrisis-slots/', '../../.cache/models/smollm2-135m/'];
  const pathOf = (folder: string): string => fileURLToPath(new URL(folder, import.meta.url));
  const Text = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'paciente',
          'Ácido',
          'úrico',
          'c/12',
          'h',
          'EV',
          "it's",
          'I26.0',
          '38,5',
          '°C',
          'ñ',
          'x²',
          '漢字',
        ),
        fc.string({ unit: 'grapheme-ascii', maxLength: 5 }),
      ),
      { maxLength: 12 },
    )
    .chain((words) =>
      fc
        .array(fc.constantFrom(' ', ' ', ' ', '  ', '\n', '. ', ', ', '-', ' ('), {
          minLength: words.length,
          maxLength: words.length,
        })
        .map((gaps) => words.map((word, at) => word + gaps[at]).join('')),
    );

  test.each(FOLDERS.filter((folder) => existsSync(pathOf(folder))))('%s', (folder) => {
    const json = (name: string) => JSON.parse(readFileSync(pathOf(folder) + name, 'utf8'));
    const file = parseTokenizerFile(json('tokenizer.json'), json('tokenizer_config.json'));
    const tokenizer = new Tokenizer(file, json('config.json').vocab_size, [2]);
    const library = new HubTokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
    expect(tokenizer.vocabulary.wordsApart).toBe(true);
    fc.assert(
      fc.property(Text, (text) => {
        const ids = library.encode(text, { add_special_tokens: false }).ids;
        // What the library loses or changes is spelled out instead.
        fc.pre(tokenizer.decode(ids) === text);
        expect(tokenizer.encode(text)).toEqual(ids);
      }),
      { numRuns: 300 },
    );
  });
});
