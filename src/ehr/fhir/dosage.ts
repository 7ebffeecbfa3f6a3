/**
 * A dose as charted: the dosage's own text where there is one; else its parts as they stand, amount and unit, rate, route,
 * times, in a fixed order. Numbers are written as JSON has them, units and routes in the chart's words; nothing is worked
 * out. What the parts say and these words do not is named, never left out in silence.
 */
import { cleanText } from '../../record/text.ts';
import { wordsOf } from './concept.ts';
import type { Dosage, DoseAndRate, Quantity, Repeat } from './datatypes.ts';

/** «500 mg», «<5 UI»; '' without a number. */
export const quantityWords = (quantity: Quantity | undefined): string => {
  if (quantity?.value === undefined) return '';
  const unit = cleanText(quantity.unit ?? quantity.code ?? '');
  return cleanText(`${quantity.comparator ?? ''}${quantity.value}${unit === '%' ? '' : ' '}${unit}`);
};

/** «1-2 comprimidos»; the unit once where both ends have it. */
export const rangeWords = (
  range: { low?: Quantity | undefined; high?: Quantity | undefined } = {},
): string => {
  const { low, high } = range;
  const both = low?.value !== undefined && high?.value !== undefined;
  const sameUnit = (low?.unit ?? low?.code) === (high?.unit ?? high?.code) || !(low?.unit ?? low?.code);
  if (both && sameUnit) return `${low.value}-${quantityWords(high)}`;
  return [quantityWords(low), quantityWords(high)].filter(Boolean).join(' - ');
};

export const ratioWords = (
  ratio: { numerator?: Quantity | undefined; denominator?: Quantity | undefined } = {},
): string => {
  const above = quantityWords(ratio.numerator);
  const { denominator } = ratio;
  const below =
    denominator?.value === 1
      ? cleanText(denominator.unit ?? denominator.code ?? '1')
      : quantityWords(denominator);
  return above === '' || below === '' ? above : `${above}/${below}`;
};

const UNIT: Readonly<Record<string, readonly [string, string]>> = {
  min: ['minuto', 'minutos'],
  h: ['hora', 'horas'],
  d: ['día', 'días'],
  wk: ['semana', 'semanas'],
  mo: ['mes', 'meses'],
};

/** «cada 8 horas», «3 veces al día», «una vez al día»; undefined where the schedule says more than that. */
const everyWords = (repeat: Repeat): string | undefined => {
  const { frequency = 1, frequencyMax, period, periodMax, periodUnit = '', count } = repeat;
  if (frequencyMax !== undefined || periodMax !== undefined || count !== undefined) return undefined;
  if (repeat.when?.length || repeat.timeOfDay?.length || repeat.dayOfWeek?.length) return undefined;
  if (period === undefined) return repeat.boundsDuration === undefined ? undefined : '';
  const unit = UNIT[periodUnit];
  if (unit === undefined) return undefined;
  if (frequency === 1 && !(period === 1 && periodUnit === 'd'))
    return period === 1 ? `cada ${unit[0]}` : `cada ${period} ${unit[1]}`;
  if (period !== 1 || periodUnit !== 'd') return undefined;
  return frequency === 1 ? 'una vez al día' : `${frequency} veces al día`;
};

/** «por 7 días»: the unit in the chart's words, or by its code. */
const boundsWords = (bounds: Quantity | undefined): string => {
  if (bounds?.value === undefined) return '';
  const known = UNIT[bounds.code ?? bounds.unit ?? ''];
  if (known !== undefined) return `por ${bounds.value} ${bounds.value === 1 ? known[0] : known[1]}`;
  return `por ${quantityWords(bounds)}`;
};

const amountWords = ({ doseQuantity, doseRange, rateQuantity, rateRange, rateRatio }: DoseAndRate): string =>
  [
    quantityWords(doseQuantity) || rangeWords(doseRange),
    quantityWords(rateQuantity) || rangeWords(rateRange) || ratioWords(rateRatio),
  ]
    .filter(Boolean)
    .join(' a ');

export interface DoseWords {
  readonly text: string;
  /** Elements that hold something which the words do not. */
  readonly unsaid: readonly string[];
}

const partsWords = (dosage: Dosage): DoseWords => {
  const { timing, doseAndRate = [] } = dosage;
  const unsaid: string[] = [];
  const [amount, ...more] = doseAndRate.map(amountWords);
  if (more.length > 0) unsaid.push('doseAndRate');
  const coded = wordsOf(timing?.code);
  const every = coded !== '' || timing?.repeat === undefined ? '' : everyWords(timing.repeat);
  if (every === undefined) unsaid.push('timing.repeat');
  for (const key of ['maxDosePerPeriod', 'maxDosePerAdministration'] as const)
    if (dosage[key] !== undefined) unsaid.push(key);
  const needed = wordsOf(dosage.asNeededCodeableConcept);
  const text = [
    amount ?? '',
    wordsOf(dosage.route),
    coded || (every ?? ''),
    coded === '' ? boundsWords(timing?.repeat?.boundsDuration) : '',
    dosage.asNeededBoolean === true || needed !== '' ? 'SOS' : '',
    needed,
    ...(dosage.additionalInstruction ?? []).map(wordsOf),
  ];
  return { text: cleanText(text.filter(Boolean).join(' ')), unsaid };
};

/** One dosage, or several in their order, with semicolons between them. */
export const dosageWords = (dosages: readonly Dosage[]): DoseWords => {
  const each = dosages
    .toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
    .map((dosage) => {
      const own = cleanText(dosage.text ?? '') || cleanText(dosage.patientInstruction ?? '');
      return own === '' ? partsWords(dosage) : { text: own, unsaid: [] };
    });
  return {
    text: each
      .map(({ text }) => text)
      .filter(Boolean)
      .join('; '),
    unsaid: each.flatMap(({ unsaid }) => unsaid),
  };
};
