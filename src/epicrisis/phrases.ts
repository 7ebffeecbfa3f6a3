/**
 * The phrases: reviewed Spanish with typed places for facts. They carry grammar, never clinical content: no outcome, no
 * cause, no negation, nothing that the chart does not say. The first that fits is the template's; a model may choose any
 * that fits. `{}` is the list of the section's facts, `{edad}`, `{ingreso}` and `{alta}` are values of the header (a phrase
 * that names one fits only where it is charted).
 *
 * Reviewing a phrase: it must be true and correct for every list that its conditions let in. Where agreement or the kind
 * of words is in doubt, the forms with a colon are always right.
 */
import type { SectionId } from './types.ts';

export interface Phrase {
  readonly of: SectionId;
  readonly say: string;
  /** How many facts: one, many, or any number. */
  readonly count?: 'one' | 'many';
  /** What the entries' words must allow: `nominal` (noun phrases), `given` (drugs and other things that are given), or anything. */
  readonly words: 'nominal' | 'given' | 'any';
  /** The verb agrees with the list: its head must be known to be singular (one) or the list be plural. */
  readonly verb?: 'singular' | 'plural';
  readonly sex?: 'f' | 'm';
  /** Continues the sentence of the discharge diagnoses. */
  readonly continues?: true;
}

const nominal = (of: SectionId, say: string, more: Partial<Phrase> = {}): Phrase => ({
  of,
  say,
  words: 'nominal',
  ...more,
});
const given = (of: SectionId, say: string, more: Partial<Phrase> = {}): Phrase => ({
  of,
  say,
  words: 'given',
  ...more,
});
const any = (of: SectionId, say: string, more: Partial<Phrase> = {}): Phrase => ({
  of,
  say,
  words: 'any',
  ...more,
});

const one = { count: 'one' } as const;
const many = { count: 'many' } as const;
const f = { sex: 'f' } as const;
const m = { sex: 'm' } as const;
const singular = { verb: 'singular' } as const;
const plural = { verb: 'plural' } as const;
const continues = { continues: true } as const;

