/** Runs a task on a model: the engine's own session, so that what is compared is what the extension runs. */
import type { CausalModel } from '../../src/engine/types.ts';
import type { Answer, Task } from './task.ts';

/** Tokens that are fed one by one. */
const STEPS = 4;

export async function measure(model: CausalModel, { prompts }: Task): Promise<Omit<Answer, 'loadSeconds'>> {
  const whole: Float32Array[] = [];
  const stepped: Float32Array[] = [];
  let prefillSeconds = 0;
  let decodeSeconds = 0;
  // The first run compiles shaders and packs weights.
  await model.forward(prompts[0] ?? [0]);
  for (const ids of prompts) {
    const steps = ids.slice(-STEPS);
    model.truncate(0);
    whole.push(Float32Array.from(await model.forward(ids)));
    model.truncate(0);
    const started = performance.now();
    let logits = await model.forward(ids.slice(0, -STEPS));
    const prefilled = performance.now();
    for (const id of steps) logits = await model.forward([id]);
    decodeSeconds += (performance.now() - prefilled) / 1000;
    prefillSeconds += (prefilled - started) / 1000;
    stepped.push(Float32Array.from(logits));
  }
  const tokens = prompts.reduce((sum, ids) => sum + ids.length - STEPS, 0);
  return {
    width: model.vocabSize,
    whole,
    stepped,
    prefill: tokens / prefillSeconds,
    decode: (prompts.length * STEPS) / decodeSeconds,
  };
}
