/**
 * What becomes of each drug at discharge. Source: The Joint Commission NPSG.03.06.01 EP 3-4 (habitual drugs compared with those prescribed
 * at discharge; the patient is told of both). Of inpatient drugs only those whose silent end does harm are asked for:
 * anticoagulants, antibiotics, corticosteroids by mouth; and for information alone.
 */
import { atcOf } from '../../../catalog/drugs.ts';
import { parseDose } from '../../../record/doses.ts';
import { fold } from '../../../record/text.ts';
import type { PlannedFact } from '../../plan.ts';
import type { Finding } from '../../types.ts';
import { drugLines, drugNamesOf } from '../drug-lines.ts';
import { shown } from '../finding.ts';
import { sentenceAt } from '../reading.ts';
import type { Context } from './context.ts';

const ASKED = /^(?:B01AA|B01AE|B01AF|J01|J02|H02AB)/;
const ENDS =
  /\b(?:suspend|suspens|discontin|no continuar|no reiniciar|reemplaz|se cambia|cambio a|completa|completo|finaliza|termino|termina|hasta)/u;

export function* reconciliationRule(context: Context): Generator<void, Finding[]> {
  const { chart, reading } = context;
  const atDischarge = chart.plan.sections.get('medicamentos_alta')?.facts ?? [];
  const lines = drugLines(reading);
  const written = lines.filter((l) => l.section === 'medicamentos_alta');
  if (atDischarge.length === 0 && written.length === 0) return [];
  const named = new Set(atDischarge.flatMap((f) => drugNamesOf(chart, f)));
  yield;
  const resolved = (fact: PlannedFact): boolean => {
    const names = drugNamesOf(chart, fact);
    const isOf = (l: { canonical: string; parts: readonly string[] }): boolean =>
      names.some((n) => n === l.canonical || l.parts.includes(n));
    if (names.length === 0 || written.some(isOf)) return true;
    if (names.some((n) => named.has(n))) return true;
    // Said of it anywhere: that it stops, or is changed.
    return lines.filter(isOf).some((l) => {
      const sentence = sentenceAt(reading, l.start);
      return sentence !== undefined && ENDS.test(fold(reading.text.slice(sentence.start, sentence.end)));
    });
  };
  const habitual: PlannedFact[] = [];
  for (const f of chart.plan.sections.get('habituales')?.facts ?? []) {
    if (!resolved(f)) habitual.push(f);
    yield;
  }
  const inpatient: PlannedFact[] = [];
  for (const f of chart.plan.sections.get('tratamiento')?.facts ?? []) {
    yield;
    if (!atcOf(f.literal).some((code) => ASKED.test(code))) continue;
    const { route, durationDays, once } = parseDose(f.literal);
    // By mouth: what one goes on taking at home. Infusions and prophylaxis end with the stay.
    if (route === 'oral' && durationDays === undefined && once !== true && !resolved(f)) inpatient.push(f);
  }
  return [
    ...habitual.map(
      (f): Finding => ({
        code: 'C_HABITUAL_UNRESOLVED',
        severity: 'warning',
        section: 'medicamentos_alta',
        factId: f.id,
        origin: 'chart',
        message: `«${shown(f.literal)}», de uso habitual, no está entre los medicamentos al alta ni consta que se suspenda. Indique si continúa.`,
      }),
    ),
    ...inpatient.map(
      (f): Finding => ({
        code: 'C_INPATIENT_UNRESOLVED',
        severity: 'info',
        section: 'medicamentos_alta',
        factId: f.id,
        origin: 'chart',
        message: `«${shown(f.literal)}» se indicó en la hospitalización sin duración y no está al alta. Confirme que terminó.`,
      }),
    ),
  ];
}
