// A table of diagnoses, the same at admission and at discharge.
import type { DiagnosisRow } from '../model.ts';
import { type Column, DataGrid } from './DataGrid.tsx';

const COLUMNS: readonly Column<DiagnosisRow>[] = [
  { title: 'Código CIE-10', value: (row) => row.code, compact: true },
  { title: 'Diagnóstico', value: (row) => row.name },
  { title: 'Tipo', value: (row) => row.kind },
  { title: 'Fecha', value: (row) => row.date, compact: true },
];

export function DiagnosisGrid({ rows }: { rows: DiagnosisRow[] }) {
  return <DataGrid columns={COLUMNS} rows={rows} icon="file" emptyText="Sin diagnósticos registrados" />;
}
