/**
 * Whose document it is and of which stay: the labelled values of the header, the dates of admission and discharge told in the
 * text, and people who are not the patient. Sources: Ley 20.584 art. 11 and Decreto 41/2012 (identification); The Joint Commission
 * NPSG.01.01.01 (two identifiers).
 */
import { parseAge } from '../../../record/age.ts';
import { parseRun } from '../../../record/run.ts';
import { fold } from '../../../record/text.ts';
import { asCharted } from '../../literal.ts';
import { headerRules } from '../../sections.ts';
import type { Finding, SectionId } from '../../types.ts';
import { dayOf, findDates } from '../dates.ts';
import { excerptAt, replaceWith } from '../finding.ts';
import { regionsIn } from '../reading.ts';
import { keysOf } from '../tokens.ts';
import { type Context, isSettled, type Rule } from './context.ts';
import { otherNames } from './other-people.ts';

const RUN_SHAPE =
  /(?<![\p{L}\p{N}.])\d{1,2}(?:\.\d{3}){2}\s?[-‐–]\s?[\dkK](?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])\d{7,8}[-‐–][\dkK](?![\p{L}\p{N}])/gu;

/** Another person's RUN in the text: a document of two patients. */
const otherRuns = (context: Context): Finding[] => {
  const { chart, reading, settled } = context;
  const { record } = chart;
  const own = record.identity.run ? parseRun(record.identity.run.text) : null;
  const charted = new Set(record.facts.flatMap((f) => f.text.match(RUN_SHAPE) ?? []));
  const seen = new Set<string>();
  return Array.from(reading.text.matchAll(RUN_SHAPE)).flatMap((m): Finding[] => {
    const [found] = m;
    const run = parseRun(found);
    const labelled = /\br\.?u\.?[nt]\.?\s*(?:n[°º.]?)?\s*:?\s*$/iu.test(
      reading.text.slice(Math.max(0, m.index - 12), m.index),
    );
    if (!run || seen.has(found) || (own && run.body === own.body && run.digit === own.digit)) return [];
    if (!run.valid && !labelled && !(own && found.includes('.'))) return [];
    seen.add(found);
    const place = { start: m.index, end: m.index + found.length };
    settled.push(place);
    return [
      {
        code: 'C_OTHER_PATIENT',
        severity: 'error',
        message: `El RUN ${found} no es el del paciente${charted.has(found) ? ', aunque aparece en su ficha' : ''}. Verifique que el texto sea suyo.`,
        ...excerptAt(reading.text, place),
        ...(record.identity.run ? { fix: replaceWith(place, asCharted(record.identity.run.text)) } : {}),
      },
    ];
  });
};

const NAMES_PATIENT = new Set(['identity.name', 'identity.run', 'identity.ficha']);

const sameAge = (a: string, b: string): boolean => {
  const [was, is] = [parseAge(a), parseAge(b)];
  return was !== null && is !== null && was.value === is.value && was.unit === is.unit;
};

/** The line under «Médico tratante»: as a labelled line, its value last. */
const underHeading = (
  { reading }: Context,
  section: SectionId,
  charted: string,
): Pick<RegExpExecArray, 0 | 1 | 'index'> | null => {
  const region = section === 'medico' && reading.headed ? regionsIn(reading, section)[0] : undefined;
  const m = region && /^\s*([^\n]+)/u.exec(reading.text.slice(region.body, region.end));
  // Broken over lines, or followed by a signature, it is there all the same.
  if (
    region &&
    ` ${keysOf(reading.text.slice(region.body, region.end)).join(' ')} `.includes(
      ` ${keysOf(charted).join(' ')} `,
    )
  )
    return null;
  return region && m?.[1] ? { 0: m[0], 1: m[1], index: region.body } : null;
};

