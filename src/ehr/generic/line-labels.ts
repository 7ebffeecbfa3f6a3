/** What a line's label says of its value: a header's, with a colon or without, a moment, a section. */
import { fits, headerLabel } from './header-words.ts';
import type { Place } from './place.ts';
import { announced } from './words.ts';

export const isHeaderPair = (label: string, value: string): boolean => {
  const key = headerLabel(label);
  return key !== null && fits(key, value);
};

export const DAYS: readonly unknown[] = ['admission', 'discharge', 'birthDate'];

/** Between the values of a banner's line: «Ingreso 21/02/2025 — Alta 28/02/2025». */
export const BESIDE = /\s+[—–|·•]\s+/u;

/** «Ingresó el 06-06-2025», «Edad 61 años»: a header's label and its value without a colon. */
export const ledValue = (text: string): { label: string; value: string } | null => {
  const [, label, value] = text.length > 80 ? [] : (/^(\p{L}[^\d:]{2,30}?)\.?\s+(\d.*)$/u.exec(text) ?? []);
  return label && value && isHeaderPair(label, value) ? { label, value } : null;
};

/** «De ingreso:» before a diagnosis, «Al alta:» before a drug. */
export const tellsMoment = (said: NonNullable<ReturnType<typeof announced>>, { kind }: Place): boolean =>
  said.kind === null && said.moment !== null && (kind === 'diagnosis' || kind === 'drug');

/** «Antecedentes de jerarquía:» under no section: a section's word first, whatever a hospital adds to it. */
export const ledBy = (label: string, name: string, place: Place): ReturnType<typeof announced> => {
  if ((place.kind !== null && place.kind !== 'none') || !/[:：]\s*$/.test(label)) return null;
  const [first = ''] = name.split(/\s+/u);
  const own = announced(first);
  return own?.kind && ADDED_TO.includes(own.kind) && name.split(/\s+/u).length <= 5
    ? announced(name, true)
    : null;
};
const ADDED_TO: readonly unknown[] = [
  'antecedent',
  'diagnosis',
  'drug',
  'allergy',
  'procedure',
  'instruction',
];
