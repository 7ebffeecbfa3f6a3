/** Where in the chart a piece of text stands: under which heading, of what kind, of which moment. */
import type { FactKind, Moment } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { plain } from '../dom/text.ts';
import { announced, bareHeading } from './words.ts';

export interface Place {
  /** One a heading met: facts of one section are read together. */
  readonly id: number;
  readonly kind: FactKind | 'none' | null;
  /** The moment that its own heading says. */
  readonly own: Moment | null;
  /** The moment of the box around («Egreso»). */
  readonly around: Moment | null;
  readonly title: string;
  /** Words of a heading inside the section that announce nothing themselves: a date, a panel's name. */
  readonly sub: string;
  /** How the heading is drawn (`lookOf`): in a note, what looks the same ends it. '' where unknown. */
  readonly look?: string | undefined;
  /** 0..1: how much the heading proves of its content. */
  readonly sure: number;
}

let made = 0;
export const nowhere: Place = { id: 0, kind: null, own: null, around: null, title: '', sub: '', sure: 1 };

/** Kinds whose moment holds for what is under their sub-headings too. */
const LENDS: readonly (FactKind | 'none' | null)[] = [
  null,
  'none',
  'note',
  'instruction',
  'antecedent',
  'condition',
];
/** Kinds that keep what a sub-heading of these kinds holds: «Pendientes > Exámenes», «Alergias > Medicamentos». */
const KEEPS: Partial<Record<FactKind, readonly FactKind[]>> = {
  pending: ['exam', 'procedure', 'control'],
  allergy: ['drug', 'allergy'],
  antecedent: ['procedure', 'diagnosis'],
  control: ['exam', 'procedure', 'note'],
  alarm: ['instruction'],
};

const isFact = (kind: Place['kind']): kind is FactKind => kind !== null && kind !== 'none';
export const isFactKind = ({ kind }: Place): boolean => isFact(kind);

/** The place under a heading found in `parent`. */
export const under = (text: string, parent: Place, loose: boolean): Place => {
  const title = cleanText(bareHeading(text)).slice(0, 120);
  const said = announced(text, loose);
  const id = ++made;
  const lent = LENDS.includes(parent.kind) ? (parent.own ?? parent.around) : parent.around;
  if (said === null) {
    if (!isFact(parent.kind)) return { ...parent, id, title, own: null, around: lent, sub: '' };
    const free = ['note', 'exam', 'antecedent'].includes(parent.kind);
    return { ...parent, id, sub: title, sure: parent.sure * (free ? 0.95 : 0.7) };
  }
  if (said.kind === null) {
    if (isFact(parent.kind) && said.moment && parent.kind !== 'note')
      return { ...parent, id, own: said.moment, sub: title };
    return { id, kind: null, own: null, around: said.moment ?? lent, title, sub: '', sure: 1 };
  }
  if (said.kind !== 'none' && isFact(parent.kind) && KEEPS[parent.kind]?.includes(said.kind)) {
    return { ...parent, id, own: said.moment ?? parent.own, sub: title };
  }
  // «Ecografía obstétrica» under «Imágenes» names one exam; «Laboratorio» is a part of the chart.
  if (said.kind === 'exam' && parent.kind === 'exam' && announced(text) === null)
    return { ...parent, id, sub: title };
  const kind = resolved(said.kind, said.moment, lent, title);
  return { id, kind, own: said.moment, around: lent, title, sub: '', sure: 1 };
};

/** «Indicaciones» are instructions at discharge and treatment before it. */
const resolved = (
  kind: FactKind | 'none',
  own: Moment | null,
  around: Moment | null,
  title: string,
): FactKind | 'none' => {
  if (kind === 'note' && /^plan\b/.test(plain(title)) && (own ?? around) === 'alta') return 'instruction';
  if (kind !== 'instruction' || !/indicacion|orders|ordenes/.test(plain(title))) return kind;
  const moment = own ?? around;
  return moment === 'intrahospitalario' || moment === 'ingreso' || moment === null ? 'drug' : 'instruction';
};

/** What a label under «Al alta» that announces nothing by itself means there, as a heading's words; null: nothing known. */
export const atDischarge = (label: string): string | null => {
  const words = plain(label);
  if (/^(estado( general| clinico)?|motivo (de|del) (alta|egreso))$/.test(words)) return 'Condición al alta';
  return /^(dieta|regimen( alimentario)?|alimentacion|reposo|actividad( fisica)?|curacion(es)?|higiene|medidas( generales)?|incapacidad|licencia( medica)?)$/.test(
    words,
  )
    ? 'Indicaciones al alta'
    : null;
};
