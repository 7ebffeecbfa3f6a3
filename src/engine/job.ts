/** One decode job: its prompt as ids, its way to the model's logits, its counts and times. Both loops work on it. */
import { ok, type Result } from '../shared/result.ts';
import { promptIds, type TemplateVariables } from './chat.ts';
import { type Chooser, createChooser } from './choose.ts';
import type { Context } from './context.ts';
import type { GrammarCompiler } from './matcher.ts';
import type { Prefixes } from './prefix.ts';
import { propose } from './speculate.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { DecodeRequest, DecodeResult, TokenCounts } from './types.ts';

export interface Decoder {
  readonly context: Context;
  readonly tokenizer: Tokenizer;
  readonly grammars: GrammarCompiler;
  /** False: free text is written token by token (to compare with). */
  readonly speculate?: boolean | undefined;
  /** Absent: every prompt is computed whole. */
  readonly prefixes?: Prefixes | undefined;
  /** Given to the chat template beside the messages. */
  readonly templateVariables?: TemplateVariables | undefined;
}

/** A result with its ids, which other layers have no use for. */
export type Decoded = DecodeResult & { readonly ids: readonly number[] };

export interface Ahead {
  readonly proposed: readonly number[];
  /** One more than `proposed`. */
  readonly rows: readonly Float32Array[];
}

export interface Job {
  readonly request: DecodeRequest;
  readonly prompt: readonly number[];
  readonly choose: Chooser;
  /** The logits after the prompt and these output tokens; undefined: stopped. */
  logits(output: readonly number[]): Promise<Float32Array | undefined>;
  /**
   * The logits after these output tokens and after each of those that the text so far proposes to come next; what is
   * proposed comes along. One row alone where nothing is, or the model cannot.
   */
  ahead(output: readonly number[], most: number): Promise<Ahead | undefined>;
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
  const begin = async (): Promise<void> => {
    if (asked !== undefined) return;
    asked = performance.now();
    await context.reserve(prompt.length + Math.min(request.maxTokens, ROOM));
    if (request.prefix === undefined) return;
    const without = promptIds(request.prefix, tokenizer, templateVariables);
    await prefixes?.warm(modelIds(prompt), modelIds(without), request.signal);
  };
  const counts = (output: number, forced: number): TokenCounts => ({
    prompt: prompt.length,
    output,
    forced,
    modelCalls: context.calls - callsBefore,
  });
  return {
    request,
    prompt,
    choose: createChooser(request),
    async logits(output) {
      await begin();
      const logits = await context.logitsAfter(modelIds([...prompt, ...output]), request.signal);
      prefilled ??= performance.now();
      return logits;
    },
    async ahead(output, most) {
      await begin();
      const ids = modelIds([...prompt, ...output]);
      const room = context.model.maxLength - ids.length;
      const proposed = context.model.forwardRows === undefined ? [] : propose(ids, Math.min(most, room));
      const rows = await context.logitsAhead(ids, proposed, request.signal);
      prefilled ??= performance.now();
      return rows && { proposed: rows.length === 1 ? [] : proposed, rows };
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
