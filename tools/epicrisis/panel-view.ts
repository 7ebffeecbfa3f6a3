/** What the panel shows, asked through its inspector (`src/panel/inspect.ts`), and its buttons pressed as a person does. */
import type { Page } from 'playwright-core';
import type { Inspector } from '../../src/panel/inspect.ts';
import type { Phase, Tab } from '../../src/panel/state/tab.ts';
import type { AppError } from '../../src/shared/result.ts';
import { until } from '../../tests/harness/until.ts';
import { Failure } from '../failure.ts';

/** A chart of a thousand entries on a slow computer takes its time. */
const JOB_TIMEOUT_MS = 120_000;
const INSERT_TIMEOUT_MS = 30_000;
const TARGETS_TIMEOUT_MS = 10_000;

const ENDS: readonly Phase[] = ['done', 'stopped', 'failed'];

declare global {
  /** In the panel's page alone. */
  var epicrisis: Inspector | undefined;
}

interface Seen {
  readonly tab: Tab | null;
  readonly trouble: AppError | null;
  readonly settings: ReturnType<Inspector['settings']>;
  readonly marks: ReturnType<Inspector['marks']>;
}

/** Everything at one moment; undefined while the panel is still starting. */
const look = (panel: Page): Promise<Seen | undefined> =>
  panel.evaluate(() => {
    const { epicrisis } = globalThis;
    return epicrisis === undefined
      ? undefined
      : {
          tab: epicrisis.tab(),
          trouble: epicrisis.trouble(),
          settings: epicrisis.settings(),
          marks: epicrisis.marks(),
        };
  });

/** Waits for the end of the job. @throws Failure with the code that the panel shows, and its words */
export async function whenDone(panel: Page): Promise<Seen & { readonly tab: Tab }> {
  const seen = await until(
    'the end of the job',
    async () => {
      const now = await look(panel);
      const ended = now?.tab !== null && now?.tab !== undefined && ENDS.includes(now.tab.phase);
      return now !== undefined && (now.trouble !== null || ended) ? now : undefined;
    },
    JOB_TIMEOUT_MS,
  ).catch(async () => {
    const state = (await look(panel).catch(() => undefined))?.tab?.phase ?? 'nothing';
    throw new Failure('E_TIMEOUT', `after ${JOB_TIMEOUT_MS / 1000} s the panel still says "${state}"`);
  });
  const trouble = seen.trouble ?? seen.tab?.error;
  if (trouble) throw await shown(panel, trouble);
  if (seen.tab?.phase !== 'done') throw new Failure('E_ABORTED', `the panel says "${seen.tab?.phase}"`);
  return { ...seen, tab: seen.tab };
}

/**
 * Gives the panel a FHIR file, once the page has been read or has turned out to be none, and waits for the text of both.
 * @throws Failure with the code that the panel shows
 */
export async function addFhir(panel: Page, file: string): Promise<Seen & { readonly tab: Tab }> {
  const trouble = await until(
    'the end of the reading',
    async () => {
      const now = await look(panel);
      const ended = now?.tab != null && ENDS.includes(now.tab.phase);
      return now && (now.trouble !== null || ended) ? { error: now.trouble } : undefined;
    },
    JOB_TIMEOUT_MS,
  );
  if (trouble.error !== null) throw await shown(panel, trouble.error);
  await panel.getByTestId('fhir-add').click({ timeout: INSERT_TIMEOUT_MS });
  await panel.getByTestId('fhir-file').setInputFiles(file);
  const inSheet = panel.locator('dialog [data-testid="error"]');
  const told = await until(
    'the reading of the FHIR file',
    async () => {
      const code = (await inSheet.count()) > 0 ? await inSheet.first().getAttribute('data-code') : null;
      if (code !== null) return { error: { code } as AppError };
      const tab = (await look(panel))?.tab;
      if (tab?.notice) return { error: tab.notice };
      return tab?.fhir ? { error: null } : undefined;
    },
    JOB_TIMEOUT_MS,
  );
  if (told.error !== null) throw await shown(panel, told.error);
  return whenDone(panel);
}

/** Presses the panel's own button, confirms the replacement of what a field held; the tab's state afterwards. */
export async function insertText(panel: Page): Promise<Tab> {
  const targets = await until(
    'the fields of the page',
    async () => ((await look(panel))?.tab?.targets.length ? true : undefined),
    TARGETS_TIMEOUT_MS,
  ).catch(() => false);
  if (!targets) throw new Failure('E_NO_FIELD', 'the panel has found no field to write into');
  await panel.getByTestId('insert').click({ timeout: INSERT_TIMEOUT_MS });
  const asked = await insertionAfter(panel, 'asking');
  if (asked.insertion.step !== 'confirm') return asked;
  await panel.getByTestId('confirm-replace').click({ timeout: INSERT_TIMEOUT_MS });
  return insertionAfter(panel, 'asking');
}

async function insertionAfter(panel: Page, step: Tab['insertion']['step']): Promise<Tab> {
  const tab = await until(
    'the insertion',
    async () => {
      const now = (await look(panel))?.tab;
      return now && now.insertion.step !== step ? now : undefined;
    },
    INSERT_TIMEOUT_MS,
  );
  if (tab.notice !== null) throw await shown(panel, tab.notice);
  if (tab.stale !== null) throw new Failure('E_PATIENT_CHANGED', 'the page shows another patient or chart');
  return tab;
}

/** An error with the words that the panel shows for it, and the particulars that it keeps for IT. */
async function shown(panel: Page, { code, params, detail }: AppError): Promise<Failure> {
  const notice = panel.locator(`[data-testid="error"][data-code="${code}"]`).first();
  const lines = await notice.locator('.notice-what, .notice-do').allInnerTexts();
  const particulars = Object.entries(params ?? {}).map(([name, value]) => `${name}: ${value}`);
  if (detail !== undefined) particulars.push(detail);
  const words = lines.join(' ').replace(/\s+/g, ' ').trim() || 'the panel shows no words for it';
  return new Failure(code, particulars.length === 0 ? words : `${words} (${particulars.join(', ')})`);
}
