/**
 * The form *secciones*: each section of the table under its heading. Lists stand as charted, one entry a line; what may be
 * said in more than one way is left to the model.
 */
import type { FactKind } from '../../record/schema.ts';
import { asCharted, fullStop } from '../literal.ts';
import type { Plan, PlannedFact } from '../plan.ts';
import { headerRule, type SectionRule, sectionRules } from '../sections.ts';
import { lit, type Node, seq } from './ast.ts';
import { evolutionNode } from './evolution.ts';
import { joinFacts, place, stopAfter } from './list.ts';
import { conditionNode, factsOf, type Part } from './paragraph.ts';
import { sayFacts } from './sentence.ts';

/** Up to this many entries a treatment is told as a sentence; more are listed. */
const SENTENCE_UP_TO = 3;

/** An entry with its date: results by their day, the others dated after what they are. */
const line = (fact: PlannedFact): Node => {
  const { kind, date } = fact.fact;
  const text = date && !fact.literal.includes(date) ? asCharted(date) : '';
  const day: Node = { k: 'fact', id: fact.id, slot: '<fecha>', text };
  const entry = place(fact, 'start');
  if (text === '' || !DATED.has(kind)) return seq(lit('- '), entry, lit('\n'));
  const before = kind === 'exam' || kind === 'control' || fullStop(fact.literal) === '';
  return before
    ? seq(lit('- '), day, lit(': '), entry, lit('\n'))
    : seq(lit('- '), entry, lit(', '), day, lit('\n'));
};

const DATED: ReadonlySet<FactKind> = new Set(['diagnosis', 'procedure', 'exam', 'pending', 'control']);

const header = (plan: Plan): Node =>
  seq(
    lit('EPICRISIS\n'),
    ...plan.header
      .filter((h) => headerRule(h.id).section === 'identidad')
      .filter((h) => h.text !== '' || headerRule(h.id).rule === 'must')
      .map((h) =>
        seq(
          lit(`${h.label}: `),
          h.text === ''
            ? lit('No consignado')
            : h.charted
              ? { k: 'fact', id: h.id, slot: '<dato>', text: h.text }
              : lit(h.text),
          lit('\n'),
        ),
      ),
  );

const signature = (plan: Plan): Node =>
  seq(
    plan.physician
      ? { k: 'fact', id: plan.physician.id, slot: '<dato>', text: plan.physician.text }
      : lit('No consignado'),
    lit(plan.signature ? `\n${plan.signature}\n` : '\n'),
  );

const body = (plan: Plan, rule: SectionRule): Node | null => {
  const facts = factsOf(plan, rule.id);
  if (rule.id === 'evolucion') {
    const node = evolutionNode(plan, 'lines');
    return node ? seq(node, lit('\n')) : null;
  }
  if (rule.id === 'medico') return signature(plan);
  if (rule.id === 'condicion') {
    const node = conditionNode(plan, true);
    return node ? seq(node, lit('\n')) : null;
  }
  if (facts.length === 0) return null;
  const listed = seq(...facts.map(line));
  if (rule.id === 'tratamiento' && facts.length <= SENTENCE_UP_TO) {
    // Under its heading «Tratamiento: …» would say it twice: a sentence with a verb, or the list.
    const said = sayFacts('tratamiento', facts, plan, 'clause');
    return said ? seq(said, stopAfter(facts), lit('\n')) : listed;
  }
  // A control is listed even when alone: its line carries the date.
  const alone = facts.length === 1 && /^(alergias|indicaciones|alarma)$/u.test(rule.id);
  if (rule.id === 'motivo' || alone)
    return seq(joinFacts(facts, 'colon', 'start'), stopAfter(facts), lit('\n'));
  return listed;
};

/** The sections of the document in order, each with all that may be written in it, heading included. */
export const sectionParts = (plan: Plan): readonly Part[] =>
  sectionRules.flatMap((rule): Part[] => {
    if (rule.id === 'identidad') return [{ section: rule.id, node: header(plan) }];
    const content = body(plan, rule);
    if (!content && rule.rule === 'if-charted') return [];
    return [{ section: rule.id, node: seq(lit(`\n${rule.title}\n`), content ?? lit(`${rule.absent}\n`)) }];
  });