/** `Label: value` lines that say something else than the chart. */
const labelled = (context: Context): Finding[] => {
  const { chart, reading, settled } = context;
  return headerRules.flatMap((rule): Finding[] => {
    const charted = chart.plan.header.find((h) => h.id === rule.id);
    if (!charted || charted.text === '' || charted.charted === undefined) return [];
    const label = new RegExp(String.raw`(?<=^|\n)[ \t]*${rule.label}[ \t]*:[ \t]*([^\n]*)`, 'iu');
    const m = label.exec(reading.text) ?? underHeading(context, rule.section, charted.text);
    if (!m) return [];
    const value = m[1] ?? '';
    const start = m.index + m[0].length - value.length;
    const place = { start, end: start + value.trimEnd().length };
    settled.push(place);
    const same =
      keysOf(value).join(' ') === keysOf(charted.text).join(' ') ||
      (dayOf(value) !== undefined && dayOf(value) === dayOf(charted.text)) ||
      (rule.id === 'identity.run' &&
        parseRun(value)?.body !== undefined &&
        parseRun(value)?.body === parseRun(charted.text)?.body) ||
      (rule.id === 'identity.age' && sameAge(value, charted.text)) ||
      (keysOf(value).length === 0 && keysOf(charted.text).length === 0);
    if (same) return [];
    const other = NAMES_PATIENT.has(rule.id) && value.trim() !== '' && !/^no consignad/iu.test(value);
    if (value.trim() === '' && rule.section === 'medico') return [];
    const serious = rule.rule === 'must' && rule.id !== 'episode.service';
    return [
      {
        code: other ? 'C_OTHER_PATIENT' : 'C_HEADER_CHANGED',
        severity: other || (serious && value.trim() !== '') ? 'error' : 'warning',
        section: rule.section,
        message: other
          ? `${rule.label} no es el del paciente: la ficha dice «${charted.text}». Verifique que el texto sea suyo.`
          : `${rule.label}: la ficha dice «${charted.text}».`,
        ...excerptAt(reading.text, place.end > place.start ? place : { start: m.index, end: start }),
        fix: replaceWith(
          place,
          place.start === start && m[0].endsWith(':') ? ` ${charted.text}` : charted.text,
        ),
      },
    ];
  });
};

const TOLD: readonly (readonly ['admission' | 'discharge', RegExp])[] = [
  [
    'admission',
    /\b(?:ingres[aoó]|hospitaliz(?:ad[oa]|a|ó)|internad[oa])\s+(?:el(?:\s+d[ií]a)?|con\s+fecha)\s+$/iu,
  ],
  ['discharge', /\b(?:egresa|alta|egres[oó])\s+(?:el(?:\s+d[ií]a)?|con\s+fecha)\s+$/iu],
];

/** «Ingresa el …», «egresa el …» with another day than the header's. */
const toldDates = (context: Context): Finding[] => {
  const { chart, reading, settled } = context;
  return findDates(reading.text).flatMap((found): Finding[] => {
    const before = reading.text.slice(Math.max(0, found.start - 40), found.start);
    const which = TOLD.find(([, words]) => words.test(before))?.[0];
    const charted = which === undefined ? undefined : chart.plan[which];
    const day = dayOf(charted?.text);
    if (!charted || day === undefined) return [];
    // A clause of the notes says when somebody was in hospital before.
    if (isSettled(context, found.start, found.end)) return [];
    settled.push(found);
    if (day === found.iso) return [];
    return [
      {
        code: 'C_HEADER_CHANGED',
        severity: 'error',
        section: 'identidad',
        message: `${charted.label}: la ficha dice «${charted.text}».`,
        ...excerptAt(reading.text, found),
        fix: replaceWith(found, charted.text),
      },
    ];
  });
};

const PERSON_AGED =
  /\b(?:paciente|lactante|niñ[oa]|preescolar|escolar|adolescente|adult[oa](?:\s+mayor)?|mujer|hombre|var[oó]n|reci[eé]n\s+nacid[oa]|rn|embarazada|gestante)(?:\s+(?:femenin[ao]|masculin[ao]|de\s+sexo\s+\p{L}+|mujer|hombre|adult[oa]))?,?\s+de\s+(\d+\s+(?:años?|meses|mes|d[ií]as?|horas?))(?=[\s,.])/giu;

