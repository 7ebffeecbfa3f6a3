/** The panel's side of SMART on FHIR: opens the sign-in window (`src/smart`) and waits for what it brings. */
import { SmartToPanel, smartChannel } from '../../shared/messages.ts';
import { err, type Result } from '../../shared/result.ts';

/** The patient's Bundle as text. Errors: E_SMART_CONFIG, E_SMART_LOGIN (also: closed), E_SMART_READ, E_FHIR_TOO_BIG, E_ABORTED. */
export const askSmart = async (signal: AbortSignal): Promise<Result<string>> => {
  // It has no warning of its own, so the browser asks nothing; a policy may forbid it.
  const allowed = await chrome.permissions.request({ permissions: ['identity'] }).catch(() => false);
  if (!allowed) return err('E_SMART_LOGIN', undefined, 'identity is not permitted');
  const id = crypto.randomUUID();
  const channel = new BroadcastChannel(smartChannel(id));
  const opened = await chrome.windows.create({
    url: `${chrome.runtime.getURL('src/smart/index.html')}#${id}`,
    type: 'popup',
    width: 460,
    height: 220,
  });
  const windowId = opened?.id;
  return new Promise((resolve) => {
    const done = (result: Result<string>): void => {
      channel.close();
      chrome.windows.onRemoved.removeListener(closed);
      resolve(result);
    };
    const closed = (which: number): void => {
      // A message that was sent just before is heard first.
      if (which === windowId) setTimeout(() => done(err('E_SMART_LOGIN', undefined, 'closed')), 500);
    };
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const said = SmartToPanel.safeParse(data);
      done(said.success ? said.data : err('E_BAD_MESSAGE'));
    };
    chrome.windows.onRemoved.addListener(closed);
    signal.addEventListener(
      'abort',
      () => {
        if (windowId !== undefined) void chrome.windows.remove(windowId).catch(() => undefined);
        done(err('E_ABORTED'));
      },
      { once: true },
    );
  });
};
