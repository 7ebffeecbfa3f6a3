/**
 * Which section a place of the text belongs to: by its headings where it has them, by the words that open its sentences where
 * it is running text. What no heading or opening words say goes with what stands before.
 */
import type { SectionId } from '../types.ts';
import type { Token } from './tokens.ts';

export interface Region {
  readonly section: SectionId;
  readonly start: number;
  /** Where its opening words end. */
  readonly body: number;
  readonly end: number;
}

/** Of a heading or the opening words of a sentence, on folded words. */
const OPENINGS: readonly (readonly [SectionId, RegExp])[] = [
  ['identidad', /^epicrisis$/],
  ['motivo', /^motivo (?:de|del|de la) (?:ingreso|hospitalizacion|consulta)/],
  ['dx_ingreso', /^(?:diagnosticos?|dg|dx) (?:de|al) (?:ingreso|hospitalizacion)/],
  ['dx_hospitalizacion', /^diagnosticos? (?:durante|intrahospitalarios?)(?: la hospitalizacion)?/],
  ['dx_alta', /^(?:diagnosticos?|dg|dx) (?:de|al) (?:alta|egreso)/],
  [
    'habituales',
    /^(?:(?:medicamentos?|farmacos?|tratamiento)(?: de uso)? (?:habitual(?:es)?|cronicos?)|en tratamiento habitual con|usa habitualmente)/,
  ],
  [
    'medicamentos_alta',
    /^(?:(?:medicamentos|farmacos|tratamiento|receta|medicacion)(?: indicad[oa]s?)? (?:al|de) (?:alta|egreso))/,
  ],
  [
    'antecedentes',
    /^(?:con |como |tiene |sus )?antecedentes(?: (?:de|morbidos|medicos|relevantes|personales|se registran))*/,
  ],
  ['alergias', /^alergias?(?: y (?:reacciones adversas(?: a medicamentos)?|ram)| ram)?/],
  [
    'procedimientos',
    /^(?:procedimientos?|cirugias?|intervenciones)(?: (?:durante la hospitalizacion|realizad[oa]s))?/,
  ],
  [
    'tratamiento',
    /^tratamiento(?! (?:al|de) (?:alta|egreso)| habitual| ambulatorio| quirurgico)(?: (?:intrahospitalario|recibido|hospitalario))?/,
  ],
  ['pendientes', /^(?:examenes pendientes|quedan pendientes(?: al alta)?|pendientes(?: al alta)?)/],
  ['examenes', /^(?:examenes(?: relevantes| de laboratorio)?|entre los examenes se consigna|laboratorio)/],
  ['condicion', /^(?:condicion(?: y destino)? al (?:alta|egreso)|destino(?: al (?:alta|egreso))?)/],
  ['alarma', /^(?:signos de alarma|se consignan como signos de alarma)/],
  ['controles', /^(?:controles|control posterior|seguimiento|proximos? controles?)/],
  ['indicaciones', /^indicaciones(?: (?:al|de) (?:alta|egreso)| generales)?/],
  ['medico', /^medico tratante/],
  [
    'evolucion',
    /^(?:resumen de (?:la )?(?:evolucion|hospitalizacion)|evolucion(?: durante la hospitalizacion| clinica)?|en (?:su|la) evolucion(?: se consigna)?|durante la hospitalizacion(?! se (?:realiz|efectu)| recib)(?! con fecha)|en su estadia)/,
  ],
];

/** «12-03-2024: », «El 12/03: »: a day of the evolution. */
const DAY_LEAD = /^(?:El |Con fecha )?\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?(?: \d{1,2}:\d\d)?:\s/iu;

/** Words that begin a section anywhere in a sentence of running text. */
const CUES: readonly (readonly [SectionId, RegExp])[] = [
  [
    'dx_ingreso',
    /\b(?:ingresa|ingreso|(?:se |es )?hospitaliz(?:a|ado|ada|o)|es internad[oa])(?: el(?: dia)? \d+(?: [\w]+){0,4}?)? (?:por|con (?:el )?diagnosticos? de|con los diagnosticos de|con cuadro de)\b/g,
  ],
  ['procedimientos', /\b(?:se (?:realiz(?:a|o|an|aron)|efectu(?:a|o|an|aron))|fue sometid[oa] a)\b/g],
  [
    'tratamiento',
    /\b(?:recib(?:e|io)(?: tratamiento con)?|se (?:administra|administro|administran|administraron|trato con)|es tratad[oa] con|fue tratad[oa] con|se trato con|el (?:tratamiento|manejo) incluyo)\b/g,
  ],
  [
    'dx_alta',
    /\b(?:egresa|alta|se da de alta|es dad[oa] de alta)(?: el(?: dia)? \d+(?: [\w]+){0,4}?)? con (?:el diagnostico de|diagnosticos? de|los diagnosticos de)\b|^(?:alta|egresa) con(?! (?:indicacion|el|los|diagnostico))/g,
  ],
  [
    'medicamentos_alta',
    /\bindicandose\b|\bcon indicacion de\b|\b(?:al alta )se indican?(?: tratamiento ambulatorio con)?\b|\bse indican? (?:al alta|tratamiento ambulatorio con)\b|\btratamiento ambulatorio con\b/g,
  ],
  ['habituales', /\bmedicamentos de uso habitual\b/g],
];

