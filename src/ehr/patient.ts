/** Whose chart the page shows now, as a key that tells patients apart and is not the RUN itself. */
import { readHeader } from './adapter-reader.ts';
import { observePage } from './dom/observe.ts';
import { hashText, plain } from './dom/text.ts';
import { genericHeader } from './generic/header.ts';
import { headerOf } from './header.ts';
import { pickAdapter } from './pick.ts';
import type { Adapter } from './types.ts';

const charted = (text: string): { text: string; source: { type: 'typed' } } => ({
  text,
  source: { type: 'typed' },
});

/** What tells the patient: all three by an adapter; on unknown pages the first of them, since not every tab shows all. */
const identityNow = (doc: Document, adapters: readonly Adapter[]): (string | undefined)[] => {
  const adapter = pickAdapter(doc, adapters, doc.URL);
  const known = adapter ? headerOf(readHeader(doc, adapter, { charted })).identity : {};
  const all = [known.run?.text, known.ficha?.text, known.name?.text];
  if (all.some((v) => v !== undefined)) return all;
  const { run, ficha, name } = headerOf(genericHeader(doc, charted)).identity;
  return [run?.text ?? ficha?.text ?? name?.text];
};

/** Hash of RUN, ficha and name; '' when the page shows no patient. Stays in memory. */
export const patientKey = (doc: Document, adapters: readonly Adapter[]): string => {
  const parts = identityNow(doc, adapters).map((v) => plain(v ?? ''));
  if (parts.every((p) => p === '')) return '';
  const text = parts.join('|');
  return `${hashText(text, 1)}-${hashText(text, 2)}`;
};

const THROTTLE_MS = 250;

/**
 * @param shown the key that the page shows now, where it is known already
 *
 * Calls `onChange` with the new key whenever the page shows another patient, or none (''). One observer and one timer, gone
 * with the signal. The key is looked at most every 250 ms, and once more when the page has fallen quiet.
 */
export const watchPatient = (
  doc: Document,
  adapters: readonly Adapter[],
  signal: AbortSignal,
  onChange: (key: string) => void,
  shown?: string,
): void => {
  if (signal.aborted) return;
  let known = shown ?? patientKey(doc, adapters);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer = undefined;
    if (signal.aborted) return;
    const key = patientKey(doc, adapters);
    if (key === known) return;
    known = key;
    onChange(key);
  };
  const later = (): void => {
    timer ??= setTimeout(look, THROTTLE_MS);
  };
  observePage(doc, { signal }, later);
  const view = doc.defaultView;
  const navigation = (view as (Window & { navigation?: EventTarget }) | null)?.navigation;
  // Applications of one page name the patient in the address before they draw; the two together say when to look.
  navigation?.addEventListener('navigatesuccess', later, { signal });
  view?.addEventListener('popstate', later, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
};
