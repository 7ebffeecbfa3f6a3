// A table of drugs in whichever of the two layouts its screen has: the dose in pieces, or the order as one text.
import type { DrugAsText, DrugInColumns, DrugList } from '../model.ts';
import { type Column, DataGrid } from './DataGrid.tsx';

const IN_COLUMNS: readonly Column<DrugInColumns>[] = [
  { title: 'Fármaco', value: (row) => row.drug },
  { title: 'Dosis', value: (row) => row.dose },
  { title: 'Vía', value: (row) => row.route },
  { title: 'Frecuencia', value: (row) => row.frequency },
  { title: 'Inicio', value: (row) => row.start, compact: true },
  { title: 'Término', value: (row) => row.end, compact: true },
  { title: 'ATC', value: (row) => row.atc, compact: true },
];

const ATC: Column<DrugAsText> = { title: 'Cód. ATC', value: (row) => row.atc, compact: true };
const DATES: readonly Column<DrugAsText>[] = [
  { title: 'Inicio', value: (row) => row.start, compact: true },
  { title: 'Término', value: (row) => row.end, compact: true },
];

interface Props {
  list: DrugList;
  /** Heading of the text column: what the screen calls an order. */
  textTitle: string;
  emptyText: string;
  totalLabel?: string;
}

export function DrugGrid({ list, textTitle, emptyText, totalLabel }: Props) {
  const total = totalLabel === undefined ? {} : { totalLabel };
  if (list.layout === 'columns') {
    return <DataGrid columns={IN_COLUMNS} rows={list.rows} icon="pill" emptyText={emptyText} {...total} />;
  }
  const dated = list.rows.some((row) => row.start !== '' || row.end !== '');
  const text: Column<DrugAsText> = { title: textTitle, value: (row) => row.text };
  const columns = dated ? [text, ...DATES, ATC] : [text, ATC];
  return <DataGrid columns={columns} rows={list.rows} icon="pill" emptyText={emptyText} {...total} />;
}
