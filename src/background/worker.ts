/**
 * The service worker: the click, and the way between panel and page. It may die between any two events, so listeners are
 * registered at once and nothing that matters is kept in a variable. The engine's Port does not pass through here.
 */
import browser from 'webextension-polyfill';
import { logError, logThrown } from '../shared/log.ts';
import { ContentToBackground, PanelToBackground } from '../shared/messages.ts';
import { onSettingsChanged } from '../shared/policy.ts';
import { err, type Result } from '../shared/result.ts';
import { contentSender, isOwnPage, self as ourselves, type Stamped } from '../shared/sender.ts';
import { clicked } from './click.ts';
import { tellPanels } from './notify.ts';
import { answerPanel } from './panel-requests.ts';
import { watchTabs } from './tab-events.ts';

chrome.action.onClicked.addListener((tab) => {
  clicked(tab).catch((thrown: unknown) => logThrown('background', 'E_INTERNAL', thrown));
});

browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => {
  const page = contentSender(sender, ourselves());
  if (page !== undefined) return fromContent(message, page.tabId);
  return fromPanel(message, sender);
});

watchTabs();
onSettingsChanged(() => tellPanels({ type: 'settings/changed' }));

/** A content script says things; it asks nothing, and gets no answer. */
function fromContent(message: unknown, tabId: number): undefined {
  const said = ContentToBackground.safeParse(message);
  if (!said.success) logError('background', 'E_BAD_MESSAGE', { tab: tabId });
  else if (said.data.type === 'page/teach') tellPanels({ type: 'tab/teach', tabId, said: said.data.said });
  else if (said.data.type === 'page/changed') tellPanels({ type: 'tab/changed', tabId });
  else tellPanels({ type: 'tab/patient', tabId, patientKey: said.data.patientKey });
}

function fromPanel(message: unknown, sender: Stamped): Promise<Result<unknown>> | undefined {
  const question = PanelToBackground.safeParse(message);
  if (!isOwnPage('panel', sender, ourselves())) {
    return question.success ? Promise.resolve(err('E_BAD_SENDER')) : undefined;
  }
  if (!question.success) return Promise.resolve(err('E_BAD_MESSAGE'));
  return answerPanel(question.data).catch((thrown: unknown) => {
    logThrown('background', 'E_INTERNAL', thrown);
    return err('E_INTERNAL');
  });
}
