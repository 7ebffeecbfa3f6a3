import { describe, expect, test } from 'vitest';
import { announced, settledMoment } from './words.ts';

describe('headings of a chart', () => {
  test.each([
    ['Dg de ingreso', 'diagnosis', 'ingreso'],
    ['II.- DIAGNÓSTICOS DE EGRESO (3):', 'diagnosis', 'alta'],
    ['Hipótesis diagnóstica', 'diagnosis', null],
    ['Dx', 'diagnosis', null],
    ['Conditions', 'diagnosis', null],
    ['Motivo de consulta', 'reason', null],
    ['Chief complaint', 'reason', null],
    ['Antecedentes quirúrgicos', 'antecedent', 'habitual'],
    ['Past medical history', 'antecedent', 'habitual'],
    ['Fármacos de uso habitual', 'drug', 'habitual'],
    ['Medicamentos previos al ingreso', 'drug', 'habitual'],
    ['Discharge medications', 'drug', 'alta'],
    ['Tratamiento intrahospitalario', 'drug', 'intrahospitalario'],
    ['Indicaciones al alta', 'instruction', 'alta'],
    ['Alergias / RAM', 'allergy', null],
    ['Reacciones adversas a medicamentos', 'allergy', null],
    ['Prestaciones', 'procedure', null],
    ['Intervenciones quirúrgicas', 'procedure', null],
    ['Evolución médica', 'note', null],
    ['Visit notes', 'note', null],
    ['Exámenes de laboratorio', 'exam', null],
    ['Exámenes pendientes', 'pending', null],
    ['Signos de alarma', 'alarm', null],
    ['Próximo control', 'control', null],
    ['Condición al egreso', 'condition', 'alta'],
    ['Destino', 'destination', null],
    ['Problemas de salud al ingreso', 'diagnosis', 'ingreso'],
    ['Diagnóstico(s) de egreso', 'diagnosis', 'alta'],
    ['Biopsias pendientes', 'pending', null],
    ['Prácticas realizadas', 'procedure', null],
    ['Citas futuras', 'control', null],
    ['Consultar si', 'alarm', null],
    ['Medidas no farmacológicas', 'instruction', null],
    ['Medicamentos suspendidos', 'drug', null],
    ['Medicamentos suspendidos al alta', 'none', 'alta'],
    ['Signos vitales', 'none', null],
    ['Pacientes hospitalizados', 'none', 'intrahospitalario'],
    ['Epicrisis / Alta', null, 'alta'],
    ['Ingreso médico', null, 'ingreso'],
  ] as const)('%s', (text, kind, moment) => {
    expect(announced(text)).toEqual({ kind, moment });
  });

  test.each([
    'Evolución favorable, afebril',
    'Neumonía adquirida en la comunidad (J18.9)',
    'Control de peso diario en domicilio con registro escrito',
    'Tratamiento antibiótico con ceftriaxona',
    'Juan Pérez Soto',
    'Radiografía de tórax',
    '',
  ])('not a heading: %s', (text) => {
    expect(announced(text)).toBeNull();
  });
});

test('a plain «Diagnósticos» takes the moment of the box around it, and is of admission elsewhere, less surely', () => {
  expect(settledMoment('diagnosis', null, 'alta', 'Diagnósticos')).toEqual({ moment: 'alta', sure: 0.95 });
  expect(settledMoment('diagnosis', null, null, 'Diagnósticos')).toEqual({ moment: 'ingreso', sure: 0.75 });
});
