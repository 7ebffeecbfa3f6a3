/** Lines right under «Al alta», told by their words: drugs, advice, alarm signs, controls. */
import { plain } from '../dom/text.ts';
import type { Place } from './place.ts';

/** How lines of advice begin, by the heading that they might have stood under. */
const PLAIN_AT_DISCHARGE: readonly (readonly [string, RegExp])[] = [
  ['Signos de alarma', /^(re)?(consultar|acudir|volver|concurrir)\b.*\b(si|en caso de|ante)\b/],
  ['Controles', /^(control|citacion|cita|seguimiento|volver a control)\b/],
  [
    'Indicaciones al alta',
    /^(reposo|regimen|dieta|evitar|mantener|no (?!hay|registra)|uso de|retiro de|curacion|hidratacion|suspender|continuar|aseo|higiene|realizar|deambul|ejercicio|licencia)/,
  ],
];

/** A drug with its dose among instructions: charted there, still a drug. */
export const DRUG_LIKE =
  /^\p{L}{4,}[^:;]{0,45}?\s\d+(?:[.,]\d+)?\s?(?:mg|g|mcg|ug|µg|ml|ui|u|comp\w*|puffs?|gotas)\b.*(?:c\/\s?\d|\/\s?\d{1,2}\s?h|cada \d|\bvo\b|\bsc\b|\bev\b|\bim\b|(?:al|por) d[ií]a|\b(?:qd|bid|tid)\b|noche|mañana|veces|diari|por \d+ d[ií]as)/iu;

/** The heading that such a line would have; undefined: it stands elsewhere, or its words do not tell. */
export const headingAtDischarge = ({ title }: Place, text: string): string | undefined => {
  if (!/^(al |del )?(alta|egreso)( medic[oa])?$/.test(plain(title)) || text.length > 200) return undefined;
  const words = plain(text);
  return DRUG_LIKE.test(text)
    ? 'Fármacos al alta'
    : PLAIN_AT_DISCHARGE.find(([, pattern]) => pattern.test(words))?.[0];
};
