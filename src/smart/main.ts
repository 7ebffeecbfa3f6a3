/**
 * The sign-in window: SMART on FHIR from the first question to the patient's resources, which it gives to the panel that
 * opened it, and closes. It is a page of its own so that the panel, which holds the chart, has no way to any network: what
 * comes from the server goes one way only. Token and data stay in this page's memory.
 */
import { authorize, type Fetch } from '../ehr/fhir/smart/authorize.ts';
import { gather } from '../ehr/fhir/smart/gather.ts';
import { setLanguage, t } from '../shared/i18n.ts';
import { smartChannel } from '../shared/messages.ts';
import { readSettings } from '../shared/policy.ts';
import { err, type Result } from '../shared/result.ts';
import type { Settings } from '../shared/settings.ts';
import { hireCourier } from './courier.ts';

/** For «https://<id>.chromiumapp.org/smart»: IT registers it at the server. */
const PATH = 'smart';

const launch = async (url: string): Promise<string> => {
  const back = await chrome.identity.launchWebAuthFlow({ url, interactive: true });
  if (back === undefined) throw new Error('closed');
  return back;
};

/** The patient's Bundle as text. Errors: E_SMART_CONFIG, E_SMART_LOGIN, E_SMART_READ, E_FHIR_TOO_BIG. */
const resources = async ({ fhirIssuer, fhirClientId }: Settings): Promise<Result<string>> => {
  if (chrome.identity === undefined) return err('E_SMART_LOGIN', undefined, 'identity is not permitted');
  const courier = hireCourier();
  const fetch: Fetch = (url, init) => courier.fetch(url, init);
  try {
    const redirectUri = chrome.identity.getRedirectURL(PATH);
    const session = await authorize(fhirIssuer, fhirClientId, { fetch, launch, redirectUri });
    if (!session.ok) return session;
    return await gather(session.value, fetch, new AbortController().signal);
  } finally {
    courier.dismiss();
  }
};

const { values } = await readSettings();
setLanguage(values.language);
document.title = t('smart_title');
const words = document.getElementById('words');
if (words !== null && URL.canParse(values.fhirIssuer))
  words.textContent = t('smart_wait', { host: new URL(values.fhirIssuer).host });
const channel = new BroadcastChannel(smartChannel(location.hash.slice(1)));
const result = await resources(values).catch(
  (thrown: unknown): Result<string> =>
    err('E_SMART_LOGIN', undefined, thrown instanceof Error ? thrown.name : 'unknown'),
);
channel.postMessage(result);
channel.close();
// The message leaves before the page does.
setTimeout(() => close(), 50);
