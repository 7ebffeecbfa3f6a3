/**
 * Where a model runs on this very machine: the browser is asked, the files are looked at, and what only measuring can tell
 * is measured, once. In a worker. The bundled model is known to belong on the processor and waits for none of it.
 */
import { choicesHere, type Decision, worthMeasuring } from './choice.ts';
import { askMachine, type Machine, machineName, processorHere, type Speed } from './machine.ts';
import { ModelConfig } from './model_config.ts';
import type { ReadFile } from './model_files.ts';
import { type Shape, shapeOf } from './needs.ts';
import { probe } from './probe/probe.ts';
import type { ModelRow } from './registry.ts';
import type { Dtype } from './types.ts';
import { hasOperator, largestWeight } from './wasm/external_weights.ts';
import type { WeightSource } from './weight_source.ts';

/** What was measured, and of which machine. No more than numbers and the card's name: kept while the browser runs. */
export interface Measured {
  readonly machine: string;
  readonly speed: Speed;
}

export interface Situation {
  readonly row: ModelRow;
  readonly readFile: ReadFile;
  readonly sourceOf?: ((path: string) => Promise<WeightSource>) | undefined;
  readonly limitBytes: number;
  readonly measured?: Measured | undefined;
}

export interface Decided {
  readonly decision: Decision;
  /** What is known of the machine's speed now. */
  readonly measured: Measured | undefined;
}

/** Never rejects: what cannot be asked, read or measured is not known. */
export async function decideHere(situation: Situation, ask = askMachine, measure = probe): Promise<Decided> {
  const { row, limitBytes } = situation;
  if (row.dialect === 'slots')
    return { decision: choicesHere(row, processorHere(), { limitBytes }), measured: situation.measured };
  const machine = await ask();
  const name = machineName(machine);
  const known = situation.measured?.machine === name ? situation.measured.speed : undefined;
  const shapes = await shapesOf(situation, machine);
  const decide = (speed: Speed | undefined): Decision =>
    choicesHere(row, speed === undefined ? machine : { ...machine, speed }, { limitBytes, shapes });
  const decision = decide(known);
  const wanted = worthMeasuring(decision);
  if (!wanted.processor && !wanted.graphics) return { decision, measured: situation.measured };
  const speed = { ...known, ...(await measure(machine, wanted)) };
  return { decision: decide(speed), measured: { machine: name, speed } };
}

async function shapesOf(
  { row, readFile, sourceOf }: Situation,
  { gpu }: Machine,
): Promise<Partial<Record<Dtype, Shape>>> {
  const config = await readFile('config.json')
    .then((bytes) => ModelConfig.parse(JSON.parse(new TextDecoder().decode(bytes))))
    .catch(() => undefined);
  if (config === undefined) return {};
  const onCard = gpu === undefined || gpu.software ? [] : row.backends.webgpu.dtypes;
  const shapes: Partial<Record<Dtype, Shape>> = {};
  for (const [dtype, { files }] of Object.entries(row.weights)) {
    const looked = dtype === 'q8' || onCard.includes(dtype as Dtype);
    const graph = looked ? files[0]?.path : undefined;
    const source = graph === undefined ? undefined : await sourceOf?.(graph).catch(() => undefined);
    shapes[dtype as Dtype] = {
      ...shapeOf(config),
      largestWeight: source === undefined ? 0 : largestWeight(source),
      blocks: source !== undefined && hasOperator(source, 'MatMulNBits'),
    };
  }
  return shapes;
}
