/** The list of models as a page shows it: registry, store, machine and settings joined into one card a model. */
import { choicesHere } from '../../engine/choice.ts';
import type { Machine } from '../../engine/machine.ts';
import { bytesOf, disabledFor, type ModelRow, rowInFolder, type Words } from '../../engine/registry.ts';
import type { Installed } from '../../engine/store/manifest.ts';
import { HUB, type Source } from '../../engine/store/plan.ts';
import type { Halted, Holdings } from '../../engine/store/store.ts';
import type { Work } from '../../engine/store/work.ts';
import type { Backend, Dtype } from '../../engine/types.ts';
import type { Chosen } from '../../shared/chosen.ts';
import type { Settings } from '../../shared/settings.ts';

/** Where a card stands: on this machine, to be downloaded, waiting for files by hand, or of no use here. */
export type Group = 'here' | 'download' | 'files' | 'elsewhere';
export const GROUPS: readonly Group[] = ['here', 'download', 'files', 'elsewhere'];

/** One type of weights that the model comes in. */
export interface Offer {
  readonly dtype: Dtype;
  /** 0: nobody knows before the server is asked. */
  readonly bytes: number;
  /** Backends of this machine that run it. */
  readonly runsOn: readonly Exclude<Backend, 'node'>[];
  readonly tooBig: boolean;
}

export interface Card {
  readonly id: string;
  readonly name: string;
  readonly group: Group;
  /** Absent for a model that somebody brought and no row describes. */
  readonly row: ModelRow | undefined;
  readonly inUse: boolean;
  readonly recommended: boolean;
  readonly offers: readonly Offer[];
  /** Where it would run on this machine, before anything is measured; undefined: nowhere. */
  readonly chosen: Chosen | undefined;
  /** What a download would take; undefined where none can. */
  readonly best: Offer | undefined;
  readonly source: Source | undefined;
  readonly bundled: boolean;
  readonly installed: Installed | undefined;
  readonly halted: Halted | undefined;
  readonly work: Work | undefined;
  /** Why it can't be used as it stands, and what to do about it. */
  readonly why: { readonly what: Words; readonly todo?: Words } | undefined;
}

export interface Shown {
  readonly rows: readonly ModelRow[];
  readonly holdings: Holdings;
  readonly works: ReadonlyMap<string, Work>;
  readonly machine: Machine;
  readonly settings: Settings;
}

/** Where downloads come from under these settings: the hospital's mirror where there is one, else the hub. */
export function sourceFor(settings: Settings, row: Pick<ModelRow, 'hub'>): Source | undefined {
  const { modelSource, modelMirror } = settings;
  if ((modelSource === 'mirror' || modelSource === 'hub') && modelMirror !== '') {
    return { kind: 'mirror', base: modelMirror };
  }
  return modelSource === 'hub' && row.hub !== undefined ? { kind: 'hub', base: HUB } : undefined;
}

/** A folder or a zip may be given by hand. */
export const mayBring = ({ modelSource }: Settings): boolean => modelSource !== 'bundled';

export const limitBytes = ({ modelSizeLimitMB }: Settings): number => modelSizeLimitMB * 1e6;

/** Every card, in the order of the registry, then those that no row describes. */
export function cardsOf(shown: Shown): Card[] {
  const known = new Set(shown.rows.map(({ id }) => id));
  const own = shown.holdings.installed.filter(({ id }) => !known.has(id));
  return [...shown.rows.map((row) => cardOf(row, shown)), ...own.map((model) => ownCard(model, shown))];
}

function cardOf(row: ModelRow, { holdings, works, machine, settings }: Shown): Card {
  const installed = holdings.installed.find(({ id }) => id === row.id);
  const halted = holdings.halted.find(({ id }) => id === row.id);
  const offers = offersOf(row, machine, limitBytes(settings));
  const here = choicesHere(installed === undefined ? row : asInstalled(row, installed), machine, {
    limitBytes: limitBytes(settings),
  }).choices;
  const usable = offers.filter(({ runsOn, tooBig }) => runsOn.length > 0 && !tooBig);
  const best = here.flatMap(({ dtype }) => usable.filter((offer) => offer.dtype === dtype))[0] ?? usable[0];
  const bundled = row.source === 'bundled';
  const source = bundled ? undefined : sourceFor(settings, row);
  const disabled = disabledFor(row, installed !== undefined);
  // The mirror may hold what the hub never had: then files come by themselves.
  const waits = disabled !== undefined && !(source?.kind === 'mirror' && disabled.liftedByFiles);
  const work = works.get(row.id);
  return {
    id: row.id,
    name: row.name,
    row,
    inUse: settings.model === row.id,
    recommended: here.some(({ backend }) => row.recommended.includes(backend)) && best !== undefined,
    offers,
    chosen: here[0],
    best: waits ? undefined : best,
    source: best === undefined || waits ? undefined : source,
    bundled,
    installed,
    halted,
    work,
    group: groupOf(),
    why: whyOf(),
  };

  function groupOf(): Group {
    if (bundled || installed || halted || work) return 'here';
    if (usable.length === 0)
      return disabled?.liftedByFiles && !offers.some(({ tooBig }) => tooBig) ? 'files' : 'elsewhere';
    return waits || source === undefined ? 'files' : 'download';
  }

  function whyOf(): Card['why'] {
    if (bundled || installed) return undefined;
    if (waits) return { what: disabled.why, todo: disabled.remedy };
    if (usable.length > 0) return undefined;
    const big = offers.find(({ runsOn, tooBig }) => runsOn.length > 0 && tooBig);
    if (big !== undefined) return undefined;
    const reason = row.backends[machine.gpu === undefined ? 'wasm' : 'webgpu'].why ?? row.backends.wasm.why;
    return reason && { what: reason };
  }
}

const asInstalled = (row: ModelRow, { files }: Installed): ModelRow =>
  rowInFolder(
    row,
    files.map(({ path }) => path),
    (path) => files.find((file) => file.path === path)?.bytes ?? 0,
  );

function offersOf(row: ModelRow, machine: Machine, limit: number): Offer[] {
  const order = [...row.backends.webgpu.dtypes, ...row.backends.wasm.dtypes];
  const dtypes = [...new Set(order)].filter((dtype) => row.weights[dtype] !== undefined);
  return dtypes.map((dtype) => {
    const bytes = bytesOf(row, dtype);
    const alone = { ...row, weights: { [dtype]: row.weights[dtype] } };
    const { choices } = choicesHere(alone, machine, { limitBytes: Number.POSITIVE_INFINITY });
    return { dtype, bytes, runsOn: choices.map(({ backend }) => backend), tooBig: bytes > limit };
  });
}

function ownCard(model: Installed, { works, settings }: Shown): Card {
  return {
    id: model.id,
    name: model.name,
    group: 'here',
    row: undefined,
    inUse: settings.model === model.id,
    recommended: false,
    offers: [],
    chosen: undefined,
    best: undefined,
    source: undefined,
    bundled: false,
    installed: model,
    halted: undefined,
    work: works.get(model.id),
    why: undefined,
  };
}
