/**
 * The order of a chart's sections says what a heading alone does not: «Indicaciones» after the discharge diagnoses are
 * those of discharge, «Indicaciones» after the notes are the treatment.
 */
import type { Moment } from '../../record/schema.ts';
import { plain } from '../dom/text.ts';
import type { Place } from './place.ts';

/** Headings that mean treatment or advice by where they stand. */
const OPEN =
  /^((otras )?indicacion(es)?( (medicas|generales))?|plan( terapeutico)?|pautas|cuidados( generales)?)$/;
/** Sections that stand at the end of a chart whatever moment they name. */
const LAST: readonly Place['kind'][] = ['condition', 'destination', 'alarm', 'control'];

/** The name of a document that may hold a whole chart. */
const DOCUMENT = /^(nota|atencion|informe|hoja|ficha|documento|registro|historia) /;
const ADMITTED = /(diagn[oó]stic\w*|dgs?|dx|motivo|hip[oó]tesis)\.?[^\n.:]{0,25} ingreso/iu;
const DISCHARGED = /(diagn[oó]stic\w*|dgs?|dx)\.?[^\n.:]{0,25} (?:egreso|alta)/iu;

/** «Egreso hospitalario», «Resumen de hospitalización» over a page that has the admission too is the page's name. */
const isWholeChart = (place: Place, box: Element): boolean => {
  const note = place.kind === 'note' && place.sub === '';
  const document = note && DOCUMENT.test(plain(place.title));
  if (
    !document &&
    !(place.kind === null && place.around === 'alta') &&
    !(note && /^resumen /.test(plain(place.title)))
  )
    return false;
  const text = box.textContent ?? '';
  return ADMITTED.test(text) && (!document || DISCHARGED.test(text));
};

export class Sequence {
  private after: { moment: Moment; sure: number } | null = null;
  /** Drugs of the stay have been met. */
  private treated = false;
  /** The diagnoses of admission have been met. */
  admitted = false;

  /** The place with what stood before it taken into account. */
  enter(named: Place, box?: Element): Place {
    const place =
      box && !this.admitted && isWholeChart(named, box)
        ? { ...named, kind: null, own: null, around: null }
        : named;
    const { kind, own, around } = place;
    if (kind === 'none' || place.sub !== '') return place;
    const open = own === null && (around === null || around === 'alta') && OPEN.test(plain(place.title));
    if (open && this.after?.moment === 'alta')
      return { ...place, kind: 'instruction', around: 'alta', sure: place.sure * this.after.sure };
    const drugs = kind === 'drug' && own === null && around === null;
    if (drugs && this.treated && this.after?.moment === 'alta')
      return { ...place, around: 'alta', sure: place.sure * 0.75 };
    if (kind === 'drug' && (own ?? around ?? 'intrahospitalario') === 'intrahospitalario')
      this.treated = true;
    if (kind === 'diagnosis' && (own ?? around) === 'ingreso') this.admitted = true;
    if (own !== null) this.after = { moment: own, sure: kind === 'diagnosis' ? 0.75 : 0.9 };
    else if (kind !== null && LAST.includes(kind)) this.after = { moment: 'alta', sure: 0.9 };
    else if (kind !== null && around === null) this.after = null;
    return place;
  }
}
