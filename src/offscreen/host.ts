/**
 * The offscreen document: the engine on the browser's edges. Panels connect straight to it, not through the service
 * worker, which may die in mid-sentence.
 */

import { findDrugNames } from '../catalog/formulary.ts';
import { warmPrompt, writeEpicrisis } from '../epicrisis/write.ts';
import { logError } from '../shared/log.ts';
import { BackgroundToPanel, ENGINE_PORT, type EngineToPanel, PanelToEngine } from '../shared/messages.ts';
import { err } from '../shared/result.ts';
import { isBackground, isOwnPage, self as ourselves } from '../shared/sender.ts';
import { defaultSettings } from '../shared/settings.ts';
import { openEngine } from './engine.ts';
import type { Panel } from './job.ts';
import { loadInWorker } from './load-model.ts';
import { keepModel } from './models.ts';

/** A model takes memory that the rest of the computer may want; an hour after the last panel it goes. */
const IDLE_MS = 60 * 60_000;

const panels = new Set<Panel>();
let idle: ReturnType<typeof setTimeout> | undefined;

const models = keepModel(loadInWorker, (model, now) => tellAll({ type: 'model/progress', model, ...now }));

// The click has just made this document: while the panel opens and the chart is read, the usual model loads. Which model
// the settings name is known only later, and nearly always it is this one; a failure shows when a job asks again.
void models.get(defaultSettings.model).then(() => models.rest());
// The check's index of drug names, which would otherwise be built when the physician waits for it.
requestIdleCallback(() => findDrugNames('paracetamol'), { timeout: 3000 });

const engine = openEngine({
  models,
  write: writeEpicrisis,
  warmPrompt,
  now: () => performance.now(),
  fellBack: (why) => logError('offscreen', why),
  later: (ms, task) => void setTimeout(task, ms),
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== ENGINE_PORT) return;
  if (!isOwnPage('panel', port.sender, ourselves())) {
    logError('offscreen', 'E_BAD_SENDER');
    port.disconnect();
    return;
  }
  const panel = panelAt(port);
  panels.add(panel);
  clearTimeout(idle);
  port.onMessage.addListener((raw: unknown) => hear(panel, raw));
  port.onDisconnect.addListener(() => {
    panels.delete(panel);
    engine.gone(panel);
    if (panels.size === 0) idle = setTimeout(() => (engine.busy() ? undefined : window.close()), IDLE_MS);
  });
});

/** The background's word that a tab was closed: its text goes with it. */
chrome.runtime.onMessage.addListener((raw: unknown, sender) => {
  if (!isBackground(sender, ourselves())) return;
  const message = BackgroundToPanel.safeParse(raw);
  if (message.success && message.data.type === 'tab/closed') engine.tabClosed(message.data.tabId);
});

function hear(panel: Panel, raw: unknown): void {
  const message = PanelToEngine.safeParse(raw);
  if (message.success) {
    engine.heard(panel, message.data);
    return;
  }
  logError('offscreen', 'E_BAD_MESSAGE');
  panel.send({ type: 'job/refused', jobId: '', error: err('E_BAD_MESSAGE').error });
}

function panelAt(port: chrome.runtime.Port): Panel {
  return {
    send(message) {
      // A Port closes when its panel does, and the news of it may come later than the next snapshot.
      try {
        port.postMessage(message);
      } catch {
        panels.delete(this);
      }
    },
  };
}

function tellAll(message: EngineToPanel): void {
  for (const panel of panels) panel.send(message);
}
