/** What people and programs do to a text without changing what it says: none of it may raise a finding. By the second author. */

import { MONTHS } from '../months.ts';
import type { Correct } from './document.ts';

type Edit = (doc: Correct) => string;

const text =
  (from: RegExp, to: string | ((...args: string[]) => string)): Edit =>
  (doc) =>
    doc.text.replace(from, to as string);

/** Within the copies of drugs alone. */
const drug =
  (from: RegExp, to: string): Edit =>
  (doc) => {
    let out = '';
    let at = 0;
    for (const copy of doc.copies) {
      out += doc.text.slice(at, copy.start);
      out += copy.fact.kind === 'drug' ? copy.text.replace(from, to) : copy.text;
      at = copy.end;
    }
    return out + doc.text.slice(at);
  };

const HEADS =
  /^(?:EPICRISIS|Motivo de ingreso|Diagnósticos? de (?:ingreso|alta)|Antecedentes|Medicamentos (?:de uso habitual|al alta)|Alergias y .*|Procedimientos|Evolución|Tratamiento intrahospitalario|Exámenes (?:relevantes|pendientes)|Condición y destino al alta|Indicaciones|Signos de alarma|Controles|Médico tratante)$/gm;

/** The order of a list's first two rows says nothing. */
const turned =
  (first: (doc: Correct) => Correct['copies']): Edit =>
  (doc) => {
    const [a, b] = first(doc).map((c) => ({
      start: c.start,
      end: c.end + (/^ \([A-Z0-9.]+\)/.exec(doc.text.slice(c.end))?.[0].length ?? 0),
    }));
    if (!a || !b) return doc.text;
    const [x, y] = [doc.text.slice(a.start, a.end), doc.text.slice(b.start, b.end)];
    return doc.text.slice(0, a.start) + y + doc.text.slice(a.end, b.start) + x + doc.text.slice(b.end);
  };
const some = (kind: string, moment: string) => (doc: Correct) =>
  doc.copies.filter((c) => c.fact.kind === kind && c.fact.moment === moment);

