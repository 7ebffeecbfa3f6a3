/**
 * What a physician does to a text without making it say anything else: other abbreviations, units, orders, spellings, marks and joining
 * words. No finding may come of any of them. Null where the text has no place for the edit.
 */
import { findDrugNames } from '../../../src/catalog/formulary.ts';
import type { SectionId } from '../../../src/epicrisis/types.ts';
import { daysOfStay } from '../../../src/record/dates.ts';
import type { Random } from '../../training/random.ts';
import { MONTHS } from '../months.ts';
import type { CorrectDocument, Placed } from './document.ts';

export type Edit = (doc: CorrectDocument, random: Random) => string | null;

/** Every match gives way. */
const all =
  (pattern: RegExp, words: string | ((...groups: string[]) => string)): Edit =>
  ({ text }) =>
    text.replace(pattern, words as string);

/** Where neither brackets (codes) nor names stand. */
const entriesOf = (doc: CorrectDocument, ...sections: SectionId[]): Placed[] => {
  const ids = new Set(
    sections.flatMap((s) => doc.plan.sections.get(s)?.facts.map((f) => String(f.id)) ?? []),
  );
  return doc.placed.filter((p) => ids.has(p.factId) && /\p{L}{3}/u.test(p.text));
};

/** Each of these entries in other words. */
const inEntries =
  (sections: readonly SectionId[], change: (text: string) => string): Edit =>
  (doc) => {
    let out = '';
    let at = 0;
    for (const entry of entriesOf(doc, ...sections)) {
      out += doc.text.slice(at, entry.start) + change(entry.text);
      at = entry.end;
    }
    return out + doc.text.slice(at);
  };

const DRUGS = ['habituales', 'tratamiento', 'medicamentos_alta'] as const;
const inDrugs = (pattern: RegExp, words: string | ((...groups: string[]) => string)): Edit =>
  inEntries(DRUGS, (text) => text.replace(pattern, words as string));
const DX = ['dx_ingreso', 'dx_alta', 'dx_hospitalizacion', 'antecedentes'] as const;
const inDiagnoses = (pattern: RegExp, words: string): Edit =>
  inEntries(DX, (text) => text.replace(pattern, words));

/** Two neighbours of a list change places. */
const swapped =
  (...sections: SectionId[]): Edit =>
  (doc) => {
    for (const section of sections) {
      const entries = entriesOf(doc, section).filter((e) => !/[.]$/u.test(e.text));
      const [a, b] = entries;
      if (!a || !b || b.start < a.end) continue;
      return (
        doc.text.slice(0, a.start) + b.text + doc.text.slice(a.end, b.start) + a.text + doc.text.slice(b.end)
      );
    }
    return null;
  };

const lastNote = (doc: CorrectDocument): number => {
  const notes = new Set(doc.record.facts.filter((f) => f.kind === 'note').map((f) => String(f.id)));
  const end = doc.placed.filter((p) => notes.has(p.factId)).at(-1)?.end;
  const stop = end === undefined ? -1 : doc.text.indexOf('.', end);
  return stop < 0 ? -1 : stop + 1;
};

const afterNotes =
  (words: string): Edit =>
  (doc) => {
    const at = lastNote(doc);
    return at < 0 ? null : `${doc.text.slice(0, at)} ${words}${doc.text.slice(at)}`;
  };

const DATE = /\b(\d\d)[-/](\d\d)[-/](\d{4})\b/gu;
const COUNTED: Readonly<Record<string, string>> = {
  '24': 'una vez al día',
  '12': 'dos veces al día',
  '8': 'tres veces al día',
  '6': 'cuatro veces al día',
};
const EVERY = /c\/\s?(\d+)\s?h(?:rs?|oras)?\b|cada (\d+) horas|(una|dos|tres|cuatro) (?:vez|veces) al día/gu;
const hoursOf = (slash = '', words = '', times = ''): string =>
  slash || words || ({ una: '24', dos: '12', tres: '8', cuatro: '6' }[times] ?? '');

