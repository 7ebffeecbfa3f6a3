/**
 * The same drug, or two of a class that are not given together, at discharge. Source: WHO ATC index (levels 4 and 5); therapeutic
 * duplication as in The Joint Commission MM.05.01.01. The classes are those in which two at once is an error far more often than a plan.
 */
import { atcOf } from '../../../catalog/drugs.ts';
import { parseDose } from '../../../record/doses.ts';
import type { Finding } from '../../types.ts';
import { type DrugLine, drugLines, drugNamesOf } from '../drug-lines.ts';
import { excerptAt, removal, shown, titleOf } from '../finding.ts';
import type { Context } from './context.ts';

const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['inhibidores de la bomba de protones', /^A02BC/],
  ['estatinas', /^C10AA/],
  ['inhibidores de la ECA', /^C09AA/],
  ['ARA II', /^C09CA/],
  ['betabloqueadores', /^C07A[ABG]/],
  ['bloqueadores de calcio dihidropiridínicos', /^C08CA/],
  ['diuréticos de asa', /^C03C/],
  ['antiagregantes P2Y12', /^B01AC(?:04|05|22|24|25)/],
  ['anticoagulantes orales', /^B01A[AEF]/],
  ['AINEs', /^M01A[BCEGH]/],
  ['benzodiazepinas', /^N05BA/],
  ['ISRS', /^N06AB/],
  ['sulfonilureas', /^A10BB/],
  ['inhibidores de DPP-4', /^A10BH/],
];

const classes = new Map<string, readonly string[]>();
const MOST_KEPT = 2000;

/** By name: a long list asks for each many times. */
const classOf = (name: string): readonly string[] => {
  const known = classes.get(name);
  if (known) return known;
  const codes = atcOf(name);
  const found = CLASSES.filter(([, of]) => codes.some((c) => of.test(c))).map(([say]) => say);
  if (classes.size >= MOST_KEPT) classes.clear();
  classes.set(name, found);
  return found;
};

const routeOf = (text: string, line: DrugLine): string | undefined =>
  parseDose(text.slice(line.start, line.end)).route;

const ownFact = (line: DrugLine): Pick<Finding, 'factId'> => {
  const unit = line.copy?.of.units.find((u) => u.section === line.section);
  return unit ? { factId: unit.factId } : {};
};

export function* duplicateRule(context: Context): Generator<void, Finding[]> {
  const { reading, chart: chartIndex } = context;
  const lines = drugLines(reading).filter(
    (l) => l.section === 'medicamentos_alta' && !l.common && (l.copy !== undefined || reading.headed),
  );
  const listed = lines.filter((l) => l.copy === undefined || l.copy.of.units.some((u) => u.kind === 'drug'));
  const alta = chartIndex.plan.sections.get('medicamentos_alta')?.facts ?? [];
  const charted = (line: DrugLine): boolean =>
    line.copy !== undefined || alta.some((f) => drugNamesOf(chartIndex, f).includes(line.canonical));
  const findings: Finding[] = [];
  const doubled = (line: DrugLine, i: number): Finding[] => {
    const earlier = listed.slice(0, i);
    const same = earlier.filter(
      (b) =>
        b.canonical === line.canonical ||
        b.parts.includes(line.canonical) ||
        line.parts.includes(b.canonical),
    );
    for (const before of [...same, ...earlier.filter((b) => !same.includes(b))]) {
      const sameDrug = same.includes(before);
      const [a, b] = [routeOf(reading.text, before), routeOf(reading.text, line)];
      const twice = before.copy !== undefined && line.copy !== undefined && before.copy.of === line.copy.of;
      const chart = !twice && charted(before) && charted(line);
      if (sameDrug && !(a && b && a !== b)) {
        // A line that the chart has not is named by the reconciliation already.
        if (!twice && (before.copy === undefined || line.copy === undefined)) return [];
        return [
          {
            code: 'C_DUPLICATE_DRUG',
            severity: twice ? 'error' : 'warning',
            section: 'medicamentos_alta',
            ...ownFact(line),
            ...(chart ? { origin: 'chart' as const } : {}),
            message: `${shown(line.name)} aparece más de una vez entre ${titleOf('medicamentos_alta')}. Deje una sola indicación o aclare el esquema.`,
            ...excerptAt(reading.text, line),
            ...(twice ? { fix: removal(reading.text, line) } : {}),
          },
        ];
      }
      const [shared] = sameDrug ? [] : classOf(line.name).filter((c) => classOf(before.name).includes(c));
      if (shared !== undefined)
        return [
          {
            code: 'C_DUPLICATE_CLASS',
            severity: 'warning',
            section: 'medicamentos_alta',
            ...(chart ? { origin: 'chart' as const } : {}),
            message: `${shown(before.name)} y ${shown(line.name)} son de la misma clase (${shared}). Confirme que ambos se indican.`,
            ...excerptAt(reading.text, line),
          },
        ];
    }
    return [];
  };
  for (const [i, line] of listed.entries()) {
    findings.push(...doubled(line, i));
    yield;
  }
  return findings;
}
