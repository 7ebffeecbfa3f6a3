// One patient's chart: who it is, the allergy banner, and the tabs.
import { useState } from 'preact/hooks';
import type { Patient } from '../model.ts';
import { AllergyBanner } from './AllergyBanner.tsx';
import { Late } from './Late.tsx';
import { PatientBanner } from './PatientBanner.tsx';
import { TABS, type Tab } from './tabs/index.ts';

interface Props {
  patient: Patient;
  patients: Patient[];
  firstTab: string | undefined;
}

export function Chart({ patient, patients, firstTab }: Props) {
  const [active, setActive] = useState(() => TABS.find((tab) => tab.id === firstTab)?.id ?? 'ingreso');
  const [visited, setVisited] = useState<readonly string[]>([active]);

  const open = (id: string): void => {
    setActive(id);
    setVisited((before) => (before.includes(id) ? before : [...before, id]));
  };

  return (
    <article class="nl-ficha">
      <PatientBanner patient={patient} patients={patients} />
      <AllergyBanner allergies={patient.allergies} />
      <div class="nl-tabs" role="tablist" aria-label="Secciones de la ficha">
        {TABS.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            class={tab.id === active ? 'nl-tab act' : 'nl-tab'}
            aria-selected={tab.id === active}
            aria-controls={`panel-${tab.id}`}
            onClick={() => open(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      {TABS.filter((tab) => tab.id === active || (visited.includes(tab.id) && tab.staysMounted)).map(
        (tab) => (
          <TabPanel key={tab.id} tab={tab} patient={patient} shown={tab.id === active} />
        ),
      )}
    </article>
  );
}

function TabPanel({ tab, patient, shown }: { tab: Tab; patient: Patient; shown: boolean }) {
  const Content = tab.content;
  return (
    <div
      class="nl-panel"
      role="tabpanel"
      id={`panel-${tab.id}`}
      aria-labelledby={`tab-${tab.id}`}
      hidden={!shown}
    >
      <Late screen={`${patient.chartNumber}/${tab.id}`}>
        <Content patient={patient} />
      </Late>
    </div>
  );
}
