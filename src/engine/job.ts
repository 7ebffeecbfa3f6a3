/** One decode job: its prompt as ids, its way to the model's logits, its counts and times. Both loops work on it. */
import { ok, type Result } from '../shared/result.ts';
import { promptIds, type TemplateVariables } from './chat.ts';
import { createChooser } from './choose.ts';
import type { Context } from './context.ts';
import type { GrammarCompiler } from './matcher.ts';
import type { Prefixes } from './prefix.ts';
import { chooseOnDevice } from './selection.ts';
import { propose } from './speculate.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { DecodeRequest, DecodeResult, Logits, TokenCounts } from './types.ts';

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
  readonly rows: readonly Logits[];
}

export interface Job {
  readonly request: DecodeRequest;
  readonly prompt: readonly number[];
  /** Room in the cache, and the prefix in it; the first call that needs logits does the same. */
  begin(): Promise<void>;
  /** One of the mask's tokens, wherever the logits lie; undefined for an empty mask. `written`: the output before it. */
  choose(logits: Logits, mask: Int32Array, written: readonly number[]): Promise<number | undefined>;
  /** The logits after the prompt and these output tokens; undefined: stopped. */
  logits(output: readonly number[]): Promise<Logits | undefined>;
  /**
   * The logits after these output tokens and after each of those that the text so far proposes to come next; what is
   * proposed comes along. One row alone where nothing is, or the model cannot.
   */
  ahead(output: readonly number[], most: number): Promise<Ahead | undefined>;
  /** @param chosen the tokens that were not forced */
  report(text: string, output: number, forced: number, chosen: readonly number[]): void;
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
  let onDeviceMs = 0;
  let lastChosen: readonly number[] = [];
  const choose = createChooser(request, request.begun?.length);
  const begin = async (): Promise<void> => {
    if (asked !== undefined) return;
    asked = performance.now();
    await context.reserve(
      prompt.length + (request.maxTokens === 0 ? ROOM : Math.min(request.maxTokens, ROOM)),
    );
    if (request.prefix === undefined) return;
    const without =
      request.prefix === request.prompt ? prompt : promptIds(request.prefix, tokenizer, templateVariables);
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
    begin,
    async choose(logits, mask, written) {
      if (logits instanceof Float32Array) return choose(logits, mask, written);
      // The device answers when the pass is done: what is waited for here is the model.
      const waited = performance.now();
      const token = await chooseOnDevice(choose, request, logits, mask, written);
      onDeviceMs += performance.now() - waited;
      prefilled ??= performance.now();
      return token;
    },
    async logits(output) {
      await begin();
      const logits = await context.logitsAfter(modelIds([...prompt, ...output]), request.signal);
      if (logits instanceof Float32Array) prefilled ??= performance.now();
      return logits;
    },
    async ahead(output, most) {
      await begin();
      const ids = modelIds([...prompt, ...output]);
      const room = context.model.maxLength - ids.length;
      const proposed = context.model.forwardRows === undefined ? [] : propose(ids, Math.min(most, room));
      const rows = await context.logitsAhead(ids, proposed, request.signal);
      if (rows?.[0] instanceof Float32Array) prefilled ??= performance.now();
      return rows && { proposed: rows.length === 1 ? [] : proposed, rows };
    },
    report(text, output, forced, chosen) {
      lastChosen = [...chosen];
      request.onText?.(text, counts(output, forced), lastChosen);
    },
    finish(text, ids, forced, finish) {
      const ended = performance.now();
      const tokens = counts(ids.length, Math.min(forced, ids.length));
      request.onText?.(text, tokens, lastChosen);
      const first = asked ?? ended;
      const timing = {
        grammarMs: first - started,
        prefillMs: (prefilled ?? ended) - first,
        decodeMs: ended - (prefilled ?? ended),
        modelMs: context.modelMs - modelMsBefore + onDeviceMs,
      };
      return ok({ text, ids, finish, tokens, timing });
    },
  };
}
