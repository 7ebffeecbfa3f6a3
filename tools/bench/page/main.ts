/** The bench's page: takes a task, loads its way of decoding, and runs it as often as it is told. */
import type { Outcome, Runner, Task } from '../protocol.ts';
import { ours } from './ours.ts';
import { oursNoJump } from './ours-no-jump.ts';
import { stock } from './stock.ts';

declare global {
  var runTask: (task: Task) => Promise<Outcome>;
}

globalThis.runTask = async (task) => {
  const started = performance.now();
  const runner = await load(task);
  const loadMs = performance.now() - started;
  for (let run = 0; run < task.warmUps; run++) await runner.run();
  const runs = [];
  for (let run = 0; run < task.runs; run++) runs.push(await runner.run());
  return { loadMs, runs };
};

function load(task: Task): Promise<Runner> {
  switch (task.variant) {
    case 'ours':
      return ours(task);
    case 'ours-no-jump':
      return oursNoJump(task);
    case 'stock-free':
    case 'stock-constrained':
      return stock(task);
  }
}
