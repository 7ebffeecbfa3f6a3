// The tabs of a chart in the order of the screen.
import type { FunctionComponent } from 'preact';
import type { Patient } from '../../model.ts';
import { Admission } from './Admission.tsx';
import { Discharge } from './Discharge.tsx';
import { Drugs } from './Drugs.tsx';
import { Exams } from './Exams.tsx';
import { Notes } from './Notes.tsx';
import { Procedures } from './Procedures.tsx';

export interface Tab {
  id: string;
  title: string;
  content: FunctionComponent<{ patient: Patient }>;
  /** Read-only tabs stay in the page once opened; the discharge form goes when the user leaves it. */
  staysMounted: boolean;
}

export const TABS: readonly Tab[] = [
  { id: 'ingreso', title: 'Ingreso', content: Admission, staysMounted: true },
  { id: 'evoluciones', title: 'Evoluciones', content: Notes, staysMounted: true },
  { id: 'prestaciones', title: 'Prestaciones', content: Procedures, staysMounted: true },
  { id: 'farmacos', title: 'Fármacos', content: Drugs, staysMounted: true },
  { id: 'examenes', title: 'Exámenes', content: Exams, staysMounted: true },
  { id: 'epicrisis', title: 'Epicrisis / Alta', content: Discharge, staysMounted: false },
];
