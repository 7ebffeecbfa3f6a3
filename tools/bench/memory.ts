/** The highest resident memory of a browser's pages, as Linux keeps it. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { round } from './median.ts';

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

/** The same of a page that holds nothing: Chromium's own code and a heap at its start. */
export async function emptyPageMB(browser: Browser, url: string): Promise<number | null> {
  const context = await browser.newContext();
  try {
    await (await context.newPage()).goto(url);
    return await peakMB(browser);
  } finally {
    await context.close();
  }
}

/** Of the largest page's process; null where the system does not tell. */
export async function peakMB(browser: Browser): Promise<number | null> {
  const peaks = (await renderers(browser)).flatMap((pid) => peakOf(pid));
  return peaks.length === 0 ? null : megabytes(Math.max(...peaks));
}

/**
 * What of a memory of WebAssembly's of this size has ever been written: it grows by a fifth at a time, and what nothing has
 * touched is no memory of the machine's. Null where the system does not tell.
 */
export async function touchedMB(browser: Browser, bytes: number): Promise<number | null> {
  for (const pid of await renderers(browser)) {
    const touched = touchedOf(pid, bytes);
    if (touched !== undefined) return megabytes(touched);
  }
  return null;
}

async function renderers(browser: Browser): Promise<number[]> {
  const control = await browser.newBrowserCDPSession();
  const { processInfo } = (await control.send('SystemInfo.getProcessInfo')) as { processInfo: ProcessInfo[] };
  await control.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

const megabytes = (kB: number): number => round((kB * 1024) / 1e6);

/** In kB; none where the process has gone or this is no Linux. */
function peakOf(pid: number): number[] {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? [] : [Number(found)];
  } catch {
    return [];
  }
}

/** Of the mapping of just this size, in kB. */
function touchedOf(pid: number, bytes: number): number | undefined {
  try {
    const maps = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
    const map = maps.find((map) => sizeOf(map) === bytes && / rw/.test(map.slice(0, 80)));
    const found = map && /^Rss:\s+(\d+) kB$/m.exec(map)?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}

function sizeOf(map: string): number {
  const kB = /^Size:\s+(\d+) kB$/m.exec(map)?.[1];
  return Number(kB ?? 0) * 1024;
}
