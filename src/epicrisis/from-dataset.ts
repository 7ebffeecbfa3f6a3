/**
 * Records in the shape of the training pairs (`{dx, proc, tto, evo, dx_alta, med}`, entries that end in a code in
 * parentheses) as clinical records. For evaluation and training; the same core then writes them.
 */
import { z } from 'zod';
import { splitCode, systemFor } from '../record/codes.ts';
import type { ClinicalRecord, Fact, FactId, FactKind, Moment } from '../record/schema.ts';
import { err, ok, type Result } from '../shared/result.ts';

const Entries = z
  .union([z.array(z.string()), z.string(), z.null()])
  .optional()
  .transform((v) => (typeof v === 'string' ? [v] : (v ?? [])));

export const DatasetInput = z.object({
  dx: Entries,
  proc: Entries,
  tto: Entries,
  evo: Entries,
  dx_alta: Entries,
  med: Entries,
});
export type DatasetInput = z.infer<typeof DatasetInput>;

export const DatasetRow = z.looseObject({ input: DatasetInput, output: z.string().optional() });

const FIELDS: readonly (readonly [keyof DatasetInput, FactKind, Moment])[] = [
  ['dx', 'diagnosis', 'ingreso'],
  ['proc', 'procedure', 'intrahospitalario'],
  ['tto', 'drug', 'intrahospitalario'],
  ['evo', 'note', 'intrahospitalario'],
  ['dx_alta', 'diagnosis', 'alta'],
  ['med', 'drug', 'alta'],
];

const toFact = (
  field: keyof DatasetInput,
  kind: FactKind,
  moment: Moment,
  entry: string,
  index: number,
): Fact => {
  const base = {
    id: `${field}-${index + 1}` as FactId,
    kind,
    moment,
    source: { type: 'data' as const, path: `${field}[${index}]` },
  };
  if (kind === 'note') return { ...base, text: entry };
  const { text, code } = splitCode(entry);
  if (!code) return { ...base, text: entry };
  const system = systemFor(kind, code);
  // Taken apart only where putting it together again gives the entry to the letter.
  const apart = `${text} (${code})` === entry.trim();
  return { ...base, text: apart ? text : entry, code, ...(system ? { system } : {}) };
};

/** A parsed row as a record; blank entries are not facts. */
export const recordFromDataset = (input: DatasetInput): ClinicalRecord => ({
  schema: 1,
  identity: {},
  episode: {},
  facts: FIELDS.flatMap(([field, kind, moment]) =>
    input[field]
      .filter((entry) => entry.trim() !== '')
      .map((entry, index) => toFact(field, kind, moment, entry, index)),
  ),
  reading: { adapter: 'dataset', url: '', title: '', readAt: '1970-01-01T00:00:00Z', findings: [] },
});

/** One line of a JSONL file. E_BAD_FILE names the line. */
export const parseDatasetLine = (line: string, number: number): Result<z.infer<typeof DatasetRow>> => {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return err('E_BAD_FILE', { line: number }, 'not JSON');
  }
  const parsed = DatasetRow.safeParse(data);
  return parsed.success
    ? ok(parsed.data)
    : err('E_BAD_FILE', { line: number }, z.prettifyError(parsed.error));
};
