/** One decode job: its prompt as ids, its way to the model's logits, its counts and times. Both loops work on it. */
import { ok, type Result } from '../shared/result.ts';
import type { TemplateVariables } from './chat.ts';
import { type Chooser, createChooser } from './choose.ts';
import type { Context } from './context.ts';
import type { GrammarCompiler } from './matcher.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { DecodeRequest, DecodeResult, TokenCounts } from './types.ts';

export interface Decoder {
  readonly context: Context;
  readonly tokenizer: Tokenizer;
  readonly grammars: GrammarCompiler;
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

export function createJob(decoder: Decoder, request: DecodeRequest, prompt: number[], started: number): Job {
  const { context, tokenizer } = decoder;
  const callsBefore = context.calls;
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
      asked ??= performance.now();
      const ids = [...prompt, ...output].map((id) => tokenizer.vocabulary.modelId(id));
      const logits = await context.logitsAfter(ids, request.signal);
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
      };
      return ok({ text, ids, finish, tokens, timing });
    },
  };
}
