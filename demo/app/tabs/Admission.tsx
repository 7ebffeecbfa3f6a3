// «Ingreso»: what the admitting physician wrote, the usual drugs and the admission diagnoses.
import type { Patient } from '../../model.ts';
import { DiagnosisGrid } from '../DiagnosisGrid.tsx';
import { DrugGrid } from '../DrugGrid.tsx';
import { FreeText, Section, TextList } from '../Section.tsx';

export function Admission({ patient }: { patient: Patient }) {
  const { admission } = patient;
  return (
    <>
      <div class="nl-panel-tit">
        <h2>Ingreso médico</h2>
        <span class="nl-firma">
          {patient.admittedAt} · {patient.attending}
        </span>
      </div>
      <Section title="Diagnósticos de ingreso">
        <DiagnosisGrid rows={admission.diagnoses} />
      </Section>
      <div class="nl-dos">
        <Section title="Motivo de consulta">
          <FreeText text={admission.reason} />
        </Section>
        <Section title="Anamnesis próxima">
          <FreeText text={admission.history} />
        </Section>
        <Section title="Antecedentes mórbidos">
          <TextList items={admission.medicalHistory} />
        </Section>
        <Section title="Antecedentes quirúrgicos">
          <TextList items={admission.surgicalHistory} />
        </Section>
        <Section title="Hábitos">
          <FreeText text={admission.habits} />
        </Section>
        <Section title="Examen físico de ingreso">
          <FreeText text={admission.physicalExam} />
        </Section>
      </div>
      <Section title="Fármacos de uso habitual">
        <DrugGrid
          list={admission.usualDrugs}
          textTitle="Fármaco y posología"
          emptyText="Sin fármacos de uso habitual"
        />
      </Section>
    </>
  );
}
