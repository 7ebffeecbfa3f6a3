/** The prompt of the *slots* dialect: the plan's shape in special tokens. No charted word is in it. */
import type { Plan, PlannedFact } from '../plan.ts';
import { sectionRules } from '../sections.ts';
import { FEATURES, topicToken } from './slot-vocabulary.ts';

const factTokens = (fact: PlannedFact): string => {
  const { code, system } = fact.fact;
  return [
    fact.slot,
    code && system ? FEATURES.coded[system] : '',
    fact.nominal ? '' : FEATURES.free,
    fact.number === 'plural' ? FEATURES.plural : '',
  ].join('');
};

const evolutionTokens = (plan: Plan): string => {
  const { clauses, must } = plan.evolution;
  const days = [...new Set(clauses.map((c) => c.day).filter((d) => d !== undefined))];
  let day: string | undefined;
  return clauses
    .map((clause, i) => {
      const turn =
        days.length > 1 && clause.day && clause.day !== day ? `<Y${days.indexOf(clause.day)}>` : '';
      day = clause.day;
      return `${turn}<C${i}>${topicToken(clause.topic)}${must.has(i) ? FEATURES.must : ''}`;
    })
    .join('');
};

const hasAccents = (plan: Plan): boolean =>
  [...plan.sections.values()].some((s) => s.facts.some((f) => /[áéíóúñ]/iu.test(f.literal)));

/** Special tokens alone, ready to be tokenised as they are; ends in `<escribe>`. */
export const slotsPrompt = (plan: Plan): string =>
  [
    FEATURES.form[plan.form],
    plan.sex ? FEATURES.sex[plan.sex] : '',
    hasAccents(plan) ? FEATURES.accents : '',
    plan.age ? '<edad>' : '',
    plan.admission ? '<ingreso>' : '',
    plan.discharge ? '<alta>' : '',
    ...sectionRules.map((rule) =>
      rule.id === 'evolucion'
        ? evolutionTokens(plan)
        : (plan.sections.get(rule.id)?.facts ?? []).map(factTokens).join(''),
    ),
    FEATURES.write,
  ].join('');