export interface Line {
  readonly start: number;
  readonly end: number;
  /** Token indices. */
  readonly from: number;
  readonly to: number;
}

const joined = (tokens: readonly Token[], from: number, to: number): { words: string; ends: number[] } => {
  let words = '';
  const ends: number[] = [];
  for (let i = from; i < to; i++) {
    words += `${i === from ? '' : ' '}${tokens[i]?.key ?? ''}`;
    ends.push(words.length);
  }
  return { words, ends };
};

/** The token that ends at or after a place of the joined words. */
const tokenAt = (ends: readonly number[], place: number): number => {
  const at = ends.findIndex((end) => end >= place);
  return at < 0 ? ends.length - 1 : at;
};

interface Opening {
  readonly section: SectionId;
  readonly start: number;
  readonly body: number;
  /** A line of its own, nothing after it. */
  readonly alone?: boolean;
}

/** A line that is a heading and nothing else, or a heading, a colon and its text. */
const headingOf = (text: string, tokens: readonly Token[], line: Line): Opening | null => {
  // An entry of a list is no heading, whatever its first word.
  if (/^\s*[-•*·]/u.test(text.slice(line.start, line.start + 4))) return null;
  const { words, ends } = joined(tokens, line.from, Math.min(line.to, line.from + 8));
  for (const [section, opening] of OPENINGS) {
    const m = opening.exec(words);
    if (!m) continue;
    const last = tokens[line.from + tokenAt(ends, m[0].length)];
    if (!last || (ends[tokenAt(ends, m[0].length)] ?? 0) !== m[0].length) continue;
    const rest = text.slice(last.end, line.end);
    if (!/^[ \t]*(?::|$)/u.test(rest)) return null;
    return {
      section,
      start: line.start,
      alone: /^[ \t]*:?[ \t]*$/u.test(rest),
      body: last.end + (/^[ \t]*:?/u.exec(rest)?.[0].length ?? 0),
    };
  }
  return null;
};

const withEnds = (openings: readonly Opening[], length: number): Region[] =>
  openings.map(({ section, start, body }, i) => ({
    section,
    start,
    body,
    end: openings[i + 1]?.start ?? length,
  }));

/** From this many headings on a text is by sections. */
const HEADED = 3;

/**
 * The regions of a text in order, without gaps after the first opening.
 * @param copied whether the tokens from..to are a copy of the chart's own words, which open nothing
 */
export const regionsOf = (
  text: string,
  tokens: readonly Token[],
  lines: readonly Line[],
  sentences: readonly Line[],
  copied: (from: number, to: number) => boolean,
): { readonly regions: readonly Region[]; readonly headed: boolean } => {
  const headings = lines.flatMap((line) => {
    const found = headingOf(text, tokens, line);
    return found && !copied(line.from, line.from + 1) ? [found] : [];
  });
  if (new Set(headings.filter((h) => h.alone).map((h) => h.section)).size >= HEADED)
    return { regions: withEnds(headings, text.length), headed: true };
  const openings: Opening[] = [];
  for (const sentence of sentences) {
    const { words, ends } = joined(tokens, sentence.from, sentence.to);
    if (words === '') continue;
    const found: { section: SectionId; from: number; to: number }[] = [];
    for (const [section, opening] of OPENINGS) {
      const m = opening.exec(words);
      if (!m) continue;
      found.push({ section, from: 0, to: tokenAt(ends, m[0].length) });
      break;
    }
    const day = found.length === 0 ? DAY_LEAD.exec(text.slice(sentence.start, sentence.start + 40)) : null;
    if (day) {
      const end = sentence.start + day[0].trimEnd().length - 1;
      let last = sentence.from;
      while (last < sentence.to && (tokens[last]?.end ?? end) < end) last++;
      found.push({ section: 'evolucion', from: 0, to: Math.max(0, last - sentence.from) });
    }
    for (const [section, cue] of CUES) {
      for (const m of words.matchAll(cue)) {
        const from = tokenAt(ends, m.index + 1);
        found.push({ section, from, to: tokenAt(ends, m.index + m[0].length) });
      }
    }
    found.sort((a, b) => a.from - b.from || b.to - a.to);
    let reached = -1;
    for (const { section, from, to } of found) {
      // A note's own day is a day of the evolution all the same.
      const ofDay = day !== null && from === 0 && section === 'evolucion';
      if (from <= reached || (!ofDay && copied(sentence.from + from, sentence.from + to + 1))) continue;
      reached = to;
      const [first, last] = [tokens[sentence.from + from], tokens[sentence.from + to]];
      if (first && last) openings.push({ section, start: first.start, body: last.end });
    }
  }
  return { regions: withEnds(openings, text.length), headed: false };
};
