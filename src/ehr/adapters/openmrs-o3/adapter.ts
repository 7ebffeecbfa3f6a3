/**
 * OpenMRS 3 (O3): the patient chart of a single-page application made of separately released modules. Its class names are
 * hashes that change with every release; what stays are the ids of its extensions and slots, so the rules hold on to those.
 */
import { Adapter } from '../../types.ts';

const BANNER = '[data-extension-id="patient-banner"]';
/** Beside the picture: name and sex, and under them age, birth date and identifiers. */
const PERSON = `${BANNER} header > div > div + div`;
const MENU = '[data-extension-slot-name="patient-chart-dashboard-slot"]';
const dashboard = (slot: string): string =>
  `[data-extension-slot-name="patient-chart-${slot}-dashboard-slot"]`;
/** A dashboard of the chart's left menu; it has filled itself when this part of it shows rows, or says that there are none. */
const menu = (words: string, id: string, part: string) => ({
  words,
  selector: `${MENU} [data-extension-id="${id}"] a`,
  ready: `${part} tbody tr, ${part} .cds--tile`,
  link: true,
});
/** A part of the summary. */
const widget = (id: string): string => `${dashboard('summary')} [data-extension-id^="${id}"]`;

export const openmrsO3: Adapter = Adapter.parse({
  version: 1,
  id: 'openmrs-o3',
  name: 'OpenMRS 3 (O3)',
  when: [BANNER],
  lastChecked: '2026-11-22',
  header: {
    name: { selector: `${PERSON} span` },
    run: { selector: 'label[for^="patient-banner-identifier"]' },
    age: { selector: `${PERSON} > div + div` },
    birthDate: { selector: `${PERSON} > div + div` },
    sex: { selector: `${BANNER} span + div > span` },
    hospital: { selector: '[data-extension-id="location-changer"]' },
    admission: { selector: `${dashboard('encounters')} tr.cds--parent-row:first-child td:nth-child(2)` },
  },
  tabs: [
    menu(
      'Resumen del paciente|Patient summary',
      'charts-summary-dashboard',
      widget('active-medications-widget'),
    ),
    menu('Alergias|Allergies', 'allergies-summary-dashboard', dashboard('allergies')),
    menu('Consultas|Visitas|Visits', 'encounters-summary-dashboard', dashboard('encounters')),
    {
      words: 'Todos los encuentros|All encounters',
      selector: `${dashboard('encounters')} [role="tab"]`,
      ready: `${dashboard('encounters')} .cds--pagination`,
    },
  ],
  pagination: [
    { next: 'button.cds--pagination__button--forward', previous: 'button.cds--pagination__button--backward' },
  ],
  read: [
    {
      as: 'table',
      kind: 'allergy',
      moment: 'habitual',
      selector: dashboard('allergies'),
      columns: { text: ['Alérgeno|Allergen', 'Reacción|Reaction', 'Gravedad|Severity'] },
    },
    {
      as: 'table',
      kind: 'antecedent',
      moment: 'habitual',
      selector: widget('conditions-overview-widget'),
      columns: { text: ['Condición|Condition'], date: 'Fecha de aparición|Date of onset' },
      // The list opens on what is active; a filter that the physician has set otherwise shows what has passed.
      where: { column: 'Estado|Status', is: 'Activa|Activo|Active' },
    },
    {
      as: 'items',
      kind: 'diagnosis',
      moment: 'ingreso',
      // The visits stand with the latest first: that is the stay.
      selector: `${dashboard('encounters')} tr.cds--parent-row:first-child`,
      item: '.cds--tag__label',
      expect: 1,
    },
    {
      as: 'table',
      kind: 'procedure',
      moment: 'intrahospitalario',
      // Not of the standard distribution: a widget of observations, where a hospital has set one up.
      selector: widget('obs-by-encounter-widget'),
      columns: { text: ['Procedimiento|Procedure'], date: 'Fecha y hora|Date and time' },
    },
    {
      as: 'table',
      kind: 'drug',
      moment: 'intrahospitalario',
      // Orders in force: O3 says not which will go on after discharge, nor of past ones whether they were of this stay.
      selector: widget('active-medications-widget'),
      columns: { text: ['Detalles|Details'], date: 'Fecha de inicio|Start date' },
    },
    {
      as: 'table',
      kind: 'note',
      moment: 'intrahospitalario',
      selector: dashboard('encounters'),
      // The row itself says which form it is; the note stands in the row that unfolds.
      columns: { text: [1], date: 'Fecha y hora|Date and time', author: 'Proveedor|Provider' },
      where: { column: 'Tipo de encuentro|Encounter type', is: 'Nota de visita|Visit note' },
      detail: { open: 'td button.cds--table-expand__button', text: ['div > span + span'] },
    },
  ],
  write: [
    {
      id: 'nota',
      label: 'Nota de visita',
      selector: 'textarea#additionalNote',
      preferred: true,
      open: '[data-extension-id="visit-note"] button',
    },
  ],
});