export const benign: Readonly<Record<string, Edit>> = {
  asItIs: (doc) => doc.text,
  // White space and encoding
  windowsLines: text(/\n/g, '\r\n'),
  blankLines: text(/\n/g, '\n\n'),
  noBlankLines: text(/\n\n+/g, '\n'),
  trailingSpaces: text(/\n/g, '  \n'),
  twoSpaces: text(/\. /g, '.  '),
  tabs: text(/^- /gm, '-\t'),
  indented: text(/^(?=\S)/gm, '    '),
  oneLine: text(/\n+(- )?/g, (_, dash) => (dash ? '; ' : ' ')),
  wrapped: (doc) => doc.text.replace(/(.{50,70}) /g, '$1\n'),
  hardSpaces: text(/ /g, '\u00a0'),
  hardSpaceBeforeUnit: text(/(\d) (mg|g|UI|ml|mEq|h|días|L|U|mcg)/g, '$1\u00a0$2'),
  narrowSpaceBeforeUnit: text(/(\d) (mg|g|UI|ml|mEq|h|días|L|U|mcg)/g, '$1\u202f$2'),
  thinSpaces: text(/(\d) (mg|g|UI)/g, '$1\u2009$2'),
  unitsJoined: text(/(\d) (mg|g|UI|ml|mcg)(?![\p{L}/])/gu, '$1$2'),
  decomposed: (doc) => doc.text.normalize('NFD'),
  compatibility: (doc) => doc.text.normalize('NFKC'),
  byteOrderMark: (doc) => `\ufeff${doc.text}`,
  softHyphens: text(/hospital/g, 'hos\u00adpital'),
  zeroWidth: text(/, /g, ',\u200b '),
  // Typography
  bullets: text(/^- /gm, '• '),
  asterisks: text(/^- /gm, '* '),
  longDashes: text(/^- /gm, '– '),
  numbered: (doc) => {
    let n = 0;
    return doc.text.replace(/^- |\n\n/gm, (m) => {
      n = m === '- ' ? n + 1 : 0;
      return m === '- ' ? `${n}. ` : m;
    });
  },
  noBullets: text(/^- /gm, ''),
  datesWithDash: text(/(\d\d)-(\d\d)-(20\d\d)/g, '$1‑$2‑$3'),
  datesWithSlash: text(/(\d\d)-(\d\d)-(20\d\d)/g, '$1/$2/$3'),
  datesWithDots: text(/(\d\d)-(\d\d)-(20\d\d)/g, '$1.$2.$3'),
  datesInWords: text(
    /(\d\d)-(\d\d)-(20\d\d)/g,
    (_, d, m, y) => `${Number(d)} de ${MONTHS[Number(m) - 1]} de ${y}`,
  ),
  datesShort: text(/(\d\d)-(\d\d)-20(\d\d)/g, '$1-$2-$3'),
  datesUnpadded: text(/(\d\d)-(\d\d)-(20\d\d)/g, (_, d, m, y) => `${Number(d)}-${Number(m)}-${y}`),
  headsUpper: text(HEADS, (m) => m.toUpperCase()),
  headsColon: text(HEADS, (m) => `${m}:`),
  headsNumbered: (doc) => {
    let n = 0;
    return doc.text.replace(HEADS, (m) => `${++n}. ${m}`);
  },
  headsMarkdown: text(HEADS, (m) => `## ${m}`),
  headsBold: text(HEADS, (m) => `**${m}**`),
  headsUnderlined: text(HEADS, (m) => `${m}\n${'-'.repeat(m.length)}`),
  stopsAtRows: text(/^(- .+[^.\n])$/gm, '$1.'),
  semicolonsAtRows: text(/^(- .+[^.\n])$/gm, '$1;'),
  stopsAsLines: text(/\. (?=\p{Lu})/gu, '.\n'),
  upper: (doc) => doc.text.toUpperCase(),
  withoutAccents: text(/[áéíóúÁÉÍÓÚüÜ]/g, (c) => c.normalize('NFD').charAt(0)),
  squareBrackets: text(/\(([A-Z]\d\d[A-Z\d.]*)\)/g, '[$1]'),
  codesBefore: text(/\(([A-Z]\d\d(?:\.\d)?)\)/g, '(CIE-10 $1)'),
  codesWithDash: text(/ \(([A-Z]\d\d[A-Z\d.]*)\)/g, ' – $1'),
  codesLower: text(/\(([A-Z]\d\d[A-Z\d.]*)\)/g, (m) => m.toLowerCase()),
  quoted: text(/\(([a-záéíóú ]+)\)/g, '(«$1»)'),
  degrees: text(/(\d)°C/g, '$1 °C'),
  degreesSign: text(/°C/g, 'ºC'),
  percentSpaced: text(/(\d)%/g, '$1 %'),
  ampersandNo: text(/ y (?=\p{Ll})/gu, ' y  '),
  // The same dose otherwise written
  decimalPoint: text(/(\d),(\d)/g, '$1.$2'),
  everyJoined: text(/c\/(\d+) h(?!\p{L})/gu, 'c/$1h'),
  everyHrs: text(/c\/(\d+) h(?!\p{L})/gu, 'c/$1 hrs'),
  everyWords: text(/c\/(\d+) h(?!\p{L})/gu, 'cada $1 horas'),
  everyUpper: text(/c\/(\d+) h(?!\p{L})/gu, 'C/$1 H'),
  veinIv: drug(/ EV /, ' IV '),
  veinWords: drug(/ EV /, ' endovenoso '),
  mouthDots: drug(/ VO /, ' v.o. '),
  mouthWords: drug(/ VO /, ' vía oral '),
  skinWords: drug(/ SC /, ' subcutáneo '),
  neededWords: drug(/ SOS/, ' en caso necesario'),
  milligramsDot: drug(/(\d) mg /, '$1 mg. '),
  milligramsUpper: drug(/(\d) mg /, '$1 MG '),
  thousandMilligrams: drug(/(?<![\d,.])1 g (?=EV|VO)/, '1000 mg '),
  thousandDotMilligrams: drug(/(?<![\d,.])1 g (?=EV|VO)/, '1.000 mg '),
  lastsX: drug(/ por (\d+) días/, ' x $1 días'),
  lastsDuring: drug(/ por (\d+) días/, ' durante $1 días'),
  lastsD: drug(/ por (\d+) días/, ' por $1 d'),
  onceDaily: drug(/c\/24 h/, 'una vez al día'),
  units: drug(/ UI /, ' U '),
  unitsWords: drug(/ UI /, ' unidades '),
  micrograms: drug(/ mcg /, ' µg '),
  ofDose: drug(/^(\p{L}+) (\d)/u, '$1 de $2'),
  commaAfterName: drug(/^(\p{L}+) (\d)/u, '$1, $2'),
  // Order and joints
  dischargeDrugsTurned: turned(some('drug', 'alta')),
  antecedentsTurned: turned(some('antecedent', 'ingreso')),
  alarmsTurned: turned(some('alarm', 'alta')),
  besides: text(
    /\. (Recibió|Se realiz\p{L}+|Egresa|Al alta)/gu,
    (_, verb) => `. Además, ${verb?.charAt(0).toLowerCase()}${verb?.slice(1)}`,
  ),
  pastTense: text(/(?<=(?:^|\. ))(Se realiza|Ingresa)(?=n? )/gm, (m) => (m === 'Ingresa' ? 'Ingresó' : m)),
  leavesInstead: text(/indicándose/g, 'indicándosele'),
  patient: text(/(?<=(?:^|\. ))Egresa /gm, 'Paciente egresa '),
  signed: (doc) => `${doc.text}\nAtentamente,\n${doc.record.episode.physician?.text ?? ''}\n`,
  signedLine: (doc) => `${doc.text}\n_______________________\nFirma y timbre\n`,
  titled: (doc) => `EPICRISIS MÉDICA\n${doc.text}`,
  runPlain: text(/RUN: (\d+)\.(\d+)\.(\d+)-/g, 'RUN: $1$2$3-'),
  runNamed: text(/RUN:/g, 'RUT:'),
  ageShort: text(/Edad: (\d+) años/g, 'Edad: $1 a'),
  // Abbreviations told in full
  highPressure: text(/(?<!\p{L})HTA(?!\p{L})/gu, 'Hipertensión arterial'),
  highPressureShort: text(/hipertensión arterial/gi, 'HTA'),
  diabetesShort: text(/diabetes mellitus tipo (\d)/gi, 'DM$1'),
  nasogastric: text(/(?<!\p{L})SNG(?!\p{L})/gu, 'sonda nasogástrica'),
  copd: text(/(?<!\p{L})EPOC(?!\p{L})/gu, 'enfermedad pulmonar obstructiva crónica'),
  hemoglobinShort: text(/hemoglobina (?=\d)/gi, 'Hb '),
  kidneyShort: text(/enfermedad renal crónica/gi, 'ERC'),
  liverShort: text(/daño hepático crónico/gi, 'DHC'),
  fibrillationShort: text(/fibrilación auricular/gi, 'FA'),
};
