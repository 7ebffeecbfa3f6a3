/** The product's loop without jump-forward: every token of the output costs a pass of its own, forced ones too. */
import { Context } from '../../../src/engine/context.ts';
import { decode } from '../../../src/engine/decode.ts';
import type { CausalModel } from '../../../src/engine/types.ts';
import type { Runner, Task } from '../protocol.ts';
import { filesOf, grammarianOf, sessionOf } from './engine-parts.ts';

/** A model that is fed token by token once the prompt is in. */
class SteppingModel implements CausalModel {
  readonly vocabSize: number;
  readonly maxLength: number;
  calls = 0;
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
    const steps = this.length === 0 ? [ids] : ids.map((id) => [id]);
    let logits = new Float32Array();
    for (const step of steps) {
      this.calls++;
      logits = (await this.#model.forward(step)) as Float32Array<ArrayBuffer>;
    }
    return logits;
  }

  truncate(length: number): void {
    this.#model.truncate(length);
  }

  dispose(): Promise<void> {
    return this.#model.dispose();
  }
}

export async function oursNoJump({ model, threads, prompt, grammar, maxTokens }: Task): Promise<Runner> {
  const files = await filesOf(model);
  const session = await sessionOf(files, threads);
  const { tokenizer, grammars } = await grammarianOf(files, session.vocabSize);
  await session.forward([0]);
  return {
    async run() {
      for (let other = 0; other < 4; other++) await grammars.matcher(`root ::= "${other}"`);
      session.truncate(0);
      const stepping = new SteppingModel(session);
      const context = new Context(stepping);
      const started = performance.now();
      const decoded = await decode({ context, tokenizer, grammars }, { prompt, grammar, maxTokens });
      const totalMs = performance.now() - started;
      if (!decoded.ok) throw new Error(`${decoded.error.code} ${decoded.error.detail ?? ''}`);
      const { text, tokens, timing } = decoded.value;
      return {
        totalMs,
        ...timing,
        promptTokens: tokens.prompt,
        outputTokens: tokens.output,
        modelCalls: stepping.calls,
        text,
      };
    },
  };
}
