// The first screen: everyone in a bed, filtered by ward, one click from the chart.
import { useState } from 'preact/hooks';
import type { Patient } from '../model.ts';
import { Icon } from './Icon.tsx';
import { chartHref } from './route.ts';

const HEADERS = ['Cama', 'Ficha', 'Nombre', 'RUN', 'Edad', 'Servicio', 'Fecha ingreso', 'Epicrisis'] as const;

export function Worklist({ patients }: { patients: Patient[] }) {
  const [ward, setWard] = useState('');
  const wards = [...new Set(patients.map((patient) => patient.ward))].sort((a, b) =>
    a.localeCompare(b, 'es'),
  );
  const shown = patients.filter((patient) => ward === '' || patient.ward === ward);
  return (
    <section class="nl-pnl">
      <div class="nl-barra">
        <h1 class="nl-title">Pacientes hospitalizados</h1>
        <label class="nl-filtro" for="cboServicio">
          Servicio
          <select id="cboServicio" value={ward} onChange={(event) => setWard(event.currentTarget.value)}>
            <option value="">Todos los servicios</option>
            {wards.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="nl-grid-marco">
        <table class="nl-grid nl-lista">
          <thead>
            <tr>
              <th scope="col" class="col-ico">
                <span class="nl-sr">Alertas</span>
              </th>
              {HEADERS.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((patient) => (
              <WorklistRow key={patient.chartNumber} patient={patient} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={9}>Total pacientes: {shown.length}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function WorklistRow({ patient }: { patient: Patient }) {
  return (
    <tr>
      <td class="col-ico">
        {patient.allergies.status === 'known' && (
          <span class="nl-al-ico" title="Paciente con alergias registradas">
            <Icon name="alert" />
            <span class="nl-sr">Con alergias</span>
          </span>
        )}
      </td>
      <td class="num">{patient.bed}</td>
      <td class="num">{patient.chartNumber}</td>
      <td class="nl-lista-nom">
        <a href={chartHref(patient.chartNumber)}>
          {patient.surnames}, {patient.givenNames}
        </a>
      </td>
      <td class="num">{patient.run}</td>
      <td>{patient.age}</td>
      <td>{patient.ward}</td>
      <td class="num">{patient.admittedAt}</td>
      <td>
        <EpicrisisState patient={patient} />
      </td>
    </tr>
  );
}

function EpicrisisState({ patient }: { patient: Patient }) {
  if (patient.discharge.signed) return <span class="nl-est nl-est-ok">Firmada</span>;
  if (patient.discharge.draft) return <span class="nl-est nl-est-bor">Borrador</span>;
  if (patient.dischargedAt !== '') return <span class="nl-est nl-est-pen">Pendiente</span>;
  return <span class="nl-est">--</span>;
}
