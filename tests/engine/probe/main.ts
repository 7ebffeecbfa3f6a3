/** The machine, asked and measured in a page, under the extension's script policy. */
import {
  askMachine,
  type GraphicsSpeed,
  type Machine,
  type ProcessorSpeed,
} from '../../../src/engine/machine.ts';
import { probeGraphics } from '../../../src/engine/probe/graphics.ts';
import { probe } from '../../../src/engine/probe/probe.ts';
import { probeProcessor } from '../../../src/engine/probe/processor.ts';

export interface Found {
  readonly machine: Machine;
  readonly processor: ProcessorSpeed;
  readonly processorMs: number;
  /** Without the time limit; null without a card. */
  readonly graphics: GraphicsSpeed | null;
  readonly graphicsMs: number;
  /** Both as the product asks for them: what came in time. */
  readonly inTime: readonly string[];
  readonly inTimeMs: number;
}

declare global {
  var measure: () => Promise<Found>;
}

globalThis.measure = async () => {
  const machine = await askMachine();
  const [processor, processorMs] = await timed(async () => probeProcessor());
  const adapter = (await navigator.gpu?.requestAdapter()) ?? null;
  const [graphics, graphicsMs] = await timed(async () => adapter && (await probeGraphics(adapter)));
  const [speed, inTimeMs] = await timed(() => probe(machine, { processor: true, graphics: true }));
  return { machine, processor, processorMs, graphics, graphicsMs, inTime: Object.keys(speed), inTimeMs };
};

async function timed<T>(run: () => Promise<T>): Promise<readonly [T, number]> {
  const started = performance.now();
  return [await run(), Math.round(performance.now() - started)];
}
