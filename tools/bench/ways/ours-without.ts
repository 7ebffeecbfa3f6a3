/** The product's loop with one of its features switched off: what each is worth. */
import { Context } from '../../../src/engine/context.ts';
import { decode } from '../../../src/engine/decode.ts';
import { Prefixes } from '../../../src/engine/prefix.ts';
import type { CausalModel } from '../../../src/engine/types.ts';
import type { Runner, Task, VariantId } from '../protocol.ts';
import { filesOf, grammarianOf, type Place, sessionOf } from './place.ts';
import { timed } from './timed.ts';

/** @param variant `ours`: with all of them, for places that have no other way to load it */
export async function oursWithout(place: Place, task: Task, variant: VariantId): Promise<Runner> {
  const { model, threads, prompt, prefix, grammar, maxTokens } = task;
  const files = await filesOf(place, model);
  const session = await sessionOf(place, files, {
    threads,
    heap: variant !== 'ours-no-heap',
    inPlace: variant !== 'ours-no-in-place' && variant !== 'ours-no-heap',
  });
  const started = performance.now();
  const { tokenizer, grammars } = await grammarianOf(place, files, session.vocabSize);
  const tokenizerMs = performance.now() - started;
  const stepping = variant === 'ours-no-jump' ? new SteppingModel(session) : undefined;
  const context = new Context(stepping ?? session);
  const prefixes = variant === 'ours-no-prefix' ? undefined : new Prefixes(context);
  await context.logitsAfter([0], undefined);
  return {
    tokenizerMs,
    async run() {
      for (let other = 0; other < 4; other++) await grammars.matcher(`root ::= "${other}"`);
      await context.logitsAfter([1], undefined);
      if (stepping) stepping.calls = 0;
      const run = await timed((request) => decode({ context, tokenizer, grammars, prefixes }, request), {
        prompt,
        prefix,
        grammar,
        maxTokens,
      });
      return { ...run, modelCalls: stepping?.calls ?? run.modelCalls };
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
