// «Exámenes»: laboratory, reports of images and what has not come back yet.
import type { Patient, PendingExam } from '../../model.ts';
import { type Column, DataGrid } from '../DataGrid.tsx';
import { LabTable } from '../LabTable.tsx';
import { Section } from '../Section.tsx';

const PENDING_COLUMNS: readonly Column<PendingExam>[] = [
  { title: 'Examen', value: (row) => row.name },
  { title: 'Fecha solicitud', value: (row) => row.requested, compact: true },
  { title: 'Estado', value: (row) => row.status },
  { title: 'Responsable', value: (row) => row.responsible },
];

export function Exams({ patient }: { patient: Patient }) {
  const { panels, reports, pending } = patient.exams;
  return (
    <>
      <div class="nl-panel-tit">
        <h2>Exámenes</h2>
        <span class="nl-firma">Laboratorio clínico e Imagenología</span>
      </div>
      <Section title="Laboratorio">
        <LabTable panels={panels} />
      </Section>
      <Section title="Informes de imágenes y procedimientos diagnósticos">
        {reports.length === 0 && <p class="nl-vacio">Sin informes</p>}
        {reports.map((report) => (
          <article key={`${report.name} ${report.date}`} class="nl-inf">
            <h4>{report.name}</h4>
            <p class="nl-inf-meta">
              {report.date} · Informa: {report.author}
            </p>
            <p class="nl-texto">{report.text}</p>
          </article>
        ))}
      </Section>
      <Section title="Exámenes pendientes">
        <DataGrid columns={PENDING_COLUMNS} rows={pending} icon="clock" emptyText="Sin exámenes pendientes" />
      </Section>
    </>
  );
}
