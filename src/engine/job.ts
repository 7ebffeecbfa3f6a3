/** One decode job: its prompt as ids, its way to the model's logits, its counts and times. Both loops work on it. */
import { ok, type Result } from '../shared/result.ts';
import { promptIds, type TemplateVariables } from './chat.ts';
import { type Chooser, createChooser } from './choose.ts';
import type { Context } from './context.ts';
import type { GrammarCompiler } from './matcher.ts';
import type { Prefixes } from './prefix.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { DecodeRequest, DecodeResult, TokenCounts } from './types.ts';

export interface Decoder {
  readonly context: Context;
  readonly tokenizer: Tokenizer;
  readonly grammars: GrammarCompiler;
  /** Absent: every prompt is computed whole. */
  readonly prefixes?: Prefixes | undefined;
  /** Given to the chat template beside the messages. */
  readonly templateVariables?: TemplateVariables | undefined;
}

/** A result with its ids, which other layers have no use for. */
export type Decoded = DecodeResult & { readonly ids: readonly number[] };

export interface Job {
  readonly request: DecodeRequest;
  readonly prompt: readonly number[];
  readonly choose: Chooser;
  /** The logits after the prompt and these output tokens; undefined: stopped. */
  logits(output: readonly number[]): Promise<Float32Array | undefined>;
  report(text: string, output: number, forced: number): void;
  finish(
    text: string,
    ids: readonly number[],
    forced: number,
    finish: DecodeResult['finish'],
  ): Result<Decoded>;
}

/** Output tokens that the cache has room for from the start; an upper bound of a grammar's text is far above the text. */
const ROOM = 256;

export function createJob(decoder: Decoder, request: DecodeRequest, prompt: number[], started: number): Job {
  const { context, tokenizer, prefixes, templateVariables } = decoder;
  const modelIds = (ids: readonly number[]) => ids.map((id) => tokenizer.vocabulary.modelId(id));
  const callsBefore = context.calls;
  const modelMsBefore = context.modelMs;
  let asked: number | undefined;
  let prefilled: number | undefined;
  const counts = (output: number, forced: number): TokenCounts => ({
    prompt: prompt.length,
    output,
    forced,
    modelCalls: context.calls - callsBefore,
  });
  return {
    request,
    prompt,
    choose: createChooser(request.seed, request.temperature),
    async logits(output) {
      if (asked === undefined) {
        asked = performance.now();
        await context.reserve(prompt.length + Math.min(request.maxTokens, ROOM));
        if (request.prefix !== undefined) {
          const without = promptIds(request.prefix, tokenizer, templateVariables);
          await prefixes?.warm(modelIds(prompt), modelIds(without), request.signal);
        }
      }
      const logits = await context.logitsAfter(modelIds([...prompt, ...output]), request.signal);
      prefilled ??= performance.now();
      return logits;
    },
    report(text, output, forced) {
      request.onText?.(text, counts(output, forced));
    },
    finish(text, ids, forced, finish) {
      const ended = performance.now();
      const tokens = counts(ids.length, Math.min(forced, ids.length));
      request.onText?.(text, tokens);
      const first = asked ?? ended;
      const timing = {
        grammarMs: first - started,
        prefillMs: (prefilled ?? ended) - first,
        decodeMs: ended - (prefilled ?? ended),
        modelMs: context.modelMs - modelMsBefore,
      };
      return ok({ text, ids, finish, tokens, timing });
    },
  };
}