export const benign: Readonly<Record<string, Edit>> = {
  'accents dropped': ({ text }) =>
    text
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0308]/gu, '')
      .normalize('NFC'),
  'all in capitals': ({ text }) => text.toUpperCase(),
  'all in lower case': ({ text }) => text.toLowerCase(),
  'letters composed otherwise': ({ text }) => text.normalize('NFD'),
  'two spaces': all(/ /gu, '  '),
  'no-break spaces before units': all(/(\d) (mg|g|mL|UI|mcg)\b/gu, '$1\u00A0$2'),
  'soft hyphens': all(/(\p{L}{4})(\p{L}{4})/gu, '$1\u00AD$2'),
  'blank lines': all(/\n/gu, '\n\n'),
  'one sentence a line': all(/\. (?=\p{Lu})/gu, '.\n'),
  bullets: all(/(^|\n)- /gu, '$1• '),
  'no bullets': all(/(^|\n)- /gu, '$1'),
  'entries numbered': ({ text }) => {
    let n = 0;
    return text.replace(/(^|\n)(- |(?=[^\n]))/gu, (whole, line: string, bullet: string) => {
      if (bullet !== '- ') {
        n = 0;
        return whole;
      }
      n++;
      return `${line}${n}. `;
    });
  },
  'entries in one line': ({ text }) =>
    text.replace(/(?<=\n)- [^\n]*(?:\n- [^\n]*)+/gu, (list) => list.replace(/\n- /gu, ', ')),
  'headings with a colon': ({ form, text }) =>
    form === 'secciones' ? text.replace(/(\n\n)([^\n:]+)(?=\n)/gu, '$1$2:') : null,
  'headings in capitals': ({ form, text }) =>
    form === 'secciones'
      ? text.replace(/(\n\n)([^\n:]+)(?=\n)/gu, (_, gap: string, title: string) => gap + title.toUpperCase())
      : null,
  'egreso for alta in headings': ({ form, text }) =>
    form === 'secciones'
      ? text.replace(/(Diagnósticos de|Medicamentos al|destino al) alta\n/gu, '$1 egreso\n')
      : null,
  'no last full stop': all(/\.\s*$/u, ''),
  'commas for semicolons': all(/;/gu, ','),
  'cada 12 horas': inDrugs(EVERY, (_all, a, b, c) => `cada ${hoursOf(a, b, c)} horas`),
  'c/12h': inDrugs(EVERY, (_all, a, b, c) => `c/${hoursOf(a, b, c)}h`),
  'c/12 hrs.': inDrugs(EVERY, (_all, a, b, c) => `c/${hoursOf(a, b, c)} hrs`),
  'dos veces al día': inDrugs(EVERY, (all_, a, b, c) => COUNTED[hoursOf(a, b, c)] ?? all_),
  'BID, TID': inDrugs(
    EVERY,
    (all_, a, b, c) => ({ '12': 'BID', '8': 'TID', '6': 'QID' })[hoursOf(a, b, c)] ?? all_,
  ),
  'IV for EV': inDrugs(/\bEV\b/gu, 'IV'),
  endovenoso: inDrugs(/\b(?:EV|IV)\b/gu, 'endovenoso'),
  'vía oral': inDrugs(/\bVO\b/gu, 'por vía oral'),
  oral: inDrugs(/\bVO\b/gu, 'oral'),
  subcutáneo: inDrugs(/\bSC\b/gu, 'subcutáneo'),
  'milligrams for grams': inDrugs(
    /(?<![\d.,/])\b(\d+) ?g\b(?!\/)/gu,
    (_all, n = '') => `${Number(n) * 1000} mg`,
  ),
  miligramos: inDrugs(/(\d) ?mg\b(?!\/)/gu, '$1 miligramos'),
  'amount against unit': inDrugs(/(\d) (mg|g|mcg)\b/gu, '$1$2'),
  'amount before name': (doc) => {
    const edit = inEntries(DRUGS, (text) => {
      const [name] = findDrugNames(text).filter((d) => !d.common);
      const m =
        name && name.start === 0
          ? /^\s?(\d+(?:[.,]\d+)?\s?(?:mg|g))\b(?!\/)/u.exec(text.slice(name.end))
          : null;
      return name && m ? `${m[1]} de ${text.slice(0, name.end)}${text.slice(name.end + m[0].length)}` : text;
    });
    return edit(doc, undefined as never);
  },
  'durante 7 días': inDrugs(/(?:por |x )?\b(\d+) ?(?:días|dias|d)\b/gu, 'durante $1 días'),
  'commas within the dose': inDrugs(/ (VO|EV|IV|SC)\b/gu, ', $1,'),
  'decimal point': all(/(\d),(\d)(?!\d{2}\b)/gu, '$1.$2'),
  'ácido acetilsalicílico': all(/\bAspirina\b/gu, 'Ácido acetilsalicílico'),
  'HTA, DM2': inDiagnoses(/Hipertensi[oó]n arterial/gu, 'HTA'),
  'written out': inDiagnoses(/\bIAM con SDST\b/gu, 'Infarto agudo al miocardio con supradesnivel del ST'),
  'ACV written out': inDiagnoses(/\bACV\b/gu, 'Accidente cerebrovascular'),
  'EPOC written out': inDiagnoses(/\bEPOC\b/gu, 'Enfermedad pulmonar obstructiva crónica'),
  'diabetes abbreviated': inDiagnoses(/Diabetes mellitus tipo 2/gu, 'DM2'),
  'TAC for TC': inEntries(['procedimientos', 'examenes'], (text) => text.replace(/\bTC\b/gu, 'TAC')),
  ecotomografía: inEntries(['procedimientos', 'examenes'], (text) =>
    text.replace(/\bEcograf[ií]a\b/gu, 'Ecotomografía'),
  ),
  Rx: inEntries(['procedimientos', 'examenes'], (text) => text.replace(/\bRadiograf[ií]a\b/gu, 'Rx')),
  'der., izq.': inEntries([...DX, 'procedimientos'], (text) =>
    text.replace(/\bderech[oa]\b/gu, 'der.').replace(/\bizquierd[oa]\b/gu, 'izq.'),
  ),
  'code in square brackets': inEntries([...DX, ...DRUGS, 'procedimientos'], (text) =>
    text.replace(/\(([A-Z0-9.]{3,7})\)/gu, '[$1]'),
  ),
  'code with its system': inEntries(DX, (text) => text.replace(/\(([A-Z]\d\d(?:\.\d)?)\)/gu, '(CIE-10: $1)')),
  'code without its dot': inEntries(DX, (text) => text.replace(/\(([A-Z]\d\d)\.(\d)\)/gu, '($1$2)')),
  'diagnoses in another order': swapped('dx_alta', 'dx_ingreso', 'antecedentes'),
  'drugs in another order': swapped('medicamentos_alta', 'tratamiento', 'habituales'),
  'exams in another order': swapped('examenes', 'indicaciones'),
  'se administró': all(/Recibió(?: tratamiento con)? /gu, 'Se administró '),
  'no presenta': all(/(?<=[:.;] |\n|^)(?:Sin|sin|Niega|niega) (?=\p{Ll})/gu, 'No presenta '),
  'sin for niega': all(/\b([Nn])iega (?=\p{Ll})/gu, (_all, n = '') => (n === 'N' ? 'Sin ' : 'sin ')),
  además: all(/(?<=[.] )(Se realiz|Recib)/gu, (verb) => `Además ${verb.toLowerCase()}`),
  'family told': afterNotes('Se informa a la familia y se resuelven dudas.'),
  'advice in writing': afterNotes('Se entregan indicaciones por escrito.'),
  'seen by the team': afterNotes('Evaluado por el equipo tratante durante la estadía.'),
  'days counted': (doc, random) => {
    const { admission, discharge } = doc.record.episode;
    const days = admission && discharge ? daysOfStay(admission.text, discharge.text) : null;
    return days === null ? null : afterNotes(`Permanece hospitalizado ${days} días.`)(doc, random);
  },
  'dates with slashes': all(DATE, '$1/$2/$3'),
  'dates in words': all(
    DATE,
    (_all, d = '', m = '', y = '') => `${Number(d)} de ${MONTHS[Number(m) - 1] ?? ''} de ${y}`,
  ),
  'RUN without dots': ({ text }) => text.replace(/\b(\d{1,2})\.(\d{3})\.(\d{3})-/gu, '$1$2$3-'),
  'long dashes': all(/-/gu, '–'),
};
