/**
 * The panel's questions. Each is checked against the settings in force at that moment (policy may have changed since the
 * panel opened), then passed on to the page; what comes back is parsed before it goes on.
 */
import { z } from 'zod';
import {
  answerOf,
  type BackgroundToContent,
  type Binding,
  ContentReadAnswer,
  type HelloAnswer,
  InsertAnswer,
  type PanelToBackground,
  type ReadAnswer,
  TargetsAnswer,
  TeachAnswer,
  type TeachStep,
  UndoAnswer,
} from '../shared/messages.ts';
import { originAllowed } from '../shared/origins.ts';
import { readSettings } from '../shared/policy.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Settings } from '../shared/settings.ts';
import { keepTaught, settingsNow } from './adapters.ts';
import { askContent, injectContent, tabOf } from './content-door.ts';
import { rememberRead, takeStart } from './memory.ts';
import { ensureOffscreen } from './offscreen.ts';

/** Answers one parsed question of the panel's. */
export async function answerPanel(question: PanelToBackground): Promise<Result<unknown>> {
  switch (question.type) {
    case 'panel/hello':
      return hello(question.windowId);
    case 'panel/engine':
      return ensureOffscreen();
    case 'panel/read':
      return read(question.tabId);
    case 'panel/locate': {
      const { binding, source } = question;
      return onPage(binding, z.null(), (adapters) => ({ type: 'content/locate', adapters, binding, source }));
    }
    case 'panel/targets': {
      const { binding } = question;
      return onPage(binding, TargetsAnswer, (adapters) => ({ type: 'content/targets', adapters, binding }));
    }
    case 'panel/insert': {
      const { type: _, ...insertion } = question;
      return onPage(insertion.binding, InsertAnswer, (adapters) => ({
        type: 'content/insert',
        adapters,
        ...insertion,
      }));
    }
    case 'panel/teach':
      return teach(question.tabId, question.step);
    case 'panel/teach-save':
      return keepTaught(question.adapter);
    case 'panel/undo': {
      const { binding } = question;
      return onPage(binding, UndoAnswer, (adapters) => ({ type: 'content/undo', adapters, binding }));
    }
  }
}

async function hello(windowId: number): Promise<Result<HelloAnswer>> {
  void ensureOffscreen();
  const [tab] = await chrome.tabs.query({ active: true, windowId });
  if (tab?.id === undefined) return err('E_TAB_CLOSED');
  const { values, locked, rejected } = await readSettings();
  return ok({
    tabId: tab.id,
    start: await takeStart(tab.id),
    settings: values,
    locked: [...locked],
    rejected: [...rejected],
  });
}

async function read(tabId: number): Promise<Result<ReadAnswer>> {
  await takeStart(tabId);
  const allowed = await settingsFor(tabId);
  if (!allowed.ok) return allowed;
  const injected = await injectContent(tabId);
  if (!injected.ok) return injected;
  const documentId = injected.value;
  const answer = await asked(tabId, documentId, ContentReadAnswer, {
    type: 'content/read',
    adapters: allowed.value.adapters,
  });
  if (!answer.ok) return answer;
  await rememberRead(tabId);
  const { url, patientKey, record, readMs } = answer.value;
  return ok({ binding: { tabId, url, documentId, patientKey }, record, readMs });
}

/** Teaching is about a page, not about a patient's record: it needs no binding, and the patient may change meanwhile. */
async function teach(tabId: number, step: TeachStep): Promise<Result<unknown>> {
  const allowed = await settingsFor(tabId);
  if (!allowed.ok) return allowed;
  if (!allowed.value.teaching && step.do !== 'stop') return err('E_TEACHING_OFF');
  const injected = await injectContent(tabId);
  if (!injected.ok) return injected;
  const question = { type: 'content/teach', adapters: allowed.value.adapters, step } as const;
  return asked(tabId, injected.value, TeachAnswer.nullable(), question);
}

/**
 * A question about a chart that was read before. Its document is asked; where that is gone (an EHR of many pages opened
 * the next one), the present one is, and compares the patient itself; a chart without a patient's name has no such proof.
 */
async function onPage<T extends z.ZodType>(
  binding: Binding,
  schema: T,
  question: (adapters: string[]) => BackgroundToContent,
): Promise<Result<z.infer<T>>> {
  const allowed = await settingsFor(binding.tabId);
  if (!allowed.ok) return allowed;
  const injected = await injectContent(binding.tabId);
  if (!injected.ok) return injected;
  const sameDocument = injected.value === binding.documentId;
  if (!sameDocument && binding.patientKey === '') return err('E_PAGE_CHANGED');
  return asked(binding.tabId, injected.value, schema, question(allowed.value.adapters));
}

/** The settings, where they allow this tab's page. Without an address we hold no permission for it either. */
async function settingsFor(tabId: number): Promise<Result<Settings>> {
  const values = await settingsNow();
  if (!values.enabled) return err('E_DISABLED');
  const tab = await tabOf(tabId);
  if (tab === undefined) return err('E_TAB_CLOSED');
  if (tab.url !== undefined && tab.url !== '' && /^https?:/.test(tab.url)) {
    if (!originAllowed(tab.url, values.allowedOrigins)) {
      return err('E_ORIGIN_NOT_ALLOWED', { origin: new URL(tab.url).origin });
    }
  }
  return ok(values);
}

async function asked<T extends z.ZodType>(
  tabId: number,
  documentId: string,
  schema: T,
  question: BackgroundToContent,
): Promise<Result<z.infer<T>>> {
  const answer = await askContent(tabId, documentId, question);
  if (!answer.ok) return answer;
  const parsed = answerOf(schema).safeParse(answer.value);
  return parsed.success ? (parsed.data as Result<z.infer<T>>) : err('E_BAD_MESSAGE');
}
