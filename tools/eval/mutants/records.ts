/** Records of invented stays in the ways that hospitals chart them, the same for the same seed. */
import { checkDigit, formatRun } from '../../../src/record/run.ts';
import type {
  ClinicalRecord,
  CodeSystem,
  Fact,
  FactId,
  FactKind,
  Moment,
} from '../../../src/record/schema.ts';
import type { Random } from '../../training/random.ts';
import {
  alarms,
  allergies,
  clashingAtc,
  conditions,
  controls,
  destinations,
  familyNames,
  givenNames,
  type Prescription,
  physicians,
  scenarios,
  services,
} from './scenarios.ts';

interface Style {
  readonly frequency: (hours: number) => string;
  readonly space: string;
  readonly route: (route: Prescription['route']) => string;
  readonly days: (days: number) => string;
  readonly accents: boolean;
  readonly capitals: boolean;
}

const TIMES: Readonly<Record<number, string>> = {
  24: 'una vez al día',
  12: 'dos veces al día',
  8: 'tres veces al día',
  6: 'cuatro veces al día',
};

const styleOf = (random: Random): Style => {
  const frequency = random.pick([
    (h: number) => `c/${h} h`,
    (h: number) => `c/${h}h`,
    (h: number) => `cada ${h} horas`,
    (h: number) => TIMES[h] ?? `cada ${h} horas`,
  ]);
  const long = random.chance(0.2);
  const iv = random.pick(['EV', 'IV']);
  return {
    frequency,
    space: random.chance(0.7) ? ' ' : '',
    route: (r) =>
      long
        ? {
            VO: 'vía oral',
            EV: 'endovenoso',
            SC: 'subcutáneo',
            IM: 'intramuscular',
            INH: 'inhalatorio',
            SL: 'sublingual',
          }[r]
        : r === 'EV'
          ? iv
          : r,
    days: random.pick([(n: number) => `por ${n} días`, (n: number) => `x ${n} días`, (n: number) => `${n}d`]),
    accents: random.chance(0.7),
    capitals: random.chance(0.2),
  };
};

const drawn = (random: Random, text: string, side: string): string =>
  text
    .replace(/\{n:(\d+)-(\d+)\}/gu, (_, low: string, high: string) =>
      String(Number(low) + random.int(Number(high) - Number(low) + 1)),
    )
    .replaceAll('{d}', side);

/** Feminine after the words that are; the pool's sides follow nouns of both genders. */
const MASCULINE = /\b(?:ojo|derrame pleural|lumbar|pie|hombro|riñón)\s+$/iu;
const agreed = (text: string): string =>
  text.replace(/(derecha|izquierda)/gu, (side, _w, at: number) =>
    MASCULINE.test(text.slice(0, at)) ? (side === 'derecha' ? 'derecho' : 'izquierdo') : side,
  );

const charted = (text: string, path: string) => ({ text, source: { type: 'data' as const, path } });
const pad = (n: number): string => String(n).padStart(2, '0');

