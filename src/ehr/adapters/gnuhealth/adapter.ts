/**
 * GNU Health in Tryton's web client (sao): the form of one patient. Ids are made anew at every opening; what stays are the
 * fields' names, the tables' column headings and the words of the tabs.
 */
import { Adapter } from '../../types.ts';

const field = (name: string): string => `.form [name="${name}"]`;
/** Tables fill themselves after their tab is shown. */
const tab = (words: string) => ({
  words,
  selector: '.form-notebook [role="tab"]',
  ready: '.form-notebook td[headers]:not(.invisible) a',
});
const CONDITION = 'Condición|Condition';
const STATUS = 'Estatus|Estado|Status';
const ALLERGY = '*alergia*|*allergy*';
const SINCE = 'Fecha del dx|Dx date';

export const gnuHealth: Adapter = Adapter.parse({
  version: 1,
  id: 'gnuhealth',
  name: 'GNU Health (cliente web de Tryton)',
  when: ['.form textarea[name="critical_summary"]', field('party')],
  lastChecked: '2026-11-22',
  header: {
    name: { selector: field('party') },
    run: { selector: field('puid') },
    birthDate: { selector: field('dob') },
    age: { selector: field('age') },
    sex: { selector: field('gender') },
  },
  tabs: [tab('Información general|General Info'), tab('Medicación|Medication')],
  read: [
    {
      as: 'table',
      kind: 'allergy',
      moment: 'habitual',
      // Marked in a box, without words; the disease's own name says it too.
      columns: { text: [CONDITION], date: SINCE },
      where: { column: CONDITION, is: ALLERGY },
    },
    {
      as: 'table',
      kind: 'diagnosis',
      moment: 'ingreso',
      columns: { text: [CONDITION], date: SINCE },
      where: { column: STATUS, is: 'agud*|acute' },
      except: { column: CONDITION, is: ALLERGY },
    },
    {
      as: 'table',
      kind: 'antecedent',
      moment: 'habitual',
      columns: { text: [CONDITION], date: SINCE },
      where: { column: STATUS, is: 'crónic*|chronic' },
      except: { column: CONDITION, is: ALLERGY },
    },
    {
      as: 'table',
      kind: 'drug',
      moment: 'intrahospitalario',
      columns: { text: ['Medicamento|Medicament'], date: 'Inicio|Comienzo|Start' },
    },
  ],
  write: [
    {
      id: 'apuntes',
      label: 'Apuntes',
      selector: 'textarea[name="general_info"]',
      preferred: true,
      tab: 'Información general|General Info',
    },
  ],
});
