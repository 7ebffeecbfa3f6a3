// «Fármacos»: the orders of the stay. Its table has the two layouts of `DrugGrid`, as wards differ.
import type { Patient } from '../../model.ts';
import { DrugGrid } from '../DrugGrid.tsx';
import { Section, TextList } from '../Section.tsx';

export function Drugs({ patient }: { patient: Patient }) {
  return (
    <>
      <div class="nl-panel-tit">
        <h2>Fármacos e indicaciones</h2>
        <span class="nl-firma">Hoja de indicaciones vigente · {patient.ward}</span>
      </div>
      <Section title="Tratamiento intrahospitalario">
        <DrugGrid
          list={patient.treatment}
          textTitle="Indicación farmacológica"
          emptyText="Sin indicaciones farmacológicas"
          totalLabel="Total fármacos"
        />
      </Section>
      <Section title="Indicaciones generales">
        <TextList items={patient.generalOrders} />
      </Section>
    </>
  );
}
