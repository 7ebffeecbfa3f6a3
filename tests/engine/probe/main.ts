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
  /** Without the time limit; null without a card. */
  readonly graphics: GraphicsSpeed | null;
  /** Both as the product asks for them: what came in time. */
  readonly inTime: readonly string[];
}

declare global {
  var measure: () => Promise<Found>;
}

globalThis.measure = async () => {
  const machine = await askMachine();
  const processor = probeProcessor();
  const adapter = (await navigator.gpu?.requestAdapter()) ?? null;
  const graphics = adapter && (await probeGraphics(adapter));
  const inTime = Object.keys(await probe(machine, { processor: true, graphics: true }));
  return { machine, processor, graphics, inTime };
};
