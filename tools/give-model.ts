/**
 * Brings a model's folder into the extension as the options page does when somebody picks it: through that page's own
 * store worker, which verifies and copies the files. No button is pressed, so that the page's looks are no part of it.
 */
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { FromStore, ToStore } from '../src/options/store-messages.ts';
import { type Extension, ROOT } from '../tests/harness/extension.ts';
import { Failure, log } from './failure.ts';
import { filesFor, type GivenModel } from './model-argument.ts';

/** Larger than any model: what a program is told to load, it loads. */
const LIMIT_BYTES = 16_000_000_000;
const OPTIONS = `${ROOT}src/options/index.html`;
const STORE_WORKER = /store-worker/;

/** @throws Failure with the store's code; E_BACKEND where the folder has nothing that a browser runs */
export async function giveModel(extension: Extension, model: GivenModel): Promise<void> {
  if (model.bundled) return;
  const files = filesFor(model, ['wasm', 'webgpu']);
  const page = await extension.context.newPage();
  try {
    await page.goto(OPTIONS);
    const worker = page.workers().find((one) => STORE_WORKER.test(one.url())) ?? (await storeWorker(page));
    await page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.multiple = true;
      input.id = 'given';
      document.body.append(input);
    });
    log(`giving ${model.id} to the extension: ${files.join(', ')}`);
    await page.locator('#given').setInputFiles(files.map((path) => join(model.folder, path)));
    const answer = await page.evaluate(bring, {
      worker: worker.url(),
      id: model.id,
      name: basename(model.folder),
      files,
      limitBytes: LIMIT_BYTES,
    });
    if (!answer.ok)
      throw new Failure(answer.error.code, JSON.stringify(answer.error.params ?? answer.error.detail));
  } finally {
    await page.close();
  }
}

const storeWorker = (page: Page) => page.waitForEvent('worker', (one) => STORE_WORKER.test(one.url()));

interface Errand {
  readonly worker: string;
  readonly id: string;
  readonly name: string;
  readonly files: readonly string[];
  readonly limitBytes: number;
}

/**
 * Runs in the options page: a store worker of our own, asked as the page asks its own. No function in it has a name: the
 * programs' compiler would call a helper for it that the page lacks.
 */
function bring({ worker, id, name, files, limitBytes }: Errand): Promise<Answer> {
  const input = document.querySelector<HTMLInputElement>('#given');
  const given = [...(input?.files ?? [])].map((file, at) => ({ path: files[at] ?? file.name, file }));
  const store = new Worker(worker, { type: 'module' });
  const { port2 } = new MessageChannel();
  return new Promise((resolve) => {
    store.addEventListener('error', () =>
      resolve({ ok: false, error: { code: 'E_STORE', detail: 'the store worker failed' } }),
    );
    store.addEventListener('message', ({ data }: MessageEvent<FromStore>) => {
      if (data.type !== 'granted') return;
      store.terminate();
      resolve(data.result.ok ? { ok: true } : data.result);
    });
    store.postMessage({ type: 'courier', port: port2 } satisfies ToStore, [port2]);
    store.postMessage({
      type: 'wish',
      n: 1,
      wish: {
        type: 'bring',
        id,
        given: { kind: 'folder', name, files: given },
        origin: { kind: 'folder', place: name },
        limitBytes,
      },
    } satisfies ToStore);
  });
}

type Answer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: string;
        readonly params?: unknown;
        readonly detail?: string | undefined;
      };
    };
