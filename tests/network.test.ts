/** No patient data leaves the machine: what the browser itself recorded of a whole job. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serveDemo } from '../demo/serve.ts';
import { launchExtension, ROOT } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

interface NetEvent {
  readonly params?: { readonly url?: string; readonly initiator?: string };
}

/**
 * What Chromium's own record of its network says was requested by a page or an extension, and by whom. The browser's own
 * requests (updates, accounts) name no page; the extension's files are not network and are not in it.
 */
function requestsOf(record: string): { url: string; by: string }[] {
  const { events } = JSON.parse(record) as { events: NetEvent[] };
  return events.flatMap(({ params }) => {
    const { url, initiator } = params ?? {};
    const page = initiator !== undefined && /^(https?|chrome-extension):/.test(initiator);
    return url === undefined || !page ? [] : [{ url, by: initiator }];
  });
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
  const requests = requestsOf(readFileSync(record, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const { origin } = new URL(demo.url);
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter(({ by }) => by !== origin)).toEqual([]);
  expect(requests.filter(({ url }) => new URL(url).origin !== origin)).toEqual([]);
});
