/**
 * The one offscreen document that hosts the model. Chromium allows a single one, and the worker that made it may have
 * died since, so the browser is asked whether it exists, never a variable; callers at the same time share one promise.
 */
import { logThrown } from '../shared/log.ts';
import { err, ok, type Result } from '../shared/result.ts';

const PAGE = 'src/offscreen/index.html';

let creating: Promise<Result<null>> | undefined;

/** Resolves when the document exists and listens. `E_BACKEND` where the browser refuses it. */
export function ensureOffscreen(): Promise<Result<null>> {
  creating ??= create().finally(() => {
    creating = undefined;
  });
  return creating;
}

async function create(): Promise<Result<null>> {
  if (await exists()) return ok(null);
  try {
    await chrome.offscreen.createDocument({
      url: PAGE,
      reasons: [chrome.offscreen.Reason.WORKERS],
      justification:
        'Runs the language model that writes the document, with its threads, inside this computer.',
    });
    return ok(null);
  } catch (thrown) {
    // A worker that died while creating it may have succeeded all the same.
    if (await exists()) return ok(null);
    logThrown('background', 'E_BACKEND', thrown);
    return err('E_BACKEND', undefined, 'offscreen document refused');
  }
}

async function exists(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
    documentUrls: [chrome.runtime.getURL(PAGE)],
  });
  return contexts.length > 0;
}
