/**
 * `npm run -s epicrisis -- --page <URL | file.html> … --json`: the product as a physician uses it, for maintainers and
 * for checking. Result on standard output alone, words on standard error, status 1 where there is no epicrisis.
 */
import { launchExtension } from '../../tests/harness/extension.ts';
import { ensureExtension } from '../build.ts';
import { codeDoubts } from '../code-doubts.ts';
import { explain, log } from '../failure.ts';
import { giveModel } from '../give-model.ts';
import { ensureBrowser } from '../install-browser.ts';
import { givenModel } from '../model-argument.ts';
import { adapterTexts } from './adapter.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { choose, foreign, type Outcome, openPage, runJob, type Wishes } from './job.ts';
import { takePicture } from './picture.ts';
import { serveFile } from './serve-folder.ts';
import { giveTaught, readByTaught } from './taught.ts';

/** What a program is told to load, it loads; the settings' largest value. */
const LARGEST_MB = 16_000;

async function run(asked: Arguments): Promise<Outcome> {
  const model = asked.model === undefined || asked.model === 'template' ? undefined : givenModel(asked.model);
  await ensureExtension();
  ensureBrowser();
  const at = asked.page ?? { url: 'about:blank' };
  const served = 'file' in at ? await serveFile(at.file) : undefined;
  const url = 'url' in at ? at.url : (served?.url ?? '');
  const extension = await launchExtension();
  try {
    const wishes: Wishes = {
      ...(asked.model === undefined ? {} : { model: model?.id ?? asked.model }),
      ...(model === undefined || model.bundled ? {} : { modelSizeLimitMB: LARGEST_MB }),
      ...(asked.form === undefined ? {} : { form: asked.form }),
      ...(asked.adapter === undefined ? {} : { adapters: adapterTexts(asked.adapter, served?.url) }),
    };
    if (model !== undefined) await giveModel(extension, model);
    await choose(extension, wishes);
    const taught = asked.taught === undefined ? undefined : adapterTexts(asked.taught, served?.url);
    if (taught !== undefined) await giveTaught(extension, taught);
    const page = await openPage(extension, url);
    const { panel, ...outcome } = await runJob(extension, page, {
      wishes,
      insert: asked.insert,
      fhir: asked.fhir,
    });
    if (taught !== undefined) readByTaught(taught, outcome.record);
    for (const address of foreign(outcome.network)) log(`requested from outside: ${address}`);
    if (asked.screenshot !== undefined) await takePicture(page, panel, asked.screenshot);
    // In the panel its worker adds them after the text.
    return { ...outcome, check: [...outcome.check, ...(await codeDoubts(outcome.record))] };
  } finally {
    await extension.close();
    await served?.close();
  }
}

try {
  const asked = readArguments(process.argv.slice(2));
  const outcome = await run(asked);
  process.stdout.write(asked.json ? `${JSON.stringify(outcome, null, 2)}\n` : `${outcome.text}\n`);
} catch (thrown) {
  const error = explain(thrown);
  log(`${error.code}: ${error.message}`);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error })}\n`);
  process.exitCode = 1;
}
