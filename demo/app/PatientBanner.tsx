// Who the chart is about and the data of the episode, always in view above the tabs.
import type { Patient } from '../model.ts';
import { Icon } from './Icon.tsx';
import { chartHref } from './route.ts';

export function PatientBanner({ patient, patients }: { patient: Patient; patients: Patient[] }) {
  const place = patients.indexOf(patient);
  return (
    <section class="nl-bnr" aria-label="Datos del paciente">
      <div class="nl-bnr-tit">
        <h1>
          {patient.givenNames} {patient.surnames}
        </h1>
        <span class={patient.dischargedAt === '' ? 'nl-est nl-est-hosp' : 'nl-est nl-est-alta'}>
          {patient.dischargedAt === '' ? 'Hospitalizado' : 'Con alta médica'}
        </span>
        <div class="nl-bnr-nav">
          <Neighbour patient={patients[place - 1]} title="Paciente anterior" icon="previous" />
          <Neighbour patient={patients[place + 1]} title="Paciente siguiente" icon="next" />
        </div>
      </div>
      <dl class="nl-bnr-dat">
        <Datum label="RUN" value={patient.run} />
        <Datum label="Edad" value={`${patient.age} (F. nac. ${patient.birthDate})`} />
        <Datum label="Sexo" value={patient.sex} />
        <Datum label="Previsión" value={patient.insurance} />
        <Datum label="N° ficha" value={patient.chartNumber} />
        <Datum label="Cama" value={patient.bed} />
        <Datum label="Servicio" value={patient.ward} />
        <Datum label="Médico tratante" value={patient.attending} />
        <Datum label="Fecha ingreso" value={patient.admittedAt} />
        <Datum label="Fecha alta" value={patient.dischargedAt} />
      </dl>
    </section>
  );
}

function Datum({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value === '' ? '--' : value}</dd>
    </div>
  );
}

function Neighbour(props: { patient: Patient | undefined; title: string; icon: 'previous' | 'next' }) {
  if (!props.patient) return null;
  return (
    <a class="nl-btn nl-btn-ico" href={chartHref(props.patient.chartNumber)} title={props.title}>
      <Icon name={props.icon} />
      <span class="nl-sr">{props.title}</span>
    </a>
  );
}
