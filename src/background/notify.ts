/** What the background tells every open panel (and the offscreen document, which drops a closed tab's text). */
import type { BackgroundToPanel } from '../shared/messages.ts';

/** Nobody listening is not an error: no panel is open. */
export function tellPanels(message: BackgroundToPanel): void {
  chrome.runtime.sendMessage(message).catch(() => undefined);
}
