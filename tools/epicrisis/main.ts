/**
 * `npm run -s epicrisis -- --page <URL | file.html> … --json`: the product as a physician uses it, for maintainers and
 * for checking. Result on standard output alone, words on standard error, status 1 where there is no epicrisis.
 */
import { launchExtension } from '../../tests/harness/extension.ts';
import { ensureExtension } from '../build.ts';
import { explain, log } from '../failure.ts';
import { ensureBrowser } from '../install-browser.ts';
import { adapterTexts } from './adapter.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { choose, foreign, type Outcome, openPage, runJob, type Wishes } from './job.ts';
import { takePicture } from './picture.ts';
import { serveFile } from './serve-folder.ts';

async function run(asked: Arguments): Promise<Outcome> {
  await ensureExtension();
  ensureBrowser();
  const served = 'file' in asked.page ? await serveFile(asked.page.file) : undefined;
  const url = 'url' in asked.page ? asked.page.url : (served?.url ?? '');
  const extension = await launchExtension();
  try {
    const wishes: Wishes = {
      ...(asked.model === undefined ? {} : { model: asked.model }),
      ...(asked.form === undefined ? {} : { form: asked.form }),
      ...(asked.adapter === undefined ? {} : { adapters: adapterTexts(asked.adapter, served?.url) }),
    };
    await choose(extension, wishes);
    const page = await openPage(extension, url);
    const { panel, ...outcome } = await runJob(extension, page, { wishes, insert: asked.insert });
    for (const address of foreign(outcome.network)) log(`requested from outside: ${address}`);
    if (asked.screenshot !== undefined) await takePicture(page, panel, asked.screenshot);
    return outcome;
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
