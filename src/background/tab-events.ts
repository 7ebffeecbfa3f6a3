/** What happens to tabs, told to the panels: another tab in front, a tab closed, a page gone elsewhere. */
import { answerOf, ContentWatchAnswer } from '../shared/messages.ts';
import { settingsNow } from './adapters.ts';
import { askContent, injectContent } from './content-door.ts';
import { forgetTab, wasRead } from './memory.ts';
import { tellPanels } from './notify.ts';

export function watchTabs(): void {
  chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
    tellPanels({ type: 'tab/active', windowId, tabId });
  });
  chrome.tabs.onRemoved.addListener((tabId) => void closed(tabId));
  // A prerendered page takes a tab's place under a new id: for its record that is the end of the tab.
  chrome.tabs.onReplaced.addListener((_added, removed) => void closed(removed));
  chrome.tabs.onUpdated.addListener((tabId, change) => {
    if (change.status === 'complete') void loaded(tabId);
  });
}

async function closed(tabId: number): Promise<void> {
  tellPanels({ type: 'tab/closed', tabId });
  await forgetTab(tabId);
}

/**
 * A page of a tab whose chart was read has loaded. A route change inside one document ends here too; there the content
 * script still answers. An EHR of many pages has opened the next one: the content script goes in again and says whose it
 * is. Where it can't (another site: the click's permission is gone), the page went elsewhere.
 */
async function loaded(tabId: number): Promise<void> {
  if (!(await wasRead(tabId))) return;
  const there = await askContent(tabId, undefined, { type: 'content/ping' });
  if (there.ok) return;
  const patientKey = await shownPatient(tabId);
  if (patientKey === undefined) tellPanels({ type: 'tab/navigated', tabId });
  else tellPanels({ type: 'tab/patient', tabId, patientKey });
}

async function shownPatient(tabId: number): Promise<string | undefined> {
  const values = await settingsNow();
  const injected = await injectContent(tabId);
  if (!injected.ok) return undefined;
  const question = { type: 'content/watch', adapters: values.adapters } as const;
  const answer = await askContent(tabId, injected.value, question);
  const watched = answerOf(ContentWatchAnswer).safeParse(answer.ok ? answer.value : undefined);
  return watched.success && watched.data.ok ? watched.data.value.patientKey : undefined;
}
