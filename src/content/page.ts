/**
 * The content script, put into the page by the physician's click. A second copy leaves a living first one alone (it holds
 * what undo needs) and ends one whose extension was reloaded, which can neither hear nor speak any more.
 */
import browser from 'webextension-polyfill';
import { logThrown } from '../shared/log.ts';
import { BackgroundToContent, type ContentToBackground } from '../shared/messages.ts';
import { err, type Result } from '../shared/result.ts';
import { isBackground, self as ourselves } from '../shared/sender.ts';
import { openChart } from './chart.ts';

interface Copy {
  alive(): boolean;
  end(): void;
}

/** Lives in the extension's own world of the page, which the page's scripts can't see. */
declare global {
  var epicrisisContent: Copy | undefined;
}

if (globalThis.epicrisisContent?.alive() !== true) {
  globalThis.epicrisisContent?.end();
  globalThis.epicrisisContent = start();
}

function start(): Copy {
  const ended = new AbortController();
  const chart = openChart(
    document,
    ended.signal,
    (patientKey) => say({ type: 'page/patient', patientKey }),
    (said) => say({ type: 'page/teach', said }),
    () => say({ type: 'page/changed' }),
  );
  const copy: Copy = {
    // The browser takes `runtime.id` away from a content script whose extension was reloaded or removed.
    alive: () => !ended.signal.aborted && browser.runtime.id !== undefined,
    end: () => ended.abort(),
  };

  const listener = (
    message: unknown,
    sender: browser.Runtime.MessageSender,
  ): Promise<Result<unknown>> | undefined => {
    if (!isBackground(sender, ourselves())) return undefined;
    const question = BackgroundToContent.safeParse(message);
    if (!question.success) return Promise.resolve(err('E_BAD_MESSAGE'));
    return chart.answer(question.data).catch((thrown: unknown) => {
      logThrown('content', 'E_INTERNAL', thrown);
      return err('E_INTERNAL');
    });
  };
  browser.runtime.onMessage.addListener(listener);
  ended.signal.addEventListener('abort', () => {
    if (browser.runtime.id !== undefined) browser.runtime.onMessage.removeListener(listener);
  });
  return copy;

  function say(message: ContentToBackground): void {
    if (copy.alive()) browser.runtime.sendMessage(message).catch(() => undefined);
    else copy.end();
  }
}
