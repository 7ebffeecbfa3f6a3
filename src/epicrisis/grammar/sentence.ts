/** The sentences that a section's phrases allow for the facts at hand: the typed conditions, applied. */
import { type Phrase, phrases } from '../phrases.ts';
import type { HeaderValue, Plan, PlannedFact } from '../plan.ts';
import type { SectionId } from '../types.ts';
import { alt, lit, type Node, seq } from './ast.ts';
import { joinFacts } from './list.ts';

/** Header values as places of a phrase. Dates only where they read as a date («Ingresa el 12-03-2024»). */
const places = (plan: Plan): Readonly<Record<string, HeaderValue | undefined>> => {
  const plainDate = (value: HeaderValue | undefined): HeaderValue | undefined =>
    value && /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/u.test(value.text) ? value : undefined;
  return {
    edad: plan.age && /^\d+ (años?|meses|mes|días?|horas?)$/u.test(plan.age.text) ? plan.age : undefined,
    ingreso: plainDate(plan.admission),
    alta: plainDate(plan.discharge),
  };
};

const fits = (phrase: Phrase, facts: readonly PlannedFact[], plan: Plan): boolean => {
  const [first] = facts;
  if (!first) return false;
  const single = facts.length === 1;
  if (phrase.count === 'one' && !single) return false;
  if (phrase.count === 'many' && single) return false;
  if (phrase.words !== 'any' && !facts.every((f) => f.nominal)) return false;
  if (phrase.words === 'given' && !facts.every((f) => f.given)) return false;
  if (phrase.verb === 'singular' && first.number !== 'singular') return false;
  if (phrase.verb === 'plural' && single && first.number !== 'plural') return false;
  if (phrase.sex && phrase.sex !== plan.sex) return false;
  const at = places(plan);
  return [...phrase.say.matchAll(/\{(\w+)\}/gu)].every(([, name = '']) => at[name]);
};

/** The phrase's words before the list, with header values as facts of their own. */
const opening = (phrase: Phrase, plan: Plan): Node => {
  const at = places(plan);
  const head = phrase.say.slice(0, phrase.say.lastIndexOf('{}'));
  return seq(
    ...head.split(/(\{\w+\})/u).map((piece): Node => {
      const value = /^\{(\w+)\}$/u.exec(piece)?.[1];
      const header = value ? at[value] : undefined;
      return header ? { k: 'fact', id: header.id, slot: `<${value}>`, text: header.text } : lit(piece);
    }),
  );
};

/** `begin`: any phrase that begins a sentence; `clause`: of those, the ones that another may continue; `continue`: those that do. */
export type Role = 'begin' | 'clause' | 'continue';

/** All ways to say these facts of a section, without the full stop; null where no phrase fits (then the section has none). */
export const sayFacts = (
  of: SectionId,
  facts: readonly PlannedFact[],
  plan: Plan,
  role: Role = 'begin',
): Node | null => {
  const fitting = phrases.filter(
    (p) =>
      p.of === of &&
      (p.continues ?? false) === (role === 'continue') &&
      (role !== 'clause' || p.words !== 'any') &&
      fits(p, facts, plan),
  );
  // Phrases with a colon and phrases that govern a noun join their lists differently.
  const groups = (['noun', 'colon'] as const).flatMap((mode) => {
    const heads = fitting.filter((p) => (p.words === 'any') === (mode === 'colon'));
    return heads.length > 0
      ? [
          {
            first: fitting.indexOf(heads[0] as Phrase),
            node: seq(alt(...heads.map((p) => opening(p, plan))), joinFacts(facts, mode)),
          },
        ]
      : [];
  });
  groups.sort((a, b) => a.first - b.first);
  return groups.length > 0 ? alt(...groups.map((g) => g.node)) : null;
};
