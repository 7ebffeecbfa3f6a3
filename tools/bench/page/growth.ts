/** How the engine's times grow: of one step behind a text of so many tokens, and of a prompt of so many. */
import { Context } from '../../../src/engine/context.ts';
import { Prefixes } from '../../../src/engine/prefix.ts';
import type { GrowthPoints, GrowthTask } from '../protocol.ts';
import { filesOf, sessionOf } from '../ways/place.ts';
import { browserPlace } from './place.ts';

const LENGTHS = [64, 128, 256, 512, 1024];
const PROMPTS = [128, 256, 512, 1024, 2048, 4096];
/** What a prompt has of its own, the rest being the same for all. */
const OWN = 64;
const STEPS = 8;
const WARM_UPS = 24;

export async function growth({ model, threads }: GrowthTask): Promise<GrowthPoints> {
  const files = await filesOf(browserPlace, model);
  const still = await sessionOf(browserPlace, files, { threads, heap: true, inPlace: true });
  const steps = await stepsOf(still);
  const prompts = await promptsOf(still);
  await still.dispose();
  const moving = await sessionOf(browserPlace, files, { threads, heap: false, inPlace: false });
  const movingSteps = await stepsOf(moving);
  return {
    steps: steps.map(({ length, ms }, at) => ({ length, ms, movingMs: movingSteps[at]?.ms ?? Number.NaN })),
    prompts,
  };

  async function stepsOf(session: typeof still) {
    const points: { length: number; ms: number }[] = [];
    session.truncate(0);
    // The browser compiles what has run for a while; that is no part of any length.
    for (let step = 0; step < WARM_UPS; step++) await session.forward([7]);
    session.truncate(0);
    for (const length of LENGTHS) {
      while (session.length < length) await session.forward(text(Math.min(64, length - session.length)));
      const times: number[] = [];
      for (let step = 0; step < STEPS; step++) {
        session.truncate(length);
        const started = performance.now();
        await session.forward([7]);
        times.push(performance.now() - started);
      }
      session.truncate(length);
      points.push({ length, ms: middle(times) });
    }
    return points;
  }
}

async function promptsOf(session: Awaited<ReturnType<typeof sessionOf>>) {
  const points: { length: number; coldMs: number; warmMs: number }[] = [];
  for (const length of PROMPTS.filter((tokens) => tokens <= session.maxLength)) {
    const context = new Context(session);
    const prefixes = new Prefixes(context);
    const prompt = text(length);
    const once = async (): Promise<number> => {
      await context.logitsAfter([1], undefined);
      const started = performance.now();
      await prefixes.warm(prompt, prompt.slice(0, -OWN), undefined);
      await context.logitsAfter(prompt, undefined);
      return performance.now() - started;
    };
    points.push({ length, coldMs: await once(), warmMs: await once() });
  }
  return points;
}

const text = (length: number): number[] => Array.from({ length }, (_, at) => 20 + ((at * 37) % 900));

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