export const phrases: readonly Phrase[] = [
  // Motivo de ingreso: the patient's or the writer's own words, often whole sentences.
  any('motivo', 'Motivo de ingreso: {}'),
  any('motivo', 'Motivo de hospitalización: {}'),

  // Diagnósticos de ingreso.
  nominal('dx_ingreso', 'Ingresa por {}'),
  nominal('dx_ingreso', 'Se hospitaliza por {}'),
  nominal('dx_ingreso', 'Ingreso por {}'),
  nominal('dx_ingreso', 'Paciente que ingresa por {}'),
  nominal('dx_ingreso', 'Paciente que se hospitaliza por {}'),
  nominal('dx_ingreso', 'Paciente que ingresa con cuadro de {}', one),
  nominal('dx_ingreso', 'Paciente ingresa con diagnóstico de {}', one),
  nominal('dx_ingreso', 'Paciente ingresa con los diagnósticos de {}', many),
  nominal('dx_ingreso', 'Ingresa con diagnóstico de {}', one),
  nominal('dx_ingreso', 'Ingresa con los diagnósticos de {}', many),
  nominal('dx_ingreso', 'Se hospitaliza con diagnóstico de {}', one),
  nominal('dx_ingreso', 'Se hospitaliza con los diagnósticos de {}', many),
  nominal('dx_ingreso', 'Es hospitalizada por {}', f),
  nominal('dx_ingreso', 'Es hospitalizado por {}', m),
  nominal('dx_ingreso', 'Paciente de {edad} que ingresa por {}'),
  nominal('dx_ingreso', 'Paciente de {edad} que se hospitaliza por {}'),
  nominal('dx_ingreso', 'Paciente de {edad} que ingresa con diagnóstico de {}', one),
  nominal('dx_ingreso', 'Paciente de {edad} que ingresa con los diagnósticos de {}', many),
  nominal('dx_ingreso', 'Ingresa el {ingreso} por {}'),
  nominal('dx_ingreso', 'Se hospitaliza el {ingreso} por {}'),
  nominal('dx_ingreso', 'Paciente de {edad} que ingresa el {ingreso} por {}'),
  nominal('dx_ingreso', 'Paciente de {edad}, hospitalizada el {ingreso} por {}', f),
  nominal('dx_ingreso', 'Paciente de {edad}, hospitalizado el {ingreso} por {}', m),
  any('dx_ingreso', 'Diagnóstico de ingreso: {}', one),
  any('dx_ingreso', 'Diagnósticos de ingreso: {}', many),

  // Antecedentes.
  any('antecedentes', 'Antecedentes: {}'),
  nominal('antecedentes', 'Con antecedentes de {}'),
  nominal('antecedentes', 'Como antecedentes se registran {}', many),
  nominal('antecedentes', 'Tiene antecedentes de {}'),

  // Medicamentos de uso habitual.
  any('habituales', 'Medicamentos de uso habitual: {}'),
  given('habituales', 'En tratamiento habitual con {}'),
  given('habituales', 'Usa habitualmente {}'),
  any('habituales', 'Tratamiento habitual: {}'),

  // Alergias: as charted, also «Niega alergias».
  any('alergias', 'Alergias: {}'),
  any('alergias', 'Alergias y reacciones adversas: {}'),

  // Procedimientos.
  nominal('procedimientos', 'Se realiza {}', { ...one, ...singular }),
  nominal('procedimientos', 'Se realizan {}', plural),
  nominal('procedimientos', 'Se realizó {}', { ...one, ...singular }),
  nominal('procedimientos', 'Se realizaron {}', plural),
  nominal('procedimientos', 'Durante la hospitalización se realiza {}', { ...one, ...singular }),
  nominal('procedimientos', 'Durante la hospitalización se realizan {}', plural),
  nominal('procedimientos', 'Se efectúa {}', { ...one, ...singular }),
  nominal('procedimientos', 'Se efectúan {}', plural),
  nominal('procedimientos', 'Durante la hospitalización se efectuó {}', { ...one, ...singular }),
  nominal('procedimientos', 'Durante la hospitalización se efectuaron {}', plural),
  nominal('procedimientos', 'Fue sometida a {}', f),
  nominal('procedimientos', 'Fue sometido a {}', m),
  any('procedimientos', 'Procedimiento: {}', one),
  any('procedimientos', 'Procedimientos: {}', many),
  any('procedimientos', 'Procedimientos durante la hospitalización: {}', many),

  // Tratamiento intrahospitalario.
  given('tratamiento', 'Recibió {}'),
  given('tratamiento', 'Recibió tratamiento con {}'),
  given('tratamiento', 'Durante la hospitalización recibió {}'),
  given('tratamiento', 'Durante la internación recibe {}'),
  given('tratamiento', 'Durante su estadía recibió {}'),
  given('tratamiento', 'Se trató con {}'),
  given('tratamiento', 'Recibe {}'),
  given('tratamiento', 'Fue tratada con {}', f),
  given('tratamiento', 'Fue tratado con {}', m),
  nominal('tratamiento', 'El tratamiento incluyó {}'),
  nominal('tratamiento', 'El manejo incluyó {}'),
  any('tratamiento', 'Tratamiento: {}'),
  any('tratamiento', 'Tratamiento intrahospitalario: {}'),

  // Diagnósticos durante la hospitalización: of neither end of the stay.
  any('dx_hospitalizacion', 'Diagnóstico durante la hospitalización: {}', one),
  any('dx_hospitalizacion', 'Diagnósticos durante la hospitalización: {}', many),

  // Exámenes.
  any('examenes', 'Exámenes relevantes: {}'),
  any('examenes', 'Entre los exámenes se consigna: {}'),
  any('pendientes', 'Exámenes pendientes: {}'),
  any('pendientes', 'Quedan pendientes al alta: {}'),

  // Diagnósticos de alta.
  nominal('dx_alta', 'Egresa con diagnóstico de {}', one),
  nominal('dx_alta', 'Egresa con los diagnósticos de {}', many),
  nominal('dx_alta', 'Alta con diagnóstico de {}', one),
  nominal('dx_alta', 'Alta con los diagnósticos de {}', many),
  nominal('dx_alta', 'Alta con {}'),
  nominal('dx_alta', 'Se da de alta con diagnóstico de {}', one),
  nominal('dx_alta', 'Se da de alta con los diagnósticos de {}', many),
  nominal('dx_alta', 'Es dada de alta con diagnóstico de {}', { ...one, ...f }),
  nominal('dx_alta', 'Es dado de alta con diagnóstico de {}', { ...one, ...m }),
  nominal('dx_alta', 'Es dada de alta con los diagnósticos de {}', { ...many, ...f }),
  nominal('dx_alta', 'Es dado de alta con los diagnósticos de {}', { ...many, ...m }),
  nominal('dx_alta', 'Egresa el {alta} con diagnóstico de {}', one),
  nominal('dx_alta', 'Egresa el {alta} con los diagnósticos de {}', many),
  nominal('dx_alta', 'Se da de alta el {alta} con diagnóstico de {}', one),
  nominal('dx_alta', 'Se da de alta el {alta} con los diagnósticos de {}', many),
  any('dx_alta', 'Diagnóstico de alta: {}', one),
  any('dx_alta', 'Diagnósticos de alta: {}', many),

  // Condición y destino al alta: one phrase a kind, in grammar/paragraph.ts.

  // Medicamentos al alta.
  nominal('medicamentos_alta', ', indicándose {}', continues),
  nominal('medicamentos_alta', ', con indicación de {}', continues),
  nominal('medicamentos_alta', 'Al alta se indica {}', { ...one, ...singular }),
  nominal('medicamentos_alta', 'Al alta se indican {}', plural),
  nominal('medicamentos_alta', 'Se indica al alta {}', { ...one, ...singular }),
  nominal('medicamentos_alta', 'Se indican al alta {}', plural),
  given('medicamentos_alta', 'Egresa con indicación de {}'),
  given('medicamentos_alta', 'Se indica tratamiento ambulatorio con {}'),
  any('medicamentos_alta', 'Medicamentos al alta: {}'),
  any('medicamentos_alta', 'Tratamiento al alta: {}'),

  // Indicaciones, signos de alarma, controles: as charted.
  any('indicaciones', 'Indicaciones: {}'),
  any('indicaciones', 'Indicaciones al alta: {}'),
  any('alarma', 'Signos de alarma: {}'),
  any('alarma', 'Se consignan como signos de alarma: {}'),
  any('controles', 'Controles: {}'),
  any('controles', 'Control posterior: {}', one),
  any('controles', 'Seguimiento: {}'),
];

/** How the evolution opens, before a clause as charted. */
export const evolutionLeads: readonly string[] = [
  'Evolución: ',
  'Durante la hospitalización: ',
  'En su evolución: ',
  'En la evolución se consigna: ',
  'Evolución durante la hospitalización: ',
  'En su estadía: ',
];

/** How a day's clauses open; `{}` is the date as charted. */
export const dayLeads: readonly string[] = ['{}: ', 'El {}: ', 'Con fecha {}: '];

/** How the first day opens inside the paragraph. */
export const firstDayLeads: readonly string[] = [
  'Evolución. {}: ',
  'En su evolución, el {}: ',
  'Durante la hospitalización, el {}: ',
];

/** How a must that the chart does not hold is written in the paragraph. */
export const absentPhrases: Readonly<Partial<Record<SectionId, string>>> = {
  dx_ingreso: 'Diagnóstico de ingreso: no consignado.',
  evolucion: 'Evolución: no consignada.',
  tratamiento: 'Tratamiento intrahospitalario: no consignado.',
  dx_alta: 'Diagnóstico de alta: no consignado.',
  medicamentos_alta: 'Medicamentos al alta: no consignados.',
};
