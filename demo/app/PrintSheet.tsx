// The sheet that goes to the printer: a second copy of what the screen shows, in the page all the time and hidden by CSS.
import type { DrugList, Patient } from '../model.ts';

export function PrintSheet({ patient }: { patient: Patient }) {
  const { discharge } = patient;
  return (
    <div class="nl-solo-impresion" aria-hidden="true">
      <h2>Hospital Clínico Los Aromos — Epicrisis</h2>
      <p>
        {patient.givenNames} {patient.surnames} · RUN {patient.run} · Ficha {patient.chartNumber}
      </p>
      <h3>Diagnósticos de egreso</h3>
      <table>
        <thead>
          <tr>
            <th>Código CIE-10</th>
            <th>Diagnóstico</th>
          </tr>
        </thead>
        <tbody>
          {discharge.diagnoses.map((row, place) => (
            <tr key={place}>
              <td>{row.code}</td>
              <td>{row.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Fármacos al alta</h3>
      <ul>
        {drugTexts(discharge.drugs).map((text, place) => (
          <li key={place}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function drugTexts(list: DrugList): string[] {
  if (list.layout === 'text') return list.rows.map((row) => row.text);
  return list.rows.map((row) => [row.drug, row.dose, row.route, row.frequency].filter(Boolean).join(' '));
}