/** «Paciente de 68 años» with another age than the header's. */
const toldAge = (context: Context): Finding[] => {
  const { chart, reading, settled } = context;
  const { age } = chart.plan;
  if (!age) return [];
  return Array.from(reading.text.matchAll(PERSON_AGED)).flatMap((m): Finding[] => {
    const [whole, told = ''] = m;
    const place = { start: m.index + whole.length - told.length, end: m.index + whole.length };
    if (isSettled(context, m.index, place.end)) return [];
    settled.push(place);
    if (fold(told) === fold(age.text)) return [];
    return [
      {
        code: 'C_HEADER_CHANGED',
        severity: 'error',
        section: 'identidad',
        message: `La ficha dice que tiene ${age.text}.`,
        ...excerptAt(reading.text, place),
        fix: replaceWith(place, age.text),
      },
    ];
  });
};

const PERSON_OF_SEX =
  /\b(?:paciente|lactante|usuari[oa]|adult[oa](?:\s+mayor)?|reci[eé]n\s+nacid[oa])\s+(?:de\s+sexo\s+)?(masculin[oa]|femenin[oa]|var[oó]n|mujer|hombre)\b|\b(?:es|fue|ser[aá])\s+(dad[oa])\s+de\s+alta\b/giu;
const FEMALE = /^(?:femenin|mujer|dada)/u;

/** «Paciente masculino», «es dado de alta» of a woman: words of another patient's summary. */
const toldSex = (context: Context): Finding[] => {
  const { chart, reading } = context;
  const { sex } = chart.record.identity;
  if (sex === undefined) return [];
  return Array.from(reading.text.matchAll(PERSON_OF_SEX)).flatMap((m): Finding[] => {
    const word = fold(m[1] ?? m[2] ?? '');
    const place = { start: m.index, end: m.index + m[0].length };
    if ((FEMALE.test(word) ? 'f' : 'm') === sex || isSettled(context, place.start, place.end)) return [];
    context.settled.push(place);
    return [
      {
        code: 'C_HEADER_CHANGED',
        severity: 'warning',
        section: 'identidad',
        message: `La ficha registra sexo ${sex === 'f' ? 'femenino' : 'masculino'} y aquí dice «${m[0]}». Verifique que el texto sea de este paciente.`,
        ...excerptAt(reading.text, place),
      },
    ];
  });
};

const FICHA = /\bficha\s*(?:cl[ií]nica\s*)?(?:n[°º.]?\s*)?:?\s*(\d[\d.-]{3,})/giu;

const otherFicha = ({ chart, reading, settled }: Context): Finding[] => {
  const own = chart.record.identity.ficha;
  return Array.from(reading.text.matchAll(FICHA)).flatMap((m): Finding[] => {
    const number = m[1] ?? '';
    const digits = (text: string): string => text.replace(/\D/gu, '');
    const place = { start: m.index + m[0].length - number.length, end: m.index + m[0].length };
    if (chart.sources.numbers.has(digits(number)) || (own && digits(own.text) === digits(number))) return [];
    if (settled.covers(place.start, place.end)) return [];
    settled.push(place);
    return [
      {
        code: 'C_OTHER_PATIENT',
        severity: 'error',
        message: `La ficha ${number} no es la del paciente. Verifique que el texto sea suyo.`,
        ...excerptAt(reading.text, place),
        ...(own ? { fix: replaceWith(place, asCharted(own.text)) } : {}),
      },
    ];
  });
};

export const headerSteps: readonly Rule[] = [
  labelled,
  otherRuns,
  otherFicha,
  otherNames,
  toldDates,
  toldAge,
  toldSex,
];
