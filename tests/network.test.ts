/** No patient data leaves the machine: what the browser itself recorded of a whole job. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serveDemo } from '../demo/serve.ts';
import { launchExtension, ROOT } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

/** Every URL in Chromium's own record of its network, the extension's files not among them (they are not network). */
function networkOf(log: string): string[] {
  return [...new Set([...log.matchAll(/"url":"((?:https?|wss?):[^"]+)"/g)].flatMap(([, url]) => url ?? []))];
}

it("a job requests the extension's own files and nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'epicrisis-network-'));
  const record = join(folder, 'net.json');
  const demo = await serveDemo();
  const extension = await launchExtension({ args: [`--log-net-log=${record}`] });
  try {
    const page = await extension.open(`${demo.url}#/ficha/204518`);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    await panel.press('insert');
    await expect
      .poll(() => page.locator('#txtResumen').inputValue(), { timeout: 10_000 })
      .toContain('(I21.0)');
    expect(extension.requests.length).toBeGreaterThan(5);
    expect(extension.requests.filter((url) => !url.startsWith(ROOT))).toEqual([]);
  } finally {
    await extension.close();
    await demo.close();
  }
  const network = networkOf(readFileSync(record, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const { origin } = new URL(demo.url);
  // The page's own files; none of them asked for by the extension, none carrying anything of the chart.
  expect(network.filter((url) => new URL(url).origin !== origin)).toEqual([]);
  expect(network.filter((url) => /canelo|I21|45\.?433/i.test(decodeURIComponent(url)))).toEqual([]);
});
