/** The registry's rows as programs and people read them. */
import { bytesOf, type ModelRow } from '../../src/engine/registry.ts';
import type { Backend, Dtype } from '../../src/engine/types.ts';

export interface Brief {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly params: number;
  /** Bytes of the weights by type; 0: not known before the files are given. */
  readonly sizes: Partial<Record<Dtype, number>>;
  readonly dtypes: readonly Dtype[];
  /** Those that run it. */
  readonly backends: readonly Backend[];
  readonly dialect: ModelRow['dialect'];
  readonly licence: string;
  readonly context: number;
  readonly evolution: ModelRow['evolution'];
  readonly source: ModelRow['source'];
  readonly hub?: ModelRow['hub'];
  readonly recommended: readonly Backend[];
  /** The stable code, then what stands in the way. */
  readonly disabled?: string;
}

const BACKENDS: readonly Backend[] = ['wasm', 'webgpu', 'node'];

export function brief(row: ModelRow): Brief {
  const dtypes = Object.keys(row.weights) as Dtype[];
  return {
    id: row.id,
    name: row.name,
    family: row.family,
    params: row.params,
    sizes: Object.fromEntries(dtypes.map((dtype) => [dtype, bytesOf(row, dtype)])),
    dtypes,
    backends: runsOn(row),
    dialect: row.dialect,
    licence: row.licence.id,
    context: row.context,
    evolution: row.evolution,
    source: row.source,
    ...(row.hub === undefined ? {} : { hub: row.hub }),
    recommended: row.recommended,
    ...(row.disabled === undefined ? {} : { disabled: `${row.disabled.code}: ${row.disabled.why.es}` }),
  };
}

const runsOn = (row: ModelRow): Backend[] =>
  BACKENDS.filter((backend) => row.backends[backend].dtypes.length > 0);

const HEADS = {
  es: ['modelo', 'parámetros', 'pesos', 'corre en', 'dialecto', 'licencia', 'estado'],
  en: ['model', 'parameters', 'weights', 'runs on', 'dialect', 'licence', 'state'],
} as const;

/** One line a model, in columns. */
export function table(rows: readonly ModelRow[], language: 'es' | 'en'): string {
  const lines = [
    [...HEADS[language]],
    ...rows.map((row) => [
      row.id,
      millions(row.params),
      (Object.keys(row.weights) as Dtype[])
        .map((dtype) => `${dtype} ${size(bytesOf(row, dtype))}`)
        .join(', ') || '–',
      runsOn(row)
        .map((backend) => (row.recommended.includes(backend) ? `${backend}*` : backend))
        .join(', ') || '–',
      row.dialect,
      row.licence.id,
      row.disabled === undefined ? row.source : `${row.disabled.code}: ${row.disabled.remedy[language]}`,
    ]),
  ];
  const widths = HEADS[language].map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const last = widths.length - 1;
  return lines
    .map((line) => line.map((cell, at) => (at === last ? cell : cell.padEnd(widths[at] ?? 0))).join('  '))
    .join('\n');
}

const millions = (params: number): string =>
  params === 0 ? '?' : `${(params / 1e6).toFixed(params < 1e7 ? 1 : 0)} M`;

const size = (bytes: number): string => {
  if (bytes === 0) return '?';
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
};
