/** An entry of the chart that the text does not hold. Source: Ley 20.584 art. 11, Decreto 41/2012 (contents of the epicrisis). */
import type { PlannedFact } from '../../plan.ts';
import type { Finding } from '../../types.ts';
import { sectionOfPlanned } from '../chart.ts';
import { insertion, shown, titleOf } from '../finding.ts';
import type { Context } from './context.ts';

export const missing = ({ chart, reading }: Context, fact: PlannedFact): Finding => {
  const section = sectionOfPlanned(chart.plan, fact.id);
  return {
    code: 'C_MISSING_FACT',
    severity: 'error',
    section,
    factId: fact.id,
    message: `Falta «${shown(fact.literal)}» (${titleOf(section)}) tal como está en la ficha.`,
    fix: insertion(reading, section, fact.literal),
  };
};
