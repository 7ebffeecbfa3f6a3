/**
 * `npm run demo`: the product on the demo EHR, from nothing. Builds what is stale, installs a browser where there is none,
 * serves the demo and opens it with the extension loaded and the panel writing. Without a display (or with `--headless`,
 * or in CI) it saves a picture, prints the epicrisis and ends.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveDemo } from '../../demo/serve.ts';
import { type Extension, launchExtension } from '../../tests/harness/extension.ts';
import { ensureDemo, ensureExtension } from '../build.ts';
import { type Outcome, openPage, runJob } from '../epicrisis/job.ts';
import { takePicture } from '../epicrisis/picture.ts';
import { explain, Failure, log } from '../failure.ts';
import { ensureBrowser } from '../install-browser.ts';
import { makeProfile } from './profile.ts';
import { untilClosed } from './until-closed.ts';

const PICTURE = resolve(import.meta.dirname, '../../build/demo-panel.png');
/** A chart with everything in it: an infarction, treated and discharged. */
const FICHA = '204518';

function readArguments(): { readonly headless: boolean; readonly ficha: string } {
  try {
    const { values } = parseArgs({
      options: { headless: { type: 'boolean', default: false }, ficha: { type: 'string', default: FICHA } },
    });
    return { headless: values.headless || !hasDisplay(), ficha: values.ficha };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Failure('E_BAD_ARGUMENT', `${why}\nnpm run demo -- [--headless] [--ficha NUMBER]`);
  }
}

function hasDisplay(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI !== undefined && CI !== '' && CI !== 'false') return false;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

async function show(extension: Extension, url: string): Promise<void> {
  const page = await openPage(extension, url);
  for (const other of extension.context.pages()) if (other.url() === 'about:blank') await other.close();
  await extension.click(page);
  log(
    'The panel is open beside the chart. Other patients: the list under the bed icon, then the toolbar button',
  );
  log('or Alt+Shift+E. Everything in this EHR is invented. Close the browser to end.');
  await untilClosed(extension);
}

async function print(extension: Extension, url: string): Promise<void> {
  const page = await openPage(extension, url);
  const { panel, ...outcome } = await runJob(extension, page);
  await takePicture(page, panel, PICTURE);
  process.stdout.write(`${outcome.text.trimEnd()}\n\n${figures(outcome)}\nPicture: ${PICTURE}\n`);
}

/** Browser just opened: the figures hold the start of the panel and the loading of the model. */
function figures({ timing, tokens, model, backend, record, network }: Outcome): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const forced = tokens.output === 0 ? 0 : Math.round((100 * tokens.forced) / tokens.output);
  const outside = network.filter((url) => !url.startsWith('chrome-extension://')).length;
  return [
    `Cold start: chart read in ${seconds(timing.readMs)} (${record.facts.length} facts), first text ${seconds(timing.firstTextMs)} after the click, all of it ${seconds(timing.totalMs)}.`,
    `Model: ${model} (${backend}); ${tokens.output} tokens in ${tokens.modelCalls} calls, ${forced} % forced.`,
    `Network: ${network.length} files of the extension's own, ${outside} of anybody else's.`,
  ].join('\n');
}

try {
  const { headless, ficha } = readArguments();
  await ensureExtension();
  await ensureDemo();
  ensureBrowser();
  const demo = await serveDemo();
  const url = `${demo.url}#/ficha/${encodeURIComponent(ficha)}`;
  log(`demo EHR: ${url}`);
  const profile = makeProfile();
  const extension = await launchExtension({ headless, userDataDir: profile.folder });
  try {
    await (headless ? print : show)(extension, url);
  } finally {
    await extension.close();
    await demo.close();
    profile.remove();
  }
} catch (thrown) {
  const { code, message } = explain(thrown);
  log(`${code}: ${message}`);
  process.exitCode = 1;
}
