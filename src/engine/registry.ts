/** The models that are known by name, and what may be used of them here and now. */
import { err, ok, type Result } from '../shared/result.ts';
import { FINE_TUNED } from './registry/fine_tuned.ts';
import { bytesOf, DTYPES, weightsInFolder } from './registry/layout.ts';
import type { Disabled, ModelRow, Words } from './registry/row.ts';
import { ROWS } from './registry/rows.ts';
import type { Backend, Dialect, Dtype } from './types.ts';

export { bytesOf, NEEDED_FILES, OPTIONAL_FILES } from './registry/layout.ts';
export type { Disabled, ModelRow, Weights, Words } from './registry/row.ts';

/** The most bytes of weights that a browser is given unless settings say otherwise. */
export const SIZE_LIMIT_BYTES = 2_000_000_000;

const ALL: readonly ModelRow[] = [...ROWS, ...FINE_TUNED];

export function modelRows(): readonly ModelRow[] {
  return ALL;
}

/**
 * The row of a model: E_MODEL_UNKNOWN, or E_MODEL_DISABLED where the row waits for files and none are `given` (verified
 * ones, in the store or in a folder).
 */
export function findModel(id: string, { given = false }: { given?: boolean } = {}): Result<ModelRow> {
  const row = ALL.find((candidate) => candidate.id === id);
  if (row === undefined) return err('E_MODEL_UNKNOWN', { model: id });
  const disabled = disabledFor(row, given);
  return disabled === undefined
    ? ok(row)
    : err('E_MODEL_DISABLED', { model: id, reason: disabled.code }, disabled.why.en);
}

/** Why the row cannot be used; files lift what they can lift. */
export function disabledFor(row: ModelRow, given: boolean): Disabled | undefined {
  return row.disabled !== undefined && given && row.disabled.liftedByFiles ? undefined : row.disabled;
}

/** A row for a folder that nobody has described; `files` are its paths, `size` their bytes. */
export function rowOfFolder(
  id: string,
  dialect: Dialect,
  files: readonly string[],
  size: (path: string) => number = () => 0,
): ModelRow {
  const weights = Object.fromEntries(
    DTYPES.flatMap((dtype) => {
      const found = weightsInFolder(dtype, files, size);
      return found === undefined ? [] : [[dtype, found]];
    }),
  );
  const use = (backend: Backend) => ({
    dtypes: dtypesFor(backend, true).filter((dtype) => weights[dtype] !== undefined),
    why: NOT_IN_FOLDER,
  });
  return {
    id: rowId(id),
    name: id,
    family: id,
    params: 0,
    dialect,
    source: 'folder',
    weights,
    backends: { wasm: use('wasm'), webgpu: use('webgpu'), node: use('node') },
    context: 2048,
    chat: { thinking: 'none', quirks: [] },
    licence: { id: 'unknown' },
    evolution: 'clauses',
    recommended: [],
    notes: [],
  };
}

/** A known row with the weights that a folder really has; those of the folder alone. */
export function rowInFolder(
  row: ModelRow,
  files: readonly string[],
  size?: (path: string) => number,
): ModelRow {
  const { weights, backends } = rowOfFolder(row.id, row.dialect, files, size);
  return { ...row, weights, backends };
}

const NOT_IN_FOLDER: Words = {
  es: 'La carpeta no trae pesos de un tipo que corra aquí.',
  en: 'The folder has no weights of a type that runs here.',
};

const rowId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+/, '')
    .padEnd(2, '0')
    .slice(0, 80);

/**
 * The types that a backend runs well, the best first. WASM has no 4-bit kernel (2 tokens/s where int8 gives 13), so it
 * never takes one; WebGPU takes half precision only with `shader-f16`.
 */
export function dtypesFor(backend: Backend, shaderF16 = false): readonly Dtype[] {
  switch (backend) {
    case 'node':
      return ['q4', 'int8', 'q8', 'fp32', 'fp16', 'q4f16'];
    case 'wasm':
      return ['int8', 'q8', 'fp32', 'fp16'];
    case 'webgpu':
      return shaderF16 ? ['q4f16', 'q4', 'fp16', 'fp32'] : ['q4', 'fp32'];
  }
}

/** The type that this backend takes of this model, and its weights; undefined where it runs none of them. */
export function choiceOf(
  row: ModelRow,
  backend: Backend,
  { shaderF16 = false, dtype }: { shaderF16?: boolean | undefined; dtype?: Dtype | undefined } = {},
): Dtype | undefined {
  if (dtype !== undefined) return row.weights[dtype] === undefined ? undefined : dtype;
  const able = dtypesFor(backend, shaderF16);
  return row.backends[backend].dtypes.find(
    (candidate) => able.includes(candidate) && row.weights[candidate] !== undefined,
  );
}

/** E_MODEL_TOO_BIG where the weights of this type pass the limit; a size that nobody knows passes here and is seen on loading. */
export function sizeGuard(row: ModelRow, dtype: Dtype, limitBytes = SIZE_LIMIT_BYTES): Result<number> {
  const bytes = bytesOf(row, dtype);
  return bytes <= limitBytes ? ok(bytes) : tooBig(row.id, bytes, limitBytes);
}

export const tooBig = (model: string, bytes: number, limitBytes: number) =>
  err('E_MODEL_TOO_BIG', { model, mb: Math.round(bytes / 1e6), limitMb: Math.round(limitBytes / 1e6) });
