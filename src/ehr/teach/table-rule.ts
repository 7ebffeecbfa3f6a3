/** A rule for a table from one of its cells: the pointed column, its code, date and author beside it, the rows meant. */
import type { FactKind } from '../../record/schema.ts';
import { readTable, type TablePart } from '../dom/table.ts';
import { plain } from '../dom/text.ts';
import {
  columnOf,
  isHeaderRow,
  isTakenBack,
  momentOfCell,
  type Role,
  TEXT_ORDER,
} from '../generic/columns.ts';
import { layoutOf } from '../generic/table-rows.ts';
import type { Column, ReadRule } from '../types.ts';
import type { PatientWords } from './patient-words.ts';
import { headingWords, type Section } from './section.ts';
import { type FactThing, isSingle } from './things.ts';

type TableRule = Extract<ReadRule, { as: 'table' }>;
export interface TableDraft {
  readonly rule: TableRule;
  readonly thing: FactThing;
}

const PARTS: Partial<Record<FactKind, readonly Role[]>> = {
  diagnosis: ['name'],
  procedure: ['name'],
  pending: ['name'],
  note: ['name', 'text'],
  drug: ['name', 'dose', 'route', 'frequency', 'duration', 'text'],
  allergy: ['name', 'reaction', 'text'],
  exam: ['name', 'result', 'unit', 'text'],
  control: ['name', 'place', 'text'],
};
const TAKEN_BACK =
  'Anulad*|Descartad*|Eliminad*|Rechazad*|Cancelad*|Refutad*|Error*|Ingresado por error|No realizad*';
const MOMENTS = {
  ingreso: '*ingreso*|*admisi*n*|*admission*',
  alta: '*alta*|*egreso*|*discharge*',
  habitual: '*habitual*|*cr*nic*|*domicili*|*ambulatori*',
  intrahospitalario: '*hospital*|*inpatient*',
} as const;

/** The table's part that holds the row. */
export const partOf = (table: HTMLElement, row: HTMLElement): TablePart | undefined =>
  readTable(table, isHeaderRow).find((part) => part.rows.some((r) => r.el === row));

const nameOf = (header: readonly string[], i: number, words: PatientWords): Column => {
  const text = header[i] ?? '';
  const said = words.without(text);
  const alone =
    header.filter((h) => plain(h) === plain(text)).length === 1 ||
    header.every((h) => plain(h) === plain(text));
  return plain(text) !== '' && said === text.replace(/[|*]/g, ' ').trim() && alone && !words.in(text)
    ? text
    : i + 1;
};

/** @param at the pointed cell's place; -1: the row as a whole */
export const tableDrafts = (
  part: TablePart,
  at: number,
  thing: FactThing,
  section: Section,
  tab: string | undefined,
  words: PatientWords,
  /** The physician said what it is: a column of moments does not change that. */
  chosen: boolean,
): TableDraft[] => {
  const columns = part.header.map(columnOf);
  const roles = [...layoutOf(part, columns, thing.kind)];
  const wanted = PARTS[thing.kind] ?? TEXT_ORDER;
  if (at >= 0 && !roles.some((role) => role === 'name') && roles[at] !== 'code' && roles[at] !== 'date')
    roles[at] = 'name';
  const name = (i: number): Column => nameOf(part.header, i, words);
  const of = (role: Role): Column | undefined => {
    const i = roles.indexOf(role);
    return i < 0 ? undefined : name(i);
  };
  let text = TEXT_ORDER.filter((role) => wanted.includes(role)).flatMap((role) =>
    roles.flatMap((r, i) => (r === role ? [i] : [])),
  );
  if (text.length === 0) {
    const widest = at >= 0 ? at : roles.findIndex((r) => r === null || r === 'ignore');
    if (widest < 0) return [];
    text = [widest];
  }
  const status = roles.indexOf('status');
  const moment = roles.indexOf('moment');
  const system = columns.find((c) => c?.system)?.system;
  const banner =
    part.banner && section.heading === undefined ? headingWords(part.banner.text, words) : undefined;
  const base: TableRule = {
    as: 'table',
    ...thing,
    ...(section.heading === undefined ? {} : { heading: section.heading }),
    ...(section.within === undefined ? {} : { within: section.within }),
    ...(section.selector === undefined ? {} : { selector: section.selector }),
    ...(tab === undefined ? {} : { tab }),
    ...(system === undefined ? {} : { system }),
    columns: {
      text: text.map(name),
      ...(of('code') === undefined ? {} : { code: of('code') }),
      ...(of('date') === undefined ? {} : { date: of('date') }),
      ...(of('author') === undefined ? {} : { author: of('author') }),
    },
    require: thing.kind === 'exam' && roles.includes('result') ? [of('result') ?? 1] : [],
    ...(banner === undefined ? {} : { banner }),
    ...(status >= 0 || part.rows.some((r) => r.cells.some((c) => isTakenBack(c.text)))
      ? {
          except: {
            column: name(
              status >= 0 ? status : (part.rows[0]?.cells.findIndex((c) => isTakenBack(c.text)) ?? 0),
            ),
            is: TAKEN_BACK,
          },
        }
      : {}),
    expect: isSingle(thing.kind) ? 1 : 0,
  };
  if (moment < 0 || !['diagnosis', 'drug'].includes(thing.kind)) return [{ rule: base, thing }];
  const seen = new Set(
    part.rows.map((r) => momentOfCell(r.cells[moment]?.text ?? '')).filter((m) => m !== null),
  );
  if (seen.size === 0 || (seen.size === 1 && chosen)) return [{ rule: base, thing }];
  return [...seen].map((one) => ({
    rule: { ...base, moment: one, where: { column: name(moment), is: MOMENTS[one] } },
    thing: { ...thing, moment: one },
  }));
};

/** The pointed cell's place in its row. */
export const cellIndex = (part: TablePart, row: HTMLElement, el: HTMLElement): number =>
  part.rows.find((r) => r.el === row)?.cells.findIndex((c) => c.el.contains(el)) ?? -1;
