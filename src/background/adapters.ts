/** The adapters in force: the institution's, then those taught on this computer. */
import { parseAdapter } from '../ehr/adapters/load.ts';
import { readSettings } from '../shared/policy.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Settings } from '../shared/settings.ts';
import { readTaught, saveTaught } from '../shared/taught.ts';

/** The settings in force, with what was taught among the adapters. One taught by another version is left out, not in the way. */
export async function settingsNow(): Promise<Settings> {
  const [{ values }, taught] = await Promise.all([readSettings(), readTaught()]);
  const sound = values.teaching ? taught.filter((text) => parseAdapter(text).ok) : [];
  return { ...values, adapters: [...values.adapters, ...sound] };
}

/** Keeps an adapter, parsed once more: what is stored is what was parsed, and nothing beside it. */
export async function keepTaught(text: string): Promise<Result<null>> {
  const { values } = await readSettings();
  if (!values.teaching) return err('E_TEACHING_OFF');
  const adapter = parseAdapter(text);
  if (!adapter.ok) return adapter;
  const saved = await saveTaught(JSON.stringify(adapter.value), { file: false });
  return saved
    ? ok(null)
    : err('E_BAD_ADAPTER', { flaw: 'A_TOO_MANY', path: '', why: 'demasiadas fichas enseñadas' });
}
