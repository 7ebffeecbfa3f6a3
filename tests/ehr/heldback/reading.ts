/** Reads the held-back pages with the generic reader alone, in real Chromium, over loopback (frames share an origin there). */
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type * as Ehr from '../../../src/ehr/read.ts';
import { serveFile } from '../../../tools/epicrisis/serve-folder.ts';
import { bundleEhr, launch } from '../bundle.ts';
import { type Header, type HeaderScore, headerValues, scoreHeader } from './header.ts';
import { type HeldBack, heldBack, type ReadFact, type Score, score } from './score.ts';

export const READER = resolve(import.meta.dirname, '../../../src/ehr/read.ts');

export interface Scored extends HeldBack {
  readonly score: Score;
  readonly header: HeaderScore;
}

interface Page {
  readonly facts: readonly ReadFact[];
  readonly header: Header;
}

const readPage = async (browser: Browser, script: string, url: string): Promise<Page> => {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForTimeout(150);
    await page.evaluate(script);
    const record = await page.evaluate(async () => {
      const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
      const answer = await EHR.readChart(document, {
        adapters: [],
        url: location.href,
        now: new Date(0),
        signal: new AbortController().signal,
      });
      return answer.ok ? answer.value.record : null;
    });
    return {
      facts: record?.facts.map(({ kind, moment, text, code }) => ({ kind, moment, text, code })) ?? [],
      header: record ? headerValues(record) : {},
    };
  } finally {
    await page.close();
  }
};

/** @param halves any of `HALVES` */
export const scoreHalves = async (halves: readonly string[]): Promise<Scored[]> => {
  const [browser, script, server] = await Promise.all([
    launch(),
    bundleEhr(READER),
    serveFile(resolve(import.meta.dirname, 'index.html')),
  ]);
  try {
    const scored: Scored[] = [];
    for (const page of halves.flatMap(heldBack)) {
      const { facts, header } = await readPage(
        browser,
        script,
        new URL(`${page.half}/${page.name}.html`, server.url).href,
      );
      scored.push({
        ...page,
        score: score(page.sheet, facts),
        header: scoreHeader(page.sheet.header, header),
      });
    }
    return scored;
  } finally {
    await browser.close();
    await server.close();
  }
};
