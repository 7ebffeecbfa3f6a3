/** One click on one page in a real browser with the built extension: what was read, written, inserted and requested. */
import type { Page } from 'playwright-core';
import type { Epicrisis, Finding } from '../../src/epicrisis/types.ts';
import { shownVersion, type Tab, type Tokens, versionText } from '../../src/panel/state/tab.ts';
import { textForTarget } from '../../src/panel/text.ts';
import type { ClinicalRecord } from '../../src/record/schema.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { type Extension, ROOT } from '../../tests/harness/extension.ts';
import { Failure, log } from '../failure.ts';
import { fieldHolding } from './fields.ts';
import { addFhir, insertText, whenDone } from './panel-view.ts';
import { pressTime } from './press-time.ts';

export interface Outcome {
  readonly record: ClinicalRecord;
  readonly document: Epicrisis;
  readonly text: string;
  readonly check: readonly Finding[];
  /** The field's value read back from the page; null without insertion. */
  readonly inserted: string | null;
  /** `readMs`: the reading alone. The others from the press of the button to the text on the screen. */
  readonly timing: { readonly readMs: number; readonly firstTextMs: number; readonly totalMs: number };
  readonly tokens: Tokens;
  readonly network: readonly string[];
  readonly model: string;
  readonly backend: string;
}

/** Settings that differ from the defaults. */
export type Wishes = Partial<Pick<Settings, 'model' | 'modelSizeLimitMB' | 'form' | 'adapters'>>;

/** Stores the user's choices, as the options page does. */
export async function choose(extension: Extension, wishes: Wishes): Promise<void> {
  const worker = await extension.serviceWorker();
  await worker.evaluate((values) => chrome.storage.local.set(values), wishes);
}

/** Opens the page and waits until it has stopped building itself. @throws Failure E_PAGE */
export async function openPage(extension: Extension, url: string): Promise<Page> {
  const page = await extension.context.newPage();
  try {
    const response = await page.goto(url);
    if (response !== null && response.status() >= 400) throw new Error(`HTTP status ${response.status()}`);
  } catch (thrown) {
    const [why] = String(thrown instanceof Error ? thrown.message : thrown).split('\n', 1);
    throw new Failure('E_PAGE', `${url} does not open: ${why}`);
  }
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
  await page.evaluate(quiet, { forMs: 250, atMostMs: 3000 }).catch(() => undefined);
  return page;
}

/** Runs in the page: resolves when nothing in it has changed for a while. */
function quiet({ forMs, atMostMs }: { forMs: number; atMostMs: number }): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(done, forMs);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, forMs);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(done, atMostMs);
  });
}

/**
 * Presses the toolbar button and waits for the end.
 * @throws Failure with the panel's code where it shows an error; E_LOCKED where policy holds another value than wished;
 * E_MODEL_… where the wished model did not write
 */
export async function runJob(
  extension: Extension,
  page: Page,
  {
    wishes = {},
    insert = false,
    fhir,
  }: { readonly wishes?: Wishes; readonly insert?: boolean; readonly fhir?: string | undefined } = {},
): Promise<Outcome & { readonly panel: Page }> {
  const before = extension.requests.length;
  const pressed = pressTime(extension);
  const panel = await extension.click(page);
  const pressedAt = pressed();
  const { tab, settings, marks } = fhir === undefined ? await whenDone(panel) : await addFhir(panel, fhir);
  if (settings !== null) obeyed(wishes, settings);
  const version = shownVersion(tab);
  if (version === null || version.end === null || tab.chart === null) {
    throw new Failure('E_INTERNAL', 'the panel says that it is done and shows nothing');
  }
  if (version.fallback !== null) fellBack(version.fallback, wishes);

  const first = marks.findLast(({ phase }) => phase === 'reading')?.at ?? 0;
  const at = (phase: string): number | undefined => marks.find((m) => m.phase === phase && m.at >= first)?.at;
  const doneAt = at('done') ?? Date.now();
  const inserted = insert ? await insertedInto(page, panel) : null;
  return {
    record: tab.chart.record,
    document: version.document,
    text: versionText(version),
    check: version.check,
    inserted,
    timing: {
      readMs: Math.round(tab.chart.readMs),
      firstTextMs: Math.round((at('writing') ?? doneAt) - pressedAt),
      totalMs: Math.round(doneAt - pressedAt),
    },
    tokens: version.tokens,
    network: [...new Set(extension.requests.slice(before))],
    model: version.end.model,
    backend: version.end.backend,
    panel,
  };
}

/** The requests that went anywhere but to the extension's own files. */
export const foreign = (network: readonly string[]): string[] =>
  network.filter((url) => !url.startsWith(ROOT) && !url.startsWith(`blob:${ROOT}`));

async function insertedInto(page: Page, panel: Page): Promise<string> {
  const tab: Tab = await insertText(panel);
  const version = shownVersion(tab);
  const { insertion } = tab;
  const target =
    insertion.step === 'inserted' ? tab.targets.find(({ id }) => id === insertion.written[0]) : undefined;
  if (version === null || target === undefined) {
    throw new Failure('E_NO_FIELD', `nothing was inserted: the panel says "${insertion.step}"`);
  }
  log(`inserted into "${target.label}"`);
  const value = await fieldHolding(page, textForTarget(version, target));
  if (value === undefined) throw new Failure('E_FIELD_REJECTED', `no field of the page holds the text`);
  return value;
}

function obeyed(wishes: Wishes, settings: Settings): void {
  for (const key of ['model', 'form'] as const) {
    const wish = wishes[key];
    if (wish === undefined || wish === settings[key]) continue;
    throw new Failure('E_LOCKED', `a policy on this machine holds ${key} at "${settings[key]}"`);
  }
}

function fellBack(
  why: { readonly code: string; readonly detail?: string | undefined },
  wishes: Wishes,
): void {
  const detail = why.detail === undefined ? '' : ` (${why.detail})`;
  if (wishes.model !== undefined) {
    throw new Failure(why.code, `the model "${wishes.model}" could not be used${detail}`);
  }
  log(`${why.code}: the model could not be used, the template wrote${detail}`);
}
