/** How the engine's times grow: of one step behind a text of so many tokens, and of a prompt of so many. */
import { Context } from '../../../src/engine/context.ts';
import { Prefixes } from '../../../src/engine/prefix.ts';
import { OrtModel } from '../../../src/engine/session.ts';
import type { GrowthPoints, GrowthTask } from '../protocol.ts';
import { filesOf, openedOf } from '../ways/place.ts';
import { browserPlace } from './place.ts';

const LENGTHS = [64, 128, 256, 512, 1024];
const PROMPTS = [128, 256, 512, 1024, 2048, 4096];
/** What a prompt has of its own, the rest being the same for all. */
const OWN = 64;
/** Of each length, one after the other in turn: what the machine does meanwhile falls on all of them alike. */
const ROUNDS = 12;
/** Steps until the browser has compiled all that they run. */
const WARM_UPS = 50;
/** A prompt is computed twice and the quicker counts, since nothing but the machine makes one slower than another; long ones, once. */
const LONG = 1024;

type Opened = Awaited<ReturnType<typeof openedOf>>;

export async function growth({ model, threads }: GrowthTask): Promise<GrowthPoints> {
  const files = await filesOf(browserPlace, model, true);
  const opened = await openedOf(browserPlace, files, { threads, heap: true, inPlace: true });
  const still = await stepsOf(opened);
  const prompts = await promptsOf(modelOf(opened));
  await opened.session.release();
  const bytes = await filesOf(browserPlace, model);
  const moving = await stepsOf(await openedOf(browserPlace, bytes, { threads, heap: false, inPlace: false }));
  return {
    steps: LENGTHS.map((length, at) => ({
      length,
      ms: still[at] ?? Number.NaN,
      movingMs: moving[at] ?? Number.NaN,
    })),
    prompts,
  };
}

const modelOf = ({ runtime, session, config, chunk }: Opened): OrtModel =>
  new OrtModel(runtime, session, config, chunk);

/** A cache of its own for each length, over one session. No step takes back the one before, as no text does. */
async function stepsOf(opened: Opened): Promise<number[]> {
  const models = LENGTHS.map(() => modelOf(opened));
  // The steps that are measured lie around the length that is named.
  const before = WARM_UPS / models.length + ROUNDS / 2;
  for (const [at, model] of models.entries()) {
    const length = (LENGTHS[at] ?? 0) - before;
    await model.reserve(length + WARM_UPS + ROUNDS);
    while (model.length < length) await model.forward(text(Math.min(64, length - model.length)));
  }
  for (let step = 0; step < WARM_UPS; step++) await models[step % models.length]?.forward([7]);
  const times = models.map((): number[] => []);
  const upwards = [...models.entries()];
  const downwards = upwards.toReversed();
  for (let round = 0; round < ROUNDS; round++) {
    // Up and down in turn: what a step leaves to be collected is then for its like to bear, not for the shortest.
    for (const [at, model] of round % 2 === 0 ? upwards : downwards) {
      const started = performance.now();
      await model.forward([7]);
      times[at]?.push(performance.now() - started);
    }
  }
  return times.map(middle);
}

async function promptsOf(model: OrtModel): Promise<GrowthPoints['prompts']> {
  const points: { length: number; coldMs: number; warmMs: number }[] = [];
  for (const length of PROMPTS.filter((tokens) => tokens <= model.maxLength)) {
    const prompt = text(length);
    const context = new Context(model);
    const once = async (prefixes: Prefixes): Promise<number> => {
      await context.logitsAfter([1], undefined);
      const started = performance.now();
      await prefixes.warm(prompt, prompt.slice(0, -OWN), undefined);
      await context.logitsAfter(prompt, undefined);
      return performance.now() - started;
    };
    const [cold, warm]: [number[], number[]] = [[], []];
    for (let round = 0; round < (length > LONG ? 1 : 2); round++) {
      const prefixes = new Prefixes(context);
      cold.push(await once(prefixes));
      warm.push(await once(prefixes));
    }
    points.push({ length, coldMs: Math.min(...cold), warmMs: Math.min(...warm) });
  }
  return points;
}

const text = (length: number): number[] => Array.from({ length }, (_, at) => 20 + ((at * 37) % 900));

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
