/** GNU Health running on loopback with a database of its own, charted with the invented patients through its own API. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../harness/until.ts';
import { bedPatients } from '../patients.ts';
import { type Built, configured, PASSWORD } from './build.ts';
import { type Charted, Charting } from './chart.ts';
import { Tryton } from './rpc.ts';

export interface GnuHealth {
  /** The web client's address, with a final slash. */
  readonly url: string;
  readonly charted: readonly Charted[];
  /** What the database holds, past the page. */
  readonly tryton: Tryton;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((on) => server.listen(0, '127.0.0.1', on));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((on) => server.close(() => on()));
  return port;
}

export async function serveGnuHealth({ folder, python }: Built): Promise<GnuHealth> {
  const data = mkdtempSync(join(tmpdir(), 'gnuhealth-'));
  copyFileSync(join(folder, 'health.sqlite'), join(data, 'health.sqlite'));
  const port = await freePort();
  const config = configured(data, join(folder, 'sao'), port);
  const process = spawn(
    python,
    ['-W', 'ignore', join(folder, 'venv/bin/trytond'), '-c', config, '-d', 'health'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  process.stderr.on('data', (piece: Buffer) => {
    said = (said + piece.toString()).slice(-2000);
  });
  const url = `http://127.0.0.1:${port}/`;
  const ended = new Promise<void>((on) => process.once('exit', () => on()));
  const close = async (): Promise<void> => {
    process.kill();
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const tryton = await until(
      'GNU Health',
      async () => {
        if (process.exitCode !== null) throw new Error(said);
        return Tryton.login(`${url}health/`, 'admin', PASSWORD);
      },
      120_000,
    );
    const charting = new Charting(tryton);
    await charting.prepare('Andrea Paz Olave Ríos');
    const charted: Charted[] = [];
    for (const patient of bedPatients) charted.push(await charting.chart(patient));
    return { url, charted, tryton, close };
  } catch (thrown) {
    await close();
    throw new Error(`${thrown}\n${said}`);
  }
}
