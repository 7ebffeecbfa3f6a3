/** What the check, the page and the field say in the preview. */
import type { Finding } from '../../epicrisis/types.ts';
import type { TargetInfo } from '../../shared/messages.ts';

export const findings: readonly Finding[] = [
  {
    code: 'C_MISSING_MUST',
    severity: 'warning',
    section: 'condicion',
    message: 'La ficha no consigna: condición y destino al alta. Complételo en la ficha o agréguelo aquí.',
    excerpt: 'No consignado',
  },
  {
    code: 'C_MISSING_MUST',
    severity: 'warning',
    section: 'alarma',
    message: 'La ficha no consigna: signos de alarma. Complételo en la ficha o agréguelo aquí.',
  },
  {
    code: 'C_DRUG_CHANGED',
    severity: 'warning',
    factId: 'x1' as NonNullable<Finding['factId']>,
    message: 'Rivaroxabán aparece al alta y no estaba entre los tratamientos de la hospitalización.',
    excerpt: 'Rivaroxabán 15 mg VO c/12 h por 21 días',
  },
];

export const targets: readonly TargetInfo[] = [
  { id: 'epi', label: 'Epicrisis', kind: 'textarea', readOnly: false, empty: true, preferred: true },
  {
    id: 'ind',
    label: 'Indicaciones al alta',
    kind: 'contenteditable',
    readOnly: false,
    empty: false,
    section: 'indicaciones',
    preferred: false,
  },
];

/** A form with a field a section, besides the one for the whole. */
export const sectionTargets: readonly TargetInfo[] = [
  { id: 'epi', label: 'Epicrisis', kind: 'textarea', readOnly: false, empty: true, preferred: true },
  ...(
    [
      ['motivo', 'Motivo de hospitalización', 'motivo'],
      ['dxi', 'Diagnósticos de ingreso', 'dx_ingreso'],
      ['evo', 'Evolución y tratamiento', 'evolucion'],
      ['dxa', 'Diagnóstico principal de egreso', 'dx_alta'],
      ['med', 'Receta al alta', 'medicamentos_alta'],
      ['ind', 'Indicaciones al alta', 'indicaciones'],
      ['ctl', 'Citaciones', 'controles'],
    ] as const
  ).map(
    ([id, label, section]): TargetInfo => ({
      id,
      label,
      kind: id === 'dxa' ? 'input' : 'textarea',
      readOnly: false,
      empty: id !== 'evo',
      section,
      preferred: false,
    }),
  ),
];

export const earlierText =
  'Paciente de 68 años que ingresa por TEP de riesgo intermedio alto (I26.9). Recibió heparina EV. Buena respuesta.';
