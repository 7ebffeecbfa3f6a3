/**
 * The special tokens of the *slots* dialect: a fact is one token; so is each of the few things that the model is told of
 * it. Shared with the training (`tools/models`), so a change here means training again.
 */
import type { ClauseTopic } from '../evolution/topics.ts';
import { SLOT_LETTER } from '../plan.ts';

/** Entries of a section that have a token each; later ones are spelled and cost a few more. */
const ENTRIES = 32;

export const FEATURES = {
  form: { parrafo: '<parrafo>', secciones: '<secciones>' },
  sex: { f: '<f>', m: '<m>' },
  accents: '<tildes>',
  coded: {
    cie10: '<cie>',
    cie9mc: '<cie9>',
    k: '<k>',
    fonasa: '<fonasa>',
    atc: '<atc>',
    loinc: '<otro>',
    otro: '<otro>',
  },
  free: '<libre>',
  plural: '<plural>',
  must: '<debe>',
  write: '<escribe>',
} as const;

const TOPICS: Readonly<Record<ClauseTopic, string>> = {
  procedure: '<t-procedimiento>',
  complication: '<t-complicacion>',
  critical: '<t-critico>',
  treatment: '<t-tratamiento>',
  result: '<t-resultado>',
  course: '<t-curso>',
  symptom: '<t-sintoma>',
  vitals: '<t-vitales>',
  plan: '<t-plan>',
  formula: '<t-formula>',
  other: '<t-otro>',
};

export const topicToken = (topic: ClauseTopic): string => TOPICS[topic];

/** Header values that phrases name. */
const HEADER = ['<edad>', '<ingreso>', '<alta>'] as const;

/** Every special token, in the order of their ids. */
export const slotVocabulary = (): string[] => [
  ...Object.values(FEATURES.form),
  ...Object.values(FEATURES.sex),
  FEATURES.accents,
  ...new Set(Object.values(FEATURES.coded)),
  FEATURES.free,
  FEATURES.plural,
  FEATURES.must,
  FEATURES.write,
  ...Object.values(TOPICS),
  ...HEADER,
  ...Object.values(SLOT_LETTER).flatMap((letter) =>
    Array.from({ length: ENTRIES }, (_, i) => `<${letter}${i}>`),
  ),
  ...Array.from({ length: ENTRIES }, (_, i) => `<Y${i}>`),
];
