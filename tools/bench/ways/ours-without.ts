/** The product's loop with one of its features switched off: what each is worth. */
import { Context } from '../../../src/engine/context.ts';
import { decode } from '../../../src/engine/decode.ts';
import { GrammarCompiler } from '../../../src/engine/matcher.ts';
import { Prefixes } from '../../../src/engine/prefix.ts';
import { XGrammarCompiler } from '../../../src/engine/testing/xgrammar.ts';
import type { CausalModel } from '../../../src/engine/types.ts';
import type { Runner, Task, VariantId } from '../protocol.ts';
import { filesOf, type Place, sessionOf, tokenizerOf } from './place.ts';
import { timed } from './timed.ts';
import { xgrammarFor } from './xgrammar-matcher.ts';

/** @param variant `ours`: with all of them, for places that have no other way to load it */
export async function oursWithout(place: Place, task: Task, variant: VariantId): Promise<Runner> {
  const { model, threads, prompt, prefix, grammar, maxTokens } = task;
  const heap = variant !== 'ours-no-heap';
  const files = await filesOf(place, model, heap);
  const session = await sessionOf(place, files, {
    threads,
    heap,
    inPlace: heap && variant !== 'ours-no-in-place',
    tiledAttention: variant === 'ours-no-plain-attention',
  });
  const started = performance.now();
  const tokenizer = tokenizerOf(files, session.vocabSize);
  const grammars = new GrammarCompiler(tokenizer.vocabulary);
  const xgrammar =
    variant === 'ours-no-matcher'
      ? await XGrammarCompiler.create(place.xgrammar, tokenizer.vocabulary)
      : undefined;
  const tokenizerMs = performance.now() - started;
  const speculate = variant !== 'ours-no-speculation';
  const stepping = variant === 'ours-no-jump' ? new SteppingModel(session) : undefined;
  const context = new Context(stepping ?? session);
  const prefixes = variant === 'ours-no-prefix' ? undefined : new Prefixes(context);
  await context.logitsAfter([0], undefined);
  return {
    tokenizerMs,
    async run() {
      for (let other = 0; other < 4; other++) grammars.matcher(`root ::= "${other}"`);
      await context.logitsAfter([1], undefined);
      if (stepping) stepping.calls = 0;
      const begun = performance.now();
      const compiled =
        xgrammar && grammar !== undefined
          ? await xgrammarFor(xgrammar, tokenizer.vocabulary, grammar)
          : grammars;
      const compileMs = xgrammar === undefined ? 0 : performance.now() - begun;
      const decoder = { context, tokenizer, grammars: compiled, prefixes, speculate };
      const run = await timed((request) => decode(decoder, request), {
        prompt,
        prefix,
        grammar,
        maxTokens,
      });
      return {
        ...run,
        totalMs: run.totalMs + compileMs,
        grammarMs: run.grammarMs + compileMs,
        firstTextMs: run.firstTextMs + compileMs,
        modelCalls: stepping?.calls ?? run.modelCalls,
      };
    },
  };
}

/** A model that is fed token by token once a prompt is in: without jump-forward every token costs a pass of its own. */
class SteppingModel implements CausalModel {
  readonly vocabSize: number;
  readonly maxLength: number;
  calls = 0;
  #prompted = false;
  readonly #model: CausalModel;

  constructor(model: CausalModel) {
    this.#model = model;
    this.vocabSize = model.vocabSize;
    this.maxLength = model.maxLength;
  }

  get length(): number {
    return this.#model.length;
  }

  async forward(ids: readonly number[]): Promise<Float32Array> {
    const steps = this.#prompted ? ids.map((id) => [id]) : [ids];
    // The prompt may come in two passes, its prefix first.
    this.#prompted = this.length > 0;
    let logits = new Float32Array();
    for (const step of steps) {
      this.calls++;
      logits = (await this.#model.forward(step)) as Float32Array<ArrayBuffer>;
    }
    return logits;
  }

  truncate(length: number): void {
    this.#prompted = length > 0 && this.#prompted;
    this.#model.truncate(length);
  }

  reserve = async (tokens: number): Promise<void> => await this.#model.reserve?.(tokens);
  snapshot = async () => await this.#model.snapshot?.();
  restore = async (snapshot: Parameters<NonNullable<CausalModel['restore']>>[0]): Promise<boolean> => {
    this.#prompted = false;
    return (await this.#model.restore?.(snapshot)) ?? false;
  };

  dispose(): Promise<void> {
    return this.#model.dispose();
  }
}
