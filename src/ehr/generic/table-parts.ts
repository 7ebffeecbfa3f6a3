/** The rows under one header: facts by their columns, labels with values, patients (left alone), rows of several kinds. */
import type { Cell, Row, TablePart } from '../dom/table.ts';
import { columnOf, typeOfCell } from './columns.ts';
import { type Place, under } from './place.ts';
import { hasTallLabels, isLabelled, labelledRows } from './row-labels.ts';
import { draftOf, kindOf, layoutOf, type RowReading, typeColumn } from './table-rows.ts';
import type { Walking } from './walking.ts';

/** A table without a header under one that is a header alone has that one's. */
const withColumns = (outline: Walking, part: TablePart): TablePart => {
  const words = outline.columns;
  const width = part.rows[0]?.cells.length;
  return words && part.header.length === 0 && words.length === width ? { ...part, header: words } : part;
};

/** The facts of rows under one header. */
export function* readPart(outline: Walking, plainPart: TablePart, place: Place): Generator<void, void> {
  const part = withColumns(outline, plainPart);
  const columns = part.header.map(columnOf);
  const type = (place.kind === null || place.kind === 'note') && !hasTallLabels(part) ? typeColumn(part) : -1;
  if (type >= 0 && part.rows.slice(0, 60).some((r) => new Set(r.cells).size > 2)) {
    yield* readTyped(outline, part, type, place);
    return;
  }
  const some = part.rows.slice(0, 60);
  const pairs = some.filter((r) => isLabelled([...new Set(r.cells)]));
  if (columns.filter(Boolean).length < 2 && pairs.length * 2 >= some.length) {
    for (const row of part.rows) {
      const cells = [...new Set(row.cells)];
      for (let i = 0; i + 1 < cells.length; i += 2)
        yield* outline.value(cells[i]?.text ?? '', cells[i + 1]?.el as HTMLElement, place);
    }
    return;
  }
  const split = labelledRows(part, columns, place);
  if (split) {
    yield* readLabelledRows(outline, part, split, place);
    return;
  }
  const patients = columns.filter((c) => c?.role === 'patient').length;
  if (patients >= 2 || (patients === 1 && part.rows.length > 1)) {
    outline.sink.sawPatientList = true;
    return;
  }
  const kind = kindOf(place, columns);
  if (place.kind === null && kind === 'none' && part.header.length === 0 && part.rows.length <= FEW) {
    for (const row of part.rows) for (const cell of new Set(row.cells)) yield* outline.walk(cell.el, place);
    return;
  }
  if (kind === 'none' || kind === null) {
    outline.sink.leave(
      place,
      part.rows.slice(0, FEW * 10).flatMap((r) => r.cells.map((c) => c.text)),
    );
    return;
  }
  const reading: RowReading = {
    kind,
    roles: layoutOf(part, columns, kind),
    system: columns.find((c) => c?.system)?.system,
    moment: columns.find((c) => c?.role === 'name' && c.moment)?.moment ?? null,
    header: part.header,
    banner: part.banner,
  };
  const at = place.kind === null ? tablePlace(place, part) : place;
  for (const [n, row] of part.rows.entries()) {
    if (n % STEP === 0) yield;
    const draft = draftOf(row, reading, n + 1);
    if (draft) outline.sink.add(at, draft);
  }
}

/** Each row under what its first cell names. */
function* readLabelledRows(
  outline: Walking,
  part: TablePart,
  labels: ReadonlyMap<Row, Cell>,
  place: Place,
): Generator<void, void> {
  let rest: Row[] = [];
  const readRest = function* (): Generator<void, void> {
    if (rest.length > 0) yield* readPart(outline, { ...part, rows: rest }, place);
    rest = [];
  };
  for (let n = 0; n < part.rows.length; n++) {
    const row = part.rows[n] as Row;
    const label = labels.get(row);
    if (!label) {
      rest.push(row);
      continue;
    }
    yield* readRest();
    const cells = [...new Set(row.cells)];
    if (isLabelled(cells) && part.rows[n + 1]?.cells[0] !== label) {
      for (let i = 0; i + 1 < cells.length; i += 2)
        yield* outline.value(cells[i]?.text ?? '', cells[i + 1]?.el as HTMLElement, place);
      continue;
    }
    const at = outline.sink.enter(label.text, place, false);
    outline.sink.sections += 1;
    const own: Row[] = [];
    for (; part.rows[n]?.cells[0] === label; n++) {
      const { el, cells: all } = part.rows[n] as Row;
      own.push({ el, cells: all.filter((c) => c !== label) });
    }
    n -= 1;
    if (own.every((r) => new Set(r.cells).size === 1))
      for (const {
        cells: [cell],
      } of own)
        yield* outline.walk(cell?.el as HTMLElement, at);
    else yield* readPart(outline, { el: part.el, banner: null, header: [], rows: own }, at);
  }
  yield* readRest();
}

/** Rows of a table that only places boxes, a banner's for example. */
const FEW = 10;
/** Rows between two places where the page may go on. */
const STEP = 50;

/** Rows of several kinds, told by one of their columns. */
function* readTyped(outline: Walking, part: TablePart, type: number, place: Place): Generator<void, void> {
  const width = Math.max(part.header.length, part.rows[0]?.cells.length ?? 0);
  const columns = Array.from({ length: width }, (_, i) =>
    i === type ? TYPE : columnOf(part.header[i] ?? ''),
  );
  const system = columns.find((c) => c?.system)?.system;
  const readings = new Map<string, RowReading>();
  for (const [n, row] of part.rows.entries()) {
    if (n % STEP === 0) yield;
    const words = row.cells[type]?.text ?? '';
    const said = typeOfCell(words);
    if (!said) continue;
    const at = under(words, { ...place, kind: null }, false);
    if (at.kind === null || at.kind === 'none') continue;
    const key = `${said.kind}|${at.kind}`;
    const reading = readings.get(key) ?? {
      kind: at.kind,
      roles: layoutOf(part, columns, said.kind),
      system,
      moment: null,
      header: part.header,
      banner: part.banner,
    };
    readings.set(key, reading);
    const draft = draftOf(row, reading, n + 1, said.moment);
    if (draft) outline.sink.add({ ...tablePlace(place, part), title: words }, draft);
  }
}

/** The column that says the kind is no part of the entry. */
const TYPE = { role: 'ignore', kind: null, system: undefined, moment: null } as const;

const places = new WeakMap<HTMLElement, Place>();
/** A table under no heading is a section of its own. */
const tablePlace = (place: Place, part: TablePart): Place => {
  const known = places.get(part.el);
  if (known && known.around === place.around) return known;
  const heading = under(part.header.find((h) => columnOf(h)?.role === 'name') ?? '', place, false);
  const made = { ...heading, title: place.title || heading.title, sure: 0.85 };
  places.set(part.el, made);
  return made;
};
