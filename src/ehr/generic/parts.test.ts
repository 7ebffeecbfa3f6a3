import { expect, test } from 'vitest';
import { isNothing } from '../dom/text.ts';
import { isAction } from './actions.ts';
import { authorIn } from './authors.ts';
import { dateFirst, trailingDate } from './dates.ts';
import { bullet } from './lines.ts';
import { labelledParts, metaRole } from './parts.ts';
import { splitEntries } from './several-entries.ts';

test('entries of one line are cut where each piece can stand alone', () => {
  expect(splitEntries('HTA, DM2, dislipidemia', 'antecedent')).toEqual(['HTA', 'DM2', 'dislipidemia']);
  expect(splitEntries('Neumonía (J18.9), HTA (I10)', 'diagnosis')).toEqual(['Neumonía (J18.9)', 'HTA (I10)']);
  expect(splitEntries('Broncoscopía; Toracocentesis', 'procedure')).toEqual([
    'Broncoscopía',
    'Toracocentesis',
  ]);
  expect(splitEntries('1. Sepsis urinaria 2. Diabetes', 'diagnosis')).toEqual([
    'Sepsis urinaria',
    'Diabetes',
  ]);
});

test('an entry with a comma of its own stays whole', () => {
  for (const text of [
    'Neumonía, grave, con derrame',
    'Niega tabaco, alcohol y drogas.',
    'Fractura de cadera, derecha',
  ])
    expect(splitEntries(text, 'diagnosis')).toEqual([text]);
  expect(splitEntries('Creatinina 3,4 mg/dL', 'exam')).toEqual(['Creatinina 3,4 mg/dL']);
  expect(splitEntries('Paracetamol 1 g VO c/8 h, por 5 días', 'drug')).toEqual([
    'Paracetamol 1 g VO c/8 h, por 5 días',
  ]);
});

test('bullets go, doses stay', () => {
  expect(bullet('1.- Neumonía')).toEqual({ text: 'Neumonía', had: true });
  expect(bullet('• Reposo')).toEqual({ text: 'Reposo', had: true });
  expect(bullet('2 mg de morfina').had).toBe(false);
  expect(bullet('10.5 mg').had).toBe(false);
});

test('heads of notes', () => {
  expect(dateFirst('13/01/2025 10:00 DR. CURIQUEO: SIN DOLOR')).toEqual({
    date: '13/01/2025 10:00',
    rest: 'DR. CURIQUEO: SIN DOLOR',
  });
  expect(authorIn('Registrado por: Dra. Ana Rain')).toBe('Dra. Ana Rain');
  expect(authorIn('Paciente estable')).toBeNull();
  expect(trailingDate('Endoprótesis (81.52) 04/03/2025')).toEqual({
    text: 'Endoprótesis (81.52)',
    date: '04/03/2025',
  });
});

test('lines of a card', () => {
  expect(metaRole('CIE-10: J18.9', 'diagnosis')).toBe('code');
  expect(metaRole('500 mg', 'drug')).toBe('dose');
  expect(metaRole('c/8 h', 'drug')).toBe('frequency');
  expect(metaRole('Neumonía', 'diagnosis')).toBeNull();
});

test('placeholders are silence, statements are facts', () => {
  for (const text of [
    '--',
    'nan',
    'Sin registros',
    'No consignado',
    'Sin evoluciones registradas',
    'No hay diagnósticos para mostrar',
    'Cargando…',
  ])
    expect(isNothing(text), text).toBe(true);
  for (const text of [
    'Niega alergias',
    'Sin alergias conocidas',
    'No refiere',
    'Sin antecedentes mórbidos',
    'Nada por boca',
  ])
    expect(isNothing(text), text).toBe(false);
});

test('short sentences of advice are entries of their own', () => {
  expect(
    splitEntries('Reposo relativo. Régimen común. Ketoprofeno 50 mg VO c/8 h por 3 días.', 'instruction'),
  ).toEqual(['Reposo relativo', 'Régimen común', 'Ketoprofeno 50 mg VO c/8 h por 3 días.']);
  expect(splitEntries('Control con Dr. Soto en 7 días', 'instruction')).toHaveLength(1);
});

test('what stands beside an entry says its moment, its state, how bad it was', () => {
  expect(metaRole('Egreso', 'diagnosis')).toBe('moment');
  expect(metaRole('Descartado', 'diagnosis')).toBe('status');
  expect(metaRole('Severa', 'allergy')).toBe('text');
  expect(metaRole('06/09 - 12/09', 'drug')).toBe('date');
});

test('the foot of a printed page is no entry', () => {
  expect(isAction('Impreso por: mbarria 10-04-2025 13:02')).toBe(true);
  expect(isAction('Páginas cutáneas en ambas piernas')).toBe(false);
});

test('who signed and with which number is no entry either', () => {
  for (const text of [
    'Firma y sello',
    'Registro médico 05-2231',
    'M.N. 118.220',
    'Firmado electrónicamente 2025-01-25 16:02',
    'Versión 4.2.1',
  ])
    expect(isAction(text), text).toBe(true);
  for (const text of ['Firmeza de la masa a la palpación', 'Matriculado en programa cardiovascular'])
    expect(isAction(text), text).toBe(false);
});

test('labelled parts of one line are told apart', () => {
  expect(labelledParts('Meropenem Dosis: 1 g Vía:EV Inicio: 03/08 Término: 10/08')).toEqual({
    name: 'Meropenem',
    parts: [
      { role: 'dose', value: '1 g' },
      { role: 'route', value: 'EV' },
      { role: 'date', value: '03/08' },
      { role: 'until', value: '10/08' },
    ],
  });
  expect(labelledParts('Neumonía: grave')).toBeNull();
  expect(labelledParts('Control a las 10:30 con fecha: 03/08/2025')).toBeNull();
});

test('a titled exam keeps its values together', () => {
  expect(splitEntries('Hemograma: Hb 14,1 g/dL, leucocitos 9.200', 'exam')).toHaveLength(1);
  expect(splitEntries('Hb 7,2 g/dl, urea 98 mg/dl', 'exam')).toHaveLength(2);
});

test.each([
  'Guardar',
  'Guardar cambios',
  'Volver al listado',
  'Agregar nueva alergia',
  'Nueva evolución',
  'Anterior 1 2 Siguiente',
  'Imprimir ficha',
])('%s is an action of the page', (text) => expect(isAction(text)).toBe(true));

test.each([
  'Guardar reposo por 7 días',
  'Volver a control en 10 días',
  'Nuevo déficit motor o del habla',
  'Agregar fibra a la dieta',
  'Eliminar sal de las comidas',
  'Buscar atención si reaparece la fiebre',
  'Suspender metformina',
])('%s is advice, not an action of the page', (text) => expect(isAction(text)).toBe(false));

test('a catalogue name with commas keeps its one code', () => {
  expect(splitEntries('Neumonía, organismo no especificado (J18.9)', 'diagnosis')).toHaveLength(1);
  expect(splitEntries('Hipertensión (I10), asma (J45.9)', 'diagnosis')).toHaveLength(2);
});
