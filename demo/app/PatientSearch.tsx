// The search box: by name, RUN or chart number, accents and punctuation aside. Choosing a result changes the patient.
import { useState } from 'preact/hooks';
import type { Patient } from '../model.ts';
import { Icon } from './Icon.tsx';
import { chartHref } from './route.ts';

const MAX_RESULTS = 8;

export function PatientSearch({ patients }: { patients: Patient[] }) {
  const [query, setQuery] = useState('');
  const found = findPatients(patients, query);

  const open = (patient: Patient): void => {
    setQuery('');
    location.hash = chartHref(patient.chartNumber);
  };

  return (
    <form
      class="nl-busq"
      onSubmit={(event) => {
        event.preventDefault();
        const first = found[0];
        if (first) open(first);
      }}
    >
      <label class="nl-sr" for="txtBuscarPaciente">
        Buscar paciente por nombre, RUN o ficha
      </label>
      <Icon name="search" />
      <input
        id="txtBuscarPaciente"
        type="search"
        autocomplete="off"
        placeholder="Buscar paciente: nombre, RUN o N° de ficha"
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setQuery('');
        }}
      />
      {query.trim() !== '' && (
        <ul class="nl-busq-res">
          {found.slice(0, MAX_RESULTS).map((patient) => (
            <li key={patient.chartNumber}>
              <a href={chartHref(patient.chartNumber)} onClick={() => setQuery('')}>
                <strong>
                  {patient.surnames}, {patient.givenNames}
                </strong>
                <small>
                  {patient.run} · Ficha {patient.chartNumber} · {patient.ward}
                </small>
              </a>
            </li>
          ))}
          {found.length === 0 && <li class="nl-busq-nada">Sin coincidencias</li>}
        </ul>
      )}
    </form>
  );
}

/** The patients whose name, RUN or chart number hold every word of the query; none for an empty query. */
export function findPatients(patients: Patient[], query: string): Patient[] {
  const words = query.split(/\s+/).map(fold).filter(Boolean);
  if (words.length === 0) return [];
  return patients.filter((patient) => {
    const names = fold(`${patient.surnames} ${patient.givenNames}`);
    const numbers = [fold(patient.run), fold(patient.chartNumber)];
    return words.every((word) => names.includes(word) || numbers.some((number) => number.startsWith(word)));
  });
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
