/**
 * An outcome that nobody charted: «evolución favorable», «sin complicaciones». The commonest invention of models and of haste; a summary
 * states only what the chart states (Decreto 41/2012: the epicrisis summarises the ficha).
 */

import { fold } from '../../../record/text.ts';
import type { Finding } from '../../types.ts';
import { excerptAt, removal } from '../finding.ts';
import { stemOf } from '../tokens.ts';
import { type Context, isSettled } from './context.ts';

const OUTCOME =
  /\b(?:(?:buena|excelente|adecuada|satisfactoria|favorable|t[oó]rpida|mala)[ \t]+(?:evoluci[oó]n|respuesta|tolerancia|recuperaci[oó]n)(?:[ \t]+cl[ií]nica)?|(?:evoluci[oó]n|evoluciona\w*|respuesta|recuperaci[oó]n|curso|postoperatorio)(?:[ \t]+(?:cl[ií]nica|hospitalaria|de[ \t]+forma|de[ \t]+manera|es|fue|muy|en[ \t]+forma))*[ \t]+(?:favorable(?:mente)?|satisfactori[oa](?:mente)?|buen[oa]|bien|t[oó]rpid[oa](?:mente)?|sin[ \t]+(?:complicaciones|incidentes|problemas))|favorablemente|satisfactoriamente|exitos[oa]s?(?:mente)?|sin[ \t]+(?:complicaciones|incidentes|eventos[ \t]+adversos)|(?:en[ \t]+)?buen(?:as)?[ \t]+(?:condiciones?|estado)(?:[ \t]+generales?|[ \t]+general)?|completamente[ \t]+recuperad[oa]|recuperaci[oó]n[ \t]+completa|resoluci[oó]n[ \t]+completa|curad[oa]|cumpliendo[ \t]+criterios[ \t]+de[ \t]+alta|asintom[aá]tic[oa])\b/giu;

/** The words that carry the judgement, by stem. */
const CARRIERS =
  /favorabl|satisfactor|exit|complic|incident|buen|excelent|adecuad|torpid|mal|bien|recuper|resol|cur|criteri|asintomat|advers|problem/u;

export const outcomeRule = (context: Context): Finding[] => {
  const { chart, reading } = context;
  return Array.from(reading.text.matchAll(OUTCOME)).flatMap((m): Finding[] => {
    const place = { start: m.index, end: m.index + m[0].length };
    if (isSettled(context, place.start, place.end)) return [];
    const carriers = fold(m[0])
      .split(/[^\p{L}]+/u)
      .map(stemOf)
      .filter((s) => CARRIERS.test(s));
    // Charted of this or of something else: whose it is, the physician knows.
    const denies = /^sin\b/iu.test(m[0]);
    const isSaid = (stem: string): boolean =>
      denies
        ? (chart.said.get(stem)?.negated ?? 0) > 0
        : chart.said.has(stem) || chart.sources.words.has(stem);
    if (carriers.length > 0 && carriers.every(isSaid)) return [];
    context.settled.push(place);
    return [
      {
        code: 'C_OUTCOME',
        severity: 'warning',
        message: `La ficha no dice «${m[0]}». Quítelo, o confírmelo y regístrelo en la ficha.`,
        ...excerptAt(reading.text, place),
        fix: removal(reading.text, place),
      },
    ];
  });
};
