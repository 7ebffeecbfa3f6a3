/** What the check, the page and the field say in the preview. */
import type { Finding } from '../../epicrisis/types.ts';
import type { TargetInfo } from '../../shared/messages.ts';

export const findings: readonly Finding[] = [
  {
    code: 'C_MISSING_MUST',
    severity: 'warning',
    section: 'condicion',
    message: 'La ficha no consigna: condición y destino al alta.',
    excerpt: 'No consignado',
  },
  {
    code: 'C_MISSING_MUST',
    severity: 'warning',
    section: 'alarma',
    message: 'La ficha no consigna: signos de alarma.',
  },
  {
    code: 'C_DRUG_CHANGED',
    severity: 'warning',
    factId: 'x1' as NonNullable<Finding['factId']>,
    message: 'Rivaroxabán aparece al alta y no estaba entre los tratamientos de la hospitalización.',
    excerpt: 'Rivaroxabán 15 mg VO c/12 h por 21 días',
  },
];

/** A chart that is hardly more than its diagnoses, and entries with names as long as lists have them. */
export const manyFindings: readonly Finding[] = [
  {
    code: 'C_CHANGED_WORD',
    severity: 'warning',
    section: 'dx_alta',
    factId: 'x2' as NonNullable<Finding['factId']>,
    message:
      'La ficha dice «Trastornos mentales y del comportamiento debidos al uso de múltiples drogas y al uso de otras sustancias psicoactivas, síndrome de dependencia (F19.2)»: aquí falta «dependencia».',
    excerpt: 'Trastornos mentales y del comportamiento debidos al uso de múltiples drogas',
  },
  {
    code: 'C_DOSE',
    severity: 'error',
    message:
      'La ficha dice «Amoxicilina/ácido clavulánico 875/125 mg VO c/12 h por 7 días (J01CR02)». Aquí, «amoxicilina/ácido clavulánico 500/125 mg VO c/12 h por 7 días»: difiere la dosis.',
    excerpt: 'amoxicilina/ácido clavulánico 500/125 mg VO c/12 h por 7 días',
    fix: { kind: 'replace', start: 0, end: 0, text: '' },
  },
  ...[
    'motivo de ingreso',
    'alergias y reacciones adversas a medicamentos',
    'evolución',
    'tratamiento intrahospitalario',
    'condición y destino al alta',
    'medicamentos al alta',
    'indicaciones',
    'signos de alarma',
    'controles',
    'RUN',
    'fecha de alta',
    'médico tratante',
  ].map(
    (what): Finding => ({
      code: 'C_MISSING_MUST',
      severity: 'warning',
      origin: 'chart',
      message: `La ficha no consigna: ${what}.`,
    }),
  ),
  {
    code: 'C_UNSUPPORTED_ENTRY',
    severity: 'info',
    message:
      'La ficha no dice «Familia en conocimiento y conforme». Si le consta, regístrelo también en la ficha.',
    excerpt: 'Familia en conocimiento y conforme',
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
