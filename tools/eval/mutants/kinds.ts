/**
 * One error of each kind, put into a correct document: what a hand, a hurried copy or a model without a grammar gets wrong. Each gives back
 * the text with its error and where it is, or null where the document has no place for it. What would say the same
 * is not made: a side is turned only where one stands, a dose only to another amount.
 */
import { allergyClash, atcOf } from '../../../src/catalog/drugs.ts';
import { findDrugNames, formulary } from '../../../src/catalog/formulary.ts';
import { indexSources } from '../../../src/epicrisis/check/support.ts';
import type { PlannedFact } from '../../../src/epicrisis/plan.ts';
import type { SectionId } from '../../../src/epicrisis/types.ts';
import { findCodes } from '../../../src/record/codes.ts';
import { sameDose } from '../../../src/record/doses.ts';
import { checkDigit, formatRun, sameRun } from '../../../src/record/run.ts';
import { fold } from '../../../src/record/text.ts';
import type { Random } from '../../training/random.ts';
import type { CorrectDocument, Placed } from './document.ts';
import { familyNames, givenNames } from './scenarios.ts';

export interface Mutation {
  readonly text: string;
  /** Where the error is in it. */
  readonly start: number;
  readonly end: number;
  readonly factIds: readonly string[];
}

export type Mutate = (doc: CorrectDocument, random: Random) => Mutation | null;

interface Entry extends Placed {
  readonly fact: PlannedFact;
  readonly section: SectionId;
}

const entriesOf = (doc: CorrectDocument, ...sections: SectionId[]): Entry[] =>
  [...doc.plan.sections].flatMap(([section, { facts }]) =>
    sections.includes(section)
      ? facts.flatMap((fact) => {
          const placed = doc.placed.find((p) => p.factId === fact.id && fold(p.text) === fold(fact.literal));
          return placed ? [{ ...placed, fact, section }] : [];
        })
      : [],
  );

const notesOf = (doc: CorrectDocument): Placed[] => {
  const notes = new Set(doc.record.facts.filter((f) => f.kind === 'note').map((f) => String(f.id)));
  return doc.placed.filter((p) => notes.has(p.factId) && /\p{L}{3}/u.test(p.text));
};

const put = (
  doc: CorrectDocument,
  at: { start: number; end: number },
  words: string,
  ...factIds: string[]
): Mutation => ({
  text: doc.text.slice(0, at.start) + words + doc.text.slice(at.end),
  start: at.start,
  end: at.start + words.length,
  factIds,
});

/** The entry in other words; null where nothing changed. */
const reworded = (doc: CorrectDocument, entry: Placed, words: string | null): Mutation | null =>
  words === null || fold(words) === fold(entry.text) ? null : put(doc, entry, words, entry.factId);

