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
  const control = await browser.newBrowserCDPSession();
  const { processInfo } = (await control.send('SystemInfo.getProcessInfo')) as { processInfo: ProcessInfo[] };
  await control.detach();
  const peaks = processInfo.filter(({ type }) => type === 'renderer').flatMap(({ id }) => peakOf(id));
  return peaks.length === 0 ? null : round(Math.max(...peaks) / 1024);
}

/** In kB; none where the process has gone or this is no Linux. */
function peakOf(pid: number): number[] {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? [] : [Number(found)];
  } catch {
    return [];
  }
}
