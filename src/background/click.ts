/**
 * The toolbar button and the shortcut: one click opens the panel and starts. The panel is opened here rather than by
 * `openPanelOnActionClick`, because that setting would swallow the click that must also start.
 */
import { rememberStart } from './memory.ts';
import { tellPanels } from './notify.ts';
import { ensureOffscreen } from './offscreen.ts';

/**
 * Call it in the click's own turn: the browser opens a panel only for a gesture that is still fresh. The browser does not
 * say whether a window's panel is open already, so the wish is both told, for a panel that listens, and remembered, for
 * one that is just loading: whichever it is, its hello or its reading takes the wish away.
 */
export async function clicked(tab: Pick<chrome.tabs.Tab, 'id' | 'windowId'>): Promise<void> {
  if (tab.id === undefined) return;
  const opened = chrome.sidePanel.open({ windowId: tab.windowId });
  void ensureOffscreen();
  await rememberStart(tab.id);
  tellPanels({ type: 'tab/start', tabId: tab.id });
  await opened;
}
