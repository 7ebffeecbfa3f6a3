// «Prestaciones»: the procedures done in the episode, with the hospital's own codes or ICD-9-CM's.
import type { Patient, ProcedureRow } from '../../model.ts';
import { type Column, DataGrid } from '../DataGrid.tsx';
import { Section } from '../Section.tsx';

const COLUMNS: readonly Column<ProcedureRow>[] = [
  { title: 'Código', value: (row) => row.code, compact: true },
  { title: 'Prestación', value: (row) => row.name },
  { title: 'Fecha', value: (row) => row.date, compact: true },
  { title: 'Ejecutor', value: (row) => row.performer },
];

export function Procedures({ patient }: { patient: Patient }) {
  return (
    <>
      <div class="nl-panel-tit">
        <h2>Prestaciones</h2>
        <span class="nl-firma">Episodio desde {patient.admittedAt}</span>
      </div>
      <Section title="Procedimientos e intervenciones realizadas">
        <DataGrid
          columns={COLUMNS}
          rows={patient.procedures}
          icon="scalpel"
          emptyText="Sin registros"
          totalLabel="Total prestaciones"
        />
      </Section>
    </>
  );
}
