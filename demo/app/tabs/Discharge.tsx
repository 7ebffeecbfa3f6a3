// «Epicrisis / Alta»: the data of the discharge and the form where the epicrisis is written.
import type { FollowUp, Patient } from '../../model.ts';
import { type Column, DataGrid } from '../DataGrid.tsx';
import { DiagnosisGrid } from '../DiagnosisGrid.tsx';
import { DischargeForm } from '../DischargeForm.tsx';
import { DrugGrid } from '../DrugGrid.tsx';
import { PrintSheet } from '../PrintSheet.tsx';
import { Section, TextList } from '../Section.tsx';

const FOLLOW_UP_COLUMNS: readonly Column<FollowUp>[] = [
  { title: 'Fecha', value: (row) => row.date, compact: true },
  { title: 'Control', value: (row) => row.clinic },
  { title: 'Lugar', value: (row) => row.place },
];

export function Discharge({ patient }: { patient: Patient }) {
  const { discharge } = patient;
  return (
    <>
      <div class="nl-panel-tit">
        <h2>Epicrisis / Alta</h2>
        <span class="nl-firma">
          {discharge.signed
            ? `Firmada por ${discharge.signed.by} el ${discharge.signed.at}`
            : 'Documento sin firmar'}
        </span>
      </div>
      <Section title="Diagnósticos de egreso">
        <DiagnosisGrid rows={discharge.diagnoses} />
      </Section>
      <Section title="Fármacos al alta">
        <DrugGrid list={discharge.drugs} textTitle="Fármaco e indicación" emptyText="Sin fármacos al alta" />
      </Section>
      <div class="nl-dos">
        <Section title="Indicaciones al alta">
          <TextList items={discharge.instructions} ordered />
        </Section>
        <Section title="Signos de alarma">
          <TextList items={discharge.warningSigns} />
        </Section>
      </div>
      <div class="nl-dos">
        <Section title="Controles">
          <DataGrid
            columns={FOLLOW_UP_COLUMNS}
            rows={discharge.followUps}
            emptyText="Sin controles agendados"
          />
        </Section>
        <Section title="Condición y destino al alta">
          <dl class="nl-def">
            <dt>Condición al alta</dt>
            <dd>{discharge.condition || '--'}</dd>
            <dt>Destino</dt>
            <dd>{discharge.destination || '--'}</dd>
            <dt>Fecha y hora de alta</dt>
            <dd>{patient.dischargedAt || '--'}</dd>
            <dt>Médico que egresa</dt>
            <dd>{patient.dischargedAt === '' ? '--' : patient.attending}</dd>
          </dl>
        </Section>
      </div>
      <DischargeForm patient={patient} />
      <PrintSheet patient={patient} />
    </>
  );
}
