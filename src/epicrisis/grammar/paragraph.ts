/**
 * The form *párrafo*: ingreso, antecedentes, then procedures, evolution and treatment in one of three orders, alta with its
 * medications, and what else the chart holds. One tree; each part a span of a section.
 */
import { absentPhrases } from '../phrases.ts';
import type { Plan, PlannedFact } from '../plan.ts';
import { sectionRule } from '../sections.ts';
import type { SectionId } from '../types.ts';
import { alt, lit, type Node, seq } from './ast.ts';
import { evolutionNode } from './evolution.ts';
import { joinFacts, stopAfter } from './list.ts';
import { sayFacts } from './sentence.ts';

/** One sentence or more, full stop included, with the section that it belongs to. */
export interface Part {
  readonly section: SectionId;
  readonly node: Node;
}

export const factsOf = (plan: Plan, id: SectionId): readonly PlannedFact[] =>
  plan.sections.get(id)?.facts ?? [];

/** A section's sentence; its absence in words where it is a must of the paragraph; null where it has nothing to say. */
const sentence = (plan: Plan, id: SectionId): Node | null => {
  const facts = factsOf(plan, id);
  const said = sayFacts(id, facts, plan);
  if (said) return seq(said, stopAfter(facts));
  const absent = absentPhrases[id];
  return absent ? lit(absent) : null;
};

/** «Condición al alta: …. Destino: ….»; with `whole`, the one of the two that the chart lacks is said to be absent. */
export const conditionNode = (plan: Plan, whole = false): Node | null => {
  const facts = factsOf(plan, 'condicion');
  if (facts.length === 0) return null;
  const parts = (sectionRule('condicion').each ?? []).flatMap(({ kind, lead, absent }) => {
    const of = facts.filter((f) => f.fact.kind === kind);
    if (of.length > 0) return [seq(lit(lead), joinFacts(of, 'colon'), stopAfter(of))];
    return whole ? [lit(absent)] : [];
  });
  return spaced(parts);
};

const spaced = (nodes: readonly Node[]): Node =>
  seq(...nodes.flatMap((n, i) => (i === 0 ? [n] : [lit(' '), n])));

/** Discharge: diagnoses and medications in one sentence or two. */
const discharge = (plan: Plan): Node => {
  const diagnoses = factsOf(plan, 'dx_alta');
  const drugs = factsOf(plan, 'medicamentos_alta');
  // A diagnosis that ends its own sentence, or stands after a colon, cannot be continued by a gerund.
  const open = diagnoses.every((d) => !/[.!?…]$/u.test(d.literal));
  const said = open ? sayFacts('dx_alta', diagnoses, plan, 'clause') : null;
  const continued = said ? sayFacts('medicamentos_alta', drugs, plan, 'continue') : null;
  const apart = spaced(
    [sentence(plan, 'dx_alta'), sentence(plan, 'medicamentos_alta')].filter((n) => n !== null),
  );
  return said && continued ? alt(seq(said, continued, stopAfter(drugs)), apart) : apart;
};

/** All paragraphs that may be written for a plan. */
export const paragraphNode = (plan: Plan): Node => {
  const part = (id: SectionId): Node[] => {
    const node = sentence(plan, id);
    return node ? [node] : [];
  };
  const evolution = evolutionNode(plan, 'inline') ?? lit(absentPhrases.evolucion ?? '');
  const procedures = part('procedimientos');
  const treatment = part('tratamiento');
  const orders = [
    [...procedures, evolution, ...treatment],
    [...procedures, ...treatment, evolution],
    ...(procedures.length > 0 ? [[...treatment, ...procedures, evolution]] : []),
  ];
  const condition = conditionNode(plan);
  return spaced([
    ...part('motivo'),
    ...part('dx_ingreso'),
    ...part('antecedentes'),
    ...part('habituales'),
    ...part('alergias'),
    alt(...orders.map(spaced)),
    ...part('dx_hospitalizacion'),
    ...part('examenes'),
    ...part('pendientes'),
    discharge(plan),
    ...(condition ? [condition] : []),
    ...part('indicaciones'),
    ...part('alarma'),
    ...part('controles'),
  ]);
};
