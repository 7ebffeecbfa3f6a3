/** Every adapter that the extension has, as rows of a list: the institution's, those of this computer, the product's own. */
import { builtIn } from '../../ehr/adapters/index.ts';
import { parseAdapter } from '../../ehr/adapters/load.ts';
import type { Adapter } from '../../ehr/types.ts';
import type { AppError } from '../../shared/result.ts';
import type { EffectiveSettings } from '../../shared/settings.ts';
import type { Taught } from '../../shared/taught.ts';

export type AdapterSource = 'policy' | 'settings' | 'taught' | 'file' | 'builtin';

export interface AdapterRow {
  readonly key: string;
  readonly source: AdapterSource;
  /** Its JSON, as it is stored or would be exported. */
  readonly text: string;
  /** Null: it cannot be used, and `error` says why. */
  readonly adapter: Adapter | null;
  readonly error: AppError | null;
  /** Kept and not used: switched off, or taught where the institution allows no teaching. */
  readonly off: boolean;
  /** What may be done with it here: an institution's is locked, the settings' are edited as text. */
  readonly own: boolean;
}

const row = (
  source: AdapterSource,
  text: string,
  at: number,
  over: Pick<AdapterRow, 'off' | 'own'>,
): AdapterRow => {
  const parsed = parseAdapter(text);
  return {
    key: `${source}-${at}`,
    source,
    text,
    adapter: parsed.ok ? parsed.value : null,
    error: parsed.ok ? null : parsed.error,
    ...over,
  };
};

/** In the order in which they are tried on a page. */
export const adapterRows = (effective: EffectiveSettings, taught: readonly Taught[]): AdapterRow[] => [
  ...effective.values.adapters.map((text, at) =>
    row(effective.locked.includes('adapters') ? 'policy' : 'settings', text, at, { off: false, own: false }),
  ),
  ...taught.map(({ text, file, off }, at) =>
    row(file ? 'file' : 'taught', text, at, { off: off || !effective.values.teaching, own: true }),
  ),
  ...builtIn.map((adapter) => ({
    key: `builtin-${adapter.id}`,
    source: 'builtin' as const,
    text: JSON.stringify(adapter),
    adapter,
    error: null,
    off: false,
    own: false,
  })),
];

/** A name for the exported file that says what it is: `ficha-andes.adapter.json`. */
export const fileNameOf = ({ adapter }: AdapterRow): string => `${adapter?.id ?? 'adaptador'}.adapter.json`;
