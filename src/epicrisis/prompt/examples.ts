/**
 * What a chat model is shown: two stays that nobody had, as our own template writes them. The product's core plans and
 * writes them each time, so that they hold no phrase that a document could not hold.
 */
import type { ClinicalRecord, Fact, FactId, FactKind, Moment } from '../../record/schema.ts';
import { draftEpicrisis, templateText } from '../document.ts';
import { planEpicrisis } from '../plan.ts';
import type { Form } from '../types.ts';

type Entry = readonly [
  kind: FactKind,
  moment: Moment,
  text: string,
  more?: Pick<Fact, 'code' | 'system' | 'date'>,
];

const cie10 = (code: string) => ({ code, system: 'cie10' }) as const;
const cie9mc = (code: string) => ({ code, system: 'cie9mc' }) as const;
const atc = (code: string) => ({ code, system: 'atc' }) as const;

/** Lists of one and of several: what a small model copies is the shape. */
const STAYS: readonly (readonly Entry[])[] = [
  [
    ['diagnosis', 'ingreso', 'Apendicitis aguda', cie10('K35.8')],
    ['procedure', 'intrahospitalario', 'Apendicectomía laparoscópica', cie9mc('47.01')],
    ['note', 'intrahospitalario', 'Afebril desde el segundo día, tolera régimen liviano'],
    ['drug', 'intrahospitalario', 'Ceftriaxona 2 g EV c/24 h', atc('J01DD04')],
    ['drug', 'intrahospitalario', 'Metronidazol 500 mg EV c/8 h', atc('J01XD01')],
    ['diagnosis', 'alta', 'Apendicitis aguda operada', cie10('K35.8')],
    ['drug', 'alta', 'Paracetamol 1 g VO c/8 h', atc('N02BE01')],
    ['drug', 'alta', 'Ketoprofeno 50 mg VO c/8 h', atc('M01AE03')],
  ],
  [
    ['diagnosis', 'ingreso', 'Neumonía adquirida en la comunidad', cie10('J18.9')],
    ['diagnosis', 'ingreso', 'Diabetes mellitus tipo 2', cie10('E11.9')],
    ['procedure', 'intrahospitalario', 'Radiografía de tórax', cie9mc('87.44')],
    ['procedure', 'intrahospitalario', 'Ecografía pleural', cie9mc('88.73')],
    ['note', 'intrahospitalario', 'Tos productiva y disnea', { date: '04-03-2024' }],
    ['note', 'intrahospitalario', 'Satura 95 % ambiental al cuarto día', { date: '08-03-2024' }],
    ['drug', 'intrahospitalario', 'Oxígeno por naricera', atc('V03AN01')],
    ['drug', 'intrahospitalario', 'Ceftriaxona 2 g EV c/24 h', atc('J01DD04')],
    ['drug', 'intrahospitalario', 'Insulina NPH 12 UI SC c/12 h', atc('A10AC01')],
    ['diagnosis', 'alta', 'Neumonía de lóbulo inferior derecho', cie10('J18.1')],
    ['drug', 'alta', 'Amoxicilina 1 g VO c/8 h por 5 días', atc('J01CA04')],
    ['drug', 'alta', 'Metformina 850 mg VO c/12 h', atc('A10BA02')],
  ],
];

const NOBODY = { hospitalName: '', signatureLine: '' };

/**
 * The invented records. Their notes have days in the form by sections alone: with days in the paragraph SmolLM2 writes
 * paragraphs without any like the references by 0.72 instead of 0.75 (ROUGE-L), and those with days no better.
 */
export const exampleRecords = (form: Form): readonly ClinicalRecord[] =>
  STAYS.map((entries) => ({
    schema: 1,
    identity: {},
    episode: {},
    facts: entries.map(([kind, moment, text, { date, ...coded } = {}], at) => ({
      id: `ejemplo-${at + 1}` as FactId,
      kind,
      moment,
      text,
      source: { type: 'data', path: `ejemplo[${at}]` },
      ...coded,
      ...(date !== undefined && form === 'secciones' ? { date } : {}),
    })),
    reading: { adapter: 'ejemplo', url: '', title: '', readAt: '1970-01-01T00:00:00Z', findings: [] },
  }));

/** What a model would have to write of them: of the sections, those that leave a choice. */
export const exampleTexts = (form: Form): readonly string[] =>
  exampleRecords(form).map((record) =>
    templateText(draftEpicrisis(planEpicrisis(record, form, NOBODY), 'text')),
  );
