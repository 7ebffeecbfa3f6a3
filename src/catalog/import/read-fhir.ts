/** A FHIR CodeSystem (R4, JSON) as a table of codes, names and other designations. */
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { decodeText } from './encoding.ts';
import type { CellMark, Table, TableRow } from './table.ts';

const Property = z.object({
  code: z.string(),
  valueCode: z.string().optional(),
  valueBoolean: z.boolean().optional(),
});

const Concept = z.object({
  code: z.string().optional(),
  display: z.string().optional(),
  designation: z.array(z.object({ value: z.string().optional() })).optional(),
  property: z.array(Property.or(z.unknown())).optional(),
  get concept(): z.ZodOptional<z.ZodArray<typeof Concept>> {
    return z.array(Concept).optional();
  },
});
type Concept = z.infer<typeof Concept>;

const CodeSystem = z.object({
  resourceType: z.literal('CodeSystem'),
  concept: z.array(Concept).optional(),
});

const RETIRED = new Set(['retired', 'inactive', 'deprecated']);

const isRetired = ({ property = [] }: Concept): boolean =>
  property.some((one) => {
    const { success, data } = Property.safeParse(one);
    if (!success) return false;
    return (
      (data.code === 'inactive' && data.valueBoolean === true) ||
      (data.code === 'status' && RETIRED.has(data.valueCode ?? ''))
    );
  });

/** All concepts, parents before their children, without recursion: a hostile file may nest them deep. */
const flat = (concepts: readonly Concept[]): Concept[] => {
  const all: Concept[] = [];
  const stack = [...concepts].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    all.push(next);
    for (const child of (next.concept ?? []).toReversed()) stack.push(child);
  }
  return all;
};

/** The headings under which a code system's parts stand: `columns.ts` knows them. */
export const FHIR_HEADINGS = ['code', 'display', 'designation'] as const;

/** Errors: E_CATALOG_JSON (no JSON), E_CATALOG_FHIR (JSON of another kind, or a code system without concepts). */
export const readFhirCodes = (bytes: Uint8Array): Result<Table> => {
  let json: unknown;
  try {
    json = JSON.parse(decodeText(bytes).text);
  } catch {
    return err('E_CATALOG_JSON');
  }
  let parsed: ReturnType<typeof CodeSystem.safeParse>;
  try {
    parsed = CodeSystem.safeParse(json);
  } catch {
    // Nested deeper than can be parsed.
    return err('E_CATALOG_FHIR');
  }
  if (!parsed.success || (parsed.data.concept ?? []).length === 0) return err('E_CATALOG_FHIR');
  const rows = flat(parsed.data.concept ?? []).map((concept, i): TableRow => {
    const others = (concept.designation ?? []).flatMap(({ value }) => value ?? []);
    const cells = [concept.code ?? '', concept.display ?? '', [...new Set(others)].join('; ')];
    const marks: ReadonlyMap<number, CellMark> = new Map([[0, 'retired' as const]]);
    return isRetired(concept) ? { n: i + 1, cells, marks } : { n: i + 1, cells };
  });
  return ok({
    kind: 'fhir',
    encoding: 'utf-8',
    sheets: [],
    rows: [{ n: 0, cells: [...FHIR_HEADINGS] }, ...rows],
    brokenQuotes: [],
  });
};