const shuffled = <T>(random: Random, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

/** The first of the entries, in random order, that a change fits. */
const some = <T extends Placed>(
  doc: CorrectDocument,
  random: Random,
  entries: readonly T[],
  change: (entry: T) => string | null,
): Mutation | null => {
  for (const entry of shuffled(random, entries)) {
    const made = reworded(doc, entry, change(entry));
    if (made) return made;
  }
  return null;
};

const DRUG_LISTS: readonly SectionId[] = ['habituales', 'tratamiento', 'medicamentos_alta'];
const drugsOf = (doc: CorrectDocument): Entry[] =>
  entriesOf(doc, ...DRUG_LISTS).filter((e) => findDrugNames(e.text).some((d) => !d.common));

/** Changes a match of the entry outside its code, to something that is not the same dose. */
const dose =
  (pattern: RegExp, change: (...groups: string[]) => string): Mutate =>
  (doc, random) =>
    some(doc, random, drugsOf(doc), ({ text }) => {
      const bracket = text.lastIndexOf('(');
      const [prescribed, code] = bracket > 0 ? [text.slice(0, bracket), text.slice(bracket)] : [text, ''];
      const made = prescribed.replace(pattern, (...groups) => change(...(groups as string[])));
      return made === prescribed || sameDose(made, prescribed) ? null : made + code;
    });

const AMOUNT = /(\d+(?:[.,]\d+)?)(\/\d+)?(\s?)(mg|g|mcg|UI|mEq|puff)(?![\p{L}/])/u;
const scaled = (random: Random, number: string): string => {
  const value = Number(number.replace(',', '.')) * random.pick([2, 10, 0.5, 3]);
  return String(Number(value.toPrecision(4))).replace('.', ',');
};

/** Takes an entry out with its joint. */
const without = (doc: CorrectDocument, entry: Placed): Mutation => {
  const before = doc.text.slice(0, entry.start);
  const after = doc.text.slice(entry.end);
  const line = /(?:^|\n)- $/u.exec(before);
  const lineEnd = /^[^\n]*(?:\n|$)/u.exec(after)?.[0] ?? '';
  if (line && !/\p{L}/u.test(lineEnd.replace(/, \d.*$/u, '')))
    return {
      text: before.slice(0, -2) + after.slice(lineEnd.length),
      start: entry.start - 2,
      end: entry.start,
      factIds: [entry.factId],
    };
  const joint = /(?:[,;] (?:[ye] )?| [ye] )$/u.exec(before)?.[0] ?? '';
  const next = joint === '' ? (/^(?:[,;] | [ye] )/u.exec(after)?.[0] ?? '') : '';
  return {
    text: before.slice(0, before.length - joint.length) + after.slice(next.length),
    start: entry.start - joint.length,
    end: entry.start - joint.length,
    factIds: [entry.factId, ...doc.placed.filter((p) => p.text === entry.text).map((p) => p.factId)],
  };
};

const dropped =
  (...sections: SectionId[]): Mutate =>
  (doc, random) => {
    const entries = entriesOf(doc, ...sections);
    return entries.length === 0 ? null : without(doc, random.pick(entries));
  };

/** Another entry after one of a list. */
const added = (doc: CorrectDocument, entry: Placed, words: string): Mutation => {
  const listed = /(?:^|\n)- $/u.test(doc.text.slice(0, entry.start));
  const lineEnd = doc.text.indexOf('\n', entry.end);
  if (listed && lineEnd >= 0) {
    const made = put(doc, { start: lineEnd, end: lineEnd }, `\n- ${words}`);
    return { ...made, start: made.start + 3 };
  }
  const made = put(doc, { start: entry.end, end: entry.end }, `, ${words}`);
  return { ...made, start: made.start + 2 };
};

const newDrug = (
  doc: CorrectDocument,
  random: Random,
  fits: (name: string) => boolean = () => true,
): string | null => {
  const known = indexSources(doc.record).drugs;
  const pool = formulary.filter(
    (d) =>
      /^[\p{L}]{6,}$/u.test(d.name) &&
      d.atc.length === 7 &&
      !known.has(d.name) &&
      /^[ABCHJMNR]/.test(d.atc) &&
      findDrugNames(d.name).some((f) => !f.common) &&
      fits(d.name),
  );
  if (pool.length === 0) return null;
  const drug = random.pick(pool);
  return `${drug.name} ${random.pick([5, 10, 20, 50])} mg VO c/12 h`;
};

const flipped = (text: string): string => {
  const turn: Readonly<Record<string, string>> = {
    derecha: 'izquierda',
    izquierda: 'derecha',
    derecho: 'izquierdo',
    izquierdo: 'derecho',
  };
  const at = /\b(derech[oa]|izquierd[oa])\b/iu.exec(text);
  if (!at) return text;
  const [word] = at;
  const other = turn[word.toLowerCase()] ?? word;
  const cased =
    word === word.toUpperCase()
      ? other.toUpperCase()
      : word[0] === word[0]?.toUpperCase()
        ? other[0]?.toUpperCase() + other.slice(1)
        : other;
  return text.slice(0, at.index) + cased + text.slice(at.index + word.length);
};

const figure = (random: Random, text: string, known: ReadonlySet<string> | null): string | null => {
  const bracket = findCodes(text).find((c) => c.certain)?.start ?? text.length;
  const numbers = Array.from(
    text.slice(0, bracket).matchAll(/(?<![\p{L}\d.,/-])\d+(?:[.,]\d+)?(?![\p{L}\d/-])/gu),
  );
  if (numbers.length === 0) return null;
  const m = random.pick(numbers);
  const digits = m[0];
  const at = digits.length - 1;
  const made = digits.slice(0, at) + String((Number(digits[at]) + 1 + random.int(8)) % 10);
  if (made === digits || (known?.has(made) ?? false) || Number(made.replace(',', '.')) === 0) return null;
  return text.slice(0, m.index) + made + text.slice(m.index + digits.length);
};

const DATE = /\b(\d{1,2})([-/])(\d{1,2})\2(\d{4})\b/gu;
const shift = (date: RegExpMatchArray, days: number): string => {
  const [, d = '', mark = '-', m = '', y = ''] = date;
  const moved = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d) + days));
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${pad(moved.getUTCDate())}${mark}${pad(moved.getUTCMonth() + 1)}${mark}${moved.getUTCFullYear()}`;
};

const moved =
  (days: (random: Random) => number): Mutate =>
  (doc, random) => {
    const found = Array.from(doc.text.matchAll(DATE));
    if (found.length === 0) return null;
    const date = random.pick(found);
    const words = shift(date, days(random));
    return put(doc, { start: date.index, end: date.index + date[0].length }, words);
  };

const headerLine = (doc: CorrectDocument, label: string): { start: number; end: number } | null => {
  const m = new RegExp(`(?:^|\\n)${label}: ([^\\n]*)`, 'u').exec(doc.text);
  return m?.[1] ? { start: m.index + m[0].length - m[1].length, end: m.index + m[0].length } : null;
};

const sentenceAtEnd = (doc: CorrectDocument, words: string): Mutation => {
  const place = notesOf(doc).at(-1)?.end ?? doc.text.length;
  const stop = doc.text.indexOf('.', place);
  const at = stop < 0 ? doc.text.length : stop + 1;
  const made = put(doc, { start: at, end: at }, ` ${words}`);
  return { ...made, start: made.start + 1 };
};

const codesOf = (doc: CorrectDocument): (Entry & { code: string })[] =>
  entriesOf(doc, 'dx_ingreso', 'dx_alta', 'procedimientos', ...DRUG_LISTS).flatMap((e) =>
    e.fact.fact.code && e.text.includes(e.fact.fact.code) ? [{ ...e, code: e.fact.fact.code }] : [],
  );

const knownCode = (doc: CorrectDocument, code: string): boolean =>
  doc.record.facts.some((f) => f.code === code || f.text.includes(code));

const DENIED = /^(sin|niega|no)\s+/iu;

export const kinds: Readonly<Record<string, Mutate>> = {
  'dose-amount': (doc, random) =>
    dose(
      AMOUNT,
      (_all, n = '', more = '', space = '', unit = '') => `${scaled(random, n)}${more}${space}${unit}`,
    )(doc, random),
  'dose-unit': dose(
    AMOUNT,
    (_all, n = '', more = '', space = '', unit = '') =>
      `${n}${more}${space}${{ mg: 'g', g: 'mg', mcg: 'mg', UI: 'mg', mEq: 'g', puff: 'mg' }[unit] ?? unit}`,
  ),
  'dose-route': dose(
    /\b(VO|EV|IV|SC|INH|vía oral|via oral|endovenoso|subcutáneo|subcutaneo|inhalatorio)\b/u,
    (route) => (/^(?:VO|v[ií]a)/u.test(route) ? 'EV' : 'VO'),
  ),
  'dose-frequency': dose(
    /c\/\s?\d+\s?h(?:rs?|oras)?|cada \d+ horas|(?:una|dos|tres|cuatro) (?:vez|veces) al día/u,
    (was) => {
      const other = /(?:\/|cada )\s?8\b|tres/u.test(was)
        ? ['6', 'cuatro veces al día']
        : ['8', 'tres veces al día'];
      return /ve(?:z|ces)/u.test(was) ? (other[1] ?? was) : was.replace(/\d+/u, other[0] ?? '8');
    },
  ),
  'dose-duration': dose(
    /(por |x )?\b(\d+)(\s?d[ií]as|d)\b/u,
    (_all, by = '', n = '', unit = '') => `${by}${Number(n) + 7}${unit}`,
  ),
  'dose-swapped': (doc, random) => {
    const entries = shuffled(random, drugsOf(doc));
    for (const a of entries)
      for (const b of entries) {
        const [x, y] = [AMOUNT.exec(a.text), AMOUNT.exec(b.text)];
        if (a.start >= b.start || a.section !== b.section || !x || !y || sameDose(x[0], y[0])) continue;
        if (/\//u.test(x[0] + y[0])) continue;
        const swap = (text: string, m: RegExpExecArray, other: string): string =>
          text.slice(0, m.index) + other + text.slice(m.index + m[0].length);
        const [aText, bText] = [swap(a.text, x, y[0]), swap(b.text, y, x[0])];
        const text =
          doc.text.slice(0, a.start) + aText + doc.text.slice(a.end, b.start) + bText + doc.text.slice(b.end);
        return { text, start: a.start, end: a.start + aText.length, factIds: [a.factId, b.factId] };
      }
    return null;
  },
  'drug-dropped': dropped(...DRUG_LISTS),
  'drug-added': (doc, random) => {
    const entries = drugsOf(doc);
    const words = newDrug(doc, random);
    return entries.length === 0 || words === null ? null : added(doc, random.pick(entries), words);
  },
  'drug-of-another-list': (doc, random) => {
    const home = drugsOf(doc).filter((e) => e.section === 'medicamentos_alta');
    const names = new Set(home.flatMap((e) => findDrugNames(e.text).map((d) => d.canonical)));
    const others = drugsOf(doc).filter(
      (e) => e.section !== 'medicamentos_alta' && findDrugNames(e.text).every((d) => !names.has(d.canonical)),
    );
    return home.length === 0 || others.length === 0
      ? null
      : added(doc, random.pick(home), random.pick(others).text);
  },
  'drug-replaced': (doc, random) =>
    some(doc, random, drugsOf(doc), ({ text }) => {
      const [name] = findDrugNames(text).filter((d) => !d.common);
      const other = newDrug(doc, random)?.split(' ')[0];
      return name && other ? text.slice(0, name.start) + other + text.slice(name.end) : null;
    }),
  'drug-duplicated': (doc, random) => {
    const home = drugsOf(doc).filter((e) => e.section === 'medicamentos_alta');
    if (home.length === 0) return null;
    const twice = random.pick(home);
    return { ...added(doc, random.pick(home), twice.text), factIds: [twice.factId] };
  },
  'allergy-dropped': dropped('alergias'),
  'allergy-invented': (doc, random) => {
    if (entriesOf(doc, 'alergias').length > 0 || doc.record.facts.some((f) => /alerg|\bram\b/iu.test(f.text)))
      return null;
    const words = random.pick([
      'Sin alergias conocidas',
      'Niega alergias',
      'Alergias: no',
      'No refiere alergias',
      'Sin RAM',
    ]);
    const absent = /\nAlergias[^\n]*\n(No consignado)/u.exec(doc.text);
    if (absent)
      return put(
        doc,
        { start: absent.index + absent[0].length - 13, end: absent.index + absent[0].length },
        words,
      );
    return sentenceAtEnd(doc, `${words}.`);
  },
  'allergy-denied': (doc, random) =>
    some(doc, random, entriesOf(doc, 'alergias'), ({ text }) =>
      /\b(?:niega|sin|no)\b/iu.test(text)
        ? null
        : random.pick(['Niega alergias', 'Sin alergias conocidas', 'No refiere alergias']),
    ),
  'allergy-changed': (doc, random) =>
    some(doc, random, entriesOf(doc, 'alergias'), ({ text }) =>
      /\b(?:niega|sin|no)\b/iu.test(text)
        ? null
        : random.pick(['Látex', 'Ibuprofeno', 'Mariscos', 'Vancomicina'].filter((a) => !text.includes(a))),
    ),
  'allergy-drug': (doc, random) => {
    const allergies = doc.record.facts.filter((f) => f.kind === 'allergy');
    const home = drugsOf(doc).filter((e) => e.section === 'medicamentos_alta');
    if (home.length === 0) return null;
    const words = newDrug(doc, random, (name) =>
      allergies.some((a) => allergyClash(a.text, name) !== undefined),
    );
    return words === null ? null : added(doc, random.pick(home), words);
  },
  'code-digit': (doc, random) =>
    some(doc, random, codesOf(doc), (e) => {
      const at = e.text.lastIndexOf(e.code);
      const digits = [...e.code.matchAll(/\d/gu)].map((m) => m.index);
      const i = random.pick(digits);
      const made =
        e.code.slice(0, i) + String((Number(e.code[i]) + 1 + random.int(8)) % 10) + e.code.slice(i + 1);
      return knownCode(doc, made) ? null : e.text.slice(0, at) + made + e.text.slice(at + e.code.length);
    }),
  'codes-swapped': (doc, random) => {
    const entries = shuffled(random, codesOf(doc));
    for (const a of entries)
      for (const b of entries) {
        if (a.start >= b.start || a.section !== b.section || a.code === b.code) continue;
        const [aText, bText] = [a.text.replace(a.code, b.code), b.text.replace(b.code, a.code)];
        const text =
          doc.text.slice(0, a.start) + aText + doc.text.slice(a.end, b.start) + bText + doc.text.slice(b.end);
        return { text, start: a.start, end: a.start + aText.length, factIds: [a.factId, b.factId] };
      }
    return null;
  },
  'code-of-another-drug': (doc, random) =>
    some(
      doc,
      random,
      codesOf(doc).filter((e) => DRUG_LISTS.includes(e.section)),
      (e) => {
        const other = random.pick(
          formulary.filter((d) => d.atc.length === 7 && !atcOf(e.text).includes(d.atc)),
        );
        return e.text.replace(e.code, other.atc);
      },
    ),
  'code-of-the-other-sex': (doc, random) => {
    const { sex } = doc.record.identity;
    if (sex === undefined) return null;
    return some(
      doc,
      random,
      codesOf(doc).filter((e) => e.section === 'dx_alta' || e.section === 'dx_ingreso'),
      (e) =>
        e.text.replace(e.code, sex === 'f' ? random.pick(['C61', 'N45.9']) : random.pick(['O80.9', 'N83.2'])),
    );
  },
  'laterality-diagnosis': (doc, random) =>
    some(doc, random, entriesOf(doc, 'dx_ingreso', 'dx_alta', 'procedimientos', 'antecedentes'), (e) =>
      flipped(e.text),
    ),
  'laterality-evolution': (doc, random) => some(doc, random, notesOf(doc), (e) => flipped(e.text)),
  'laterality-exam': (doc, random) =>
    some(doc, random, entriesOf(doc, 'examenes', 'motivo'), (e) => flipped(e.text)),
  'negation-removed': (doc, random) =>
    some(doc, random, notesOf(doc), ({ text }) =>
      DENIED.test(text)
        ? text.replace(DENIED, (cue) =>
            /^niega/iu.test(cue) ? 'Refiere ' : random.pick(['Con ', 'Presenta ']),
          )
        : null,
    ),
  'negation-added': (doc, random) =>
    some(doc, random, notesOf(doc), ({ text }) =>
      /\b(?:sin|niega|no|ni|negativ\w+|se|baja|tolera|retira|suspende|cierra|recibe|camina|requiere|ingresa|afebril)\b/iu.test(
        text,
      ) || text.length > 120
        ? null
        : `${random.pick(['Sin ', 'Se descarta ', 'Niega '])}${text[0]?.toLowerCase()}${text.slice(1)}`,
    ),
  'diagnosis-dropped': dropped('dx_ingreso', 'dx_alta'),
  'diagnosis-negated': (doc, random) =>
    some(doc, random, entriesOf(doc, 'dx_ingreso', 'dx_alta'), ({ text }) =>
      /^sin\b/iu.test(text) ? null : `se descarta ${text[0]?.toLowerCase()}${text.slice(1)}`,
    ),
  'diagnosis-added': (doc, random) => {
    const entries = entriesOf(doc, 'dx_alta');
    const words = random.pick([
      'Meningitis bacteriana',
      'Tromboembolismo pulmonar (I26.9)',
      'Esclerosis múltiple (G35)',
      'Pancreatitis aguda grave',
    ]);
    const known = fold(doc.record.facts.map((f) => f.text).join(' '));
    if (entries.length === 0 || words.split(' ').some((w) => w.length > 7 && known.includes(fold(w))))
      return null;
    return added(doc, random.pick(entries), words);
  },
  'admission-diagnosis-at-discharge': (doc, random) => {
    const out = entriesOf(doc, 'dx_alta');
    const said = new Set(out.map((e) => fold(e.text)));
    const entries = entriesOf(doc, 'dx_ingreso').filter((e) => !said.has(fold(e.text)));
    if (out.length === 0 || entries.length === 0) return null;
    const [entry, place] = [random.pick(entries), random.pick(out)];
    return random.chance(0.5)
      ? { ...added(doc, place, entry.text), factIds: [entry.factId] }
      : put(doc, place, entry.text, place.factId, entry.factId);
  },
  'procedure-dropped': dropped('procedimientos'),
  'exam-dropped': dropped('examenes', 'pendientes'),
  'advice-dropped': dropped('indicaciones', 'controles', 'alarma'),
  'exam-figure': (doc, random) =>
    some(doc, random, entriesOf(doc, 'examenes'), (e) => figure(random, e.text, null)),
  'evolution-figure': (doc, random) =>
    some(doc, random, notesOf(doc), (e) => figure(random, e.text, indexSources(doc.record).numbers)),
  'date-changed': moved((random) => random.pick([-2, -1, 1, 2, 365, 30])),
  'date-outside-the-stay': moved((random) => 40 + random.int(300)),
  'discharge-before-admission': (doc) => {
    const [a, b] = [headerLine(doc, 'Fecha de ingreso'), headerLine(doc, 'Fecha de alta')];
    if (!a || !b) return null;
    const [in_, out] = [doc.text.slice(a.start, a.end), doc.text.slice(b.start, b.end)];
    if (in_ === out || !/\d/u.test(in_ + out)) return null;
    const text =
      doc.text.slice(0, a.start) + out + doc.text.slice(a.end, b.start) + in_ + doc.text.slice(b.end);
    return { text, start: a.start, end: b.end, factIds: ['episode.admission', 'episode.discharge'] };
  },
  'patient-run': (doc, random) => {
    const body = 5_000_000 + random.int(20_000_000);
    const run = formatRun({ body, digit: checkDigit(body) });
    if (doc.record.identity.run && sameRun(run, doc.record.identity.run.text)) return null;
    const line = headerLine(doc, 'RUN');
    return line ? put(doc, line, run) : sentenceAtEnd(doc, `Paciente RUN ${run}.`);
  },
  'patient-name': (doc, random) => {
    const name = `${random.pick(givenNames[random.chance(0.5) ? 'f' : 'm'])} ${random.pick(familyNames)} ${random.pick(['Cárcamo', 'Riquelme', 'Oyarce'])}`;
    const line = headerLine(doc, 'Nombre');
    if (line && random.chance(0.5)) return put(doc, line, name);
    return sentenceAtEnd(
      doc,
      random.pick([
        `Paciente ${name} evoluciona en sala.`,
        `Don ${name} queda en observación.`,
        `Se informa a familia de ${name}.`,
      ]),
    );
  },
  'patient-ficha': (doc, random) => {
    const line = headerLine(doc, 'Ficha');
    const number = String(100_000 + random.int(800_000));
    return line ? put(doc, line, number) : null;
  },
  'patient-age': (doc, random) => {
    const { age } = doc.record.identity;
    const at = age ? doc.text.indexOf(age.text) : -1;
    return !age || at < 0
      ? null
      : put(
          doc,
          { start: at, end: at + age.text.length },
          age.text.replace(/\d+/u, (n) => String(Number(n) + 3 + random.int(20))),
        );
  },
  'outcome-invented': (doc, random) => {
    const words = random.pick([
      'Evolución favorable',
      'Evoluciona satisfactoriamente',
      'Sin complicaciones',
      'Procedimiento exitoso',
      'Evolución clínica satisfactoria',
    ]);
    const [key = ''] = /favorabl|satisfactori|complicacion|exitos/iu.exec(words) ?? [];
    return fold(doc.record.facts.map((f) => f.text).join(' ')).includes(key)
      ? null
      : sentenceAtEnd(doc, `${words}.`);
  },
};