/** An invented stay as a chart: all kinds of facts, consistent with each other. */
export const inventedRecord = (random: Random): ClinicalRecord => {
  const scenario = random.pick(scenarios);
  const style = styleOf(random);
  const sex = scenario.sex ?? (random.chance(0.5) ? 'f' : 'm');
  const side = random.chance(0.5) ? 'derecha' : 'izquierda';
  const age = scenario.age[0] + random.int(scenario.age[1] - scenario.age[0] + 1);
  const written = (text: string): string => {
    const whole = agreed(drawn(random, text, side));
    return style.accents
      ? whole
      : whole
          .normalize('NFD')
          .replace(/[\u0300\u0301\u0308]/gu, '')
          .normalize('NFC');
  };
  const facts: Fact[] = [];
  const add = (
    kind: FactKind,
    moment: Moment,
    text: string,
    more: { code?: string; system?: CodeSystem; date?: string; author?: string } = {},
  ): void => {
    facts.push({
      id: `${kind}-${facts.length + 1}` as FactId,
      kind,
      moment,
      text,
      source: { type: 'data', path: `${kind}[${facts.length}]` },
      ...more,
    });
  };
  const coded = random.chance(0.85);
  const code = (value: string, system: CodeSystem) => (coded ? { code: value, system } : {});
  const allergy = random.chance(0.5)
    ? random.pick(allergies)
    : random.chance(0.5)
      ? 'Niega alergias a medicamentos'
      : undefined;
  const clash = allergy === undefined ? undefined : clashingAtc[allergy];
  const prescription = (p: Prescription): string =>
    written(
      [
        p.name,
        p.dose.replace(/(\d) /u, `$1${style.space}`),
        style.route(p.route),
        p.hours === 0 ? 'SOS' : style.frequency(p.hours),
        ...(p.days === undefined ? [] : [style.days(p.days)]),
      ].join(' '),
    );
  const drugs = (moment: Moment, list: readonly Prescription[]): void => {
    for (const p of list) if (!clash?.test(p.atc)) add('drug', moment, prescription(p), code(p.atc, 'atc'));
  };

  const start = 1 + random.int(12);
  const stay = 3 + random.int(10);
  const month = 1 + random.int(12);
  const year = 2021 + random.int(4);
  const mark = random.pick(['-', '/']);
  const day = (offset: number): string => `${pad(start + offset)}${mark}${pad(month)}${mark}${year}`;

  add('reason', 'ingreso', written(scenario.reason));
  for (const [text, value] of scenario.admission)
    add('diagnosis', 'ingreso', written(text), code(value, 'cie10'));
  for (const text of scenario.antecedents) add('antecedent', 'ingreso', written(text));
  drugs('habitual', scenario.habitual);
  if (allergy !== undefined) add('allergy', 'ingreso', written(allergy));
  for (const [text, value] of scenario.procedures)
    add('procedure', 'intrahospitalario', written(text), {
      ...code(value, 'cie9mc'),
      ...(random.chance(0.6) ? { date: day(1) } : {}),
    });
  const notes = scenario.notes.map(written).map((n) => (style.capitals ? n.toUpperCase() : n));
  notes.forEach((text, i) => {
    if (i % 2 === 0)
      add('note', 'intrahospitalario', [text, notes[i + 1]].filter((n) => n !== undefined).join('. '), {
        date: day(Math.min(stay - 1, i)),
      });
  });
  drugs('intrahospitalario', scenario.inpatient);
  for (const text of scenario.exams)
    add('exam', 'intrahospitalario', written(text), random.chance(0.5) ? { date: day(1) } : {});
  for (const [text, value] of scenario.discharge)
    add('diagnosis', 'alta', written(text), code(value, 'cie10'));
  add('condition', 'alta', written(random.pick(conditions)));
  add('destination', 'alta', written(random.pick(destinations)));
  drugs('alta', scenario.home);
  for (const text of scenario.instructions) add('instruction', 'alta', written(text));
  add('alarm', 'alta', written(random.pick(alarms)));
  add('control', 'alta', written(random.pick(controls)));

  const body = 6_000_000 + random.int(19_000_000);
  const name = `${random.pick(givenNames[sex])} ${random.pick(familyNames)} ${random.pick(familyNames)}`;
  return {
    schema: 1,
    identity: {
      name: charted(style.capitals ? name.toUpperCase() : name, 'name'),
      run: charted(formatRun({ body, digit: checkDigit(body) }), 'run'),
      ficha: charted(String(100_000 + random.int(800_000)), 'ficha'),
      age: charted(`${age} años`, 'age'),
      parsedAge: { value: age, unit: 'años' },
      sex,
    },
    episode: {
      service: charted(random.pick(services), 'service'),
      admission: charted(day(0), 'admission'),
      discharge: charted(day(stay), 'discharge'),
      physician: charted(random.pick(physicians), 'physician'),
    },
    facts,
    reading: { adapter: 'invented', url: '', title: '', readAt: '2024-01-01T00:00:00Z', findings: [] },
  };
};
