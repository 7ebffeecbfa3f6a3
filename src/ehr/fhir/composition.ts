/** A document's sections (IPS, discharge summaries): what each says of the resources that it lists, and those that are text alone. */
import type { FactKind, Moment } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { wordsOf } from './concept.ts';
import type { Context } from './facts/context.ts';
import type { Graph, Node } from './graph.ts';
import { narrativeLines } from './narrative.ts';
import { Composition, type Section } from './resources.ts';

export interface SectionRule {
  readonly kind: FactKind;
  readonly moment: Moment;
  /** How a section without entries is taken: one fact, one a line, or not at all. */
  readonly text?: 'whole' | 'lines';
}

/** LOINC section codes: HL7 IPS 1.1, C-CDA discharge summary, and the project's own document. */
const SECTIONS: Readonly<Record<string, SectionRule>> = {
  '11450-4': { kind: 'antecedent', moment: 'habitual', text: 'lines' },
  '11348-0': { kind: 'antecedent', moment: 'habitual', text: 'lines' },
  '42347-5': { kind: 'diagnosis', moment: 'ingreso', text: 'lines' },
  '46241-6': { kind: 'diagnosis', moment: 'ingreso', text: 'lines' },
  '11535-2': { kind: 'diagnosis', moment: 'alta', text: 'lines' },
  '78375-3': { kind: 'diagnosis', moment: 'alta', text: 'lines' },
  '10160-0': { kind: 'drug', moment: 'habitual', text: 'lines' },
  '42346-7': { kind: 'drug', moment: 'habitual', text: 'lines' },
  '10183-2': { kind: 'drug', moment: 'alta', text: 'lines' },
  '75311-1': { kind: 'drug', moment: 'alta', text: 'lines' },
  '87232-5': { kind: 'drug', moment: 'intrahospitalario', text: 'lines' },
  '29549-3': { kind: 'drug', moment: 'intrahospitalario', text: 'lines' },
  '48765-2': { kind: 'allergy', moment: 'habitual', text: 'lines' },
  '47519-4': { kind: 'procedure', moment: 'intrahospitalario', text: 'lines' },
  '30954-2': { kind: 'exam', moment: 'intrahospitalario', text: 'lines' },
  '46239-0': { kind: 'reason', moment: 'ingreso', text: 'whole' },
  '10154-3': { kind: 'reason', moment: 'ingreso', text: 'whole' },
  '29299-5': { kind: 'reason', moment: 'ingreso', text: 'whole' },
  '10164-2': { kind: 'note', moment: 'ingreso', text: 'whole' },
  '8648-8': { kind: 'note', moment: 'intrahospitalario', text: 'whole' },
  '10184-0': { kind: 'condition', moment: 'alta', text: 'whole' },
  '8650-4': { kind: 'destination', moment: 'alta', text: 'whole' },
  '8653-8': { kind: 'instruction', moment: 'alta', text: 'lines' },
  '18776-5': { kind: 'control', moment: 'alta', text: 'lines' },
};
const IPS = '60591-5';

const ruleOf = ({ code }: Section): SectionRule | undefined =>
  code?.coding?.map((c) => SECTIONS[c.code ?? '']).find((rule) => rule !== undefined);

const flat = (sections: readonly Section[], depth = 0): Section[] =>
  sections.flatMap((s) => [s, ...(depth < 4 ? flat(s.section ?? [], depth + 1) : [])]);

export interface Document {
  readonly node: Node;
  readonly sections: readonly Section[];
  readonly isSummary: boolean;
  rule(node: Node): SectionRule | undefined;
}

/** The document among the resources, with what its sections say of each resource. */
export const documentOf = (graph: Graph): Document | undefined => {
  const [node] = graph.ofType('Composition');
  const composition = node && graph.read(Composition, node);
  if (node === undefined || composition === undefined) return undefined;
  const sections = flat(composition.section ?? []);
  const rules = new Map<string, SectionRule>();
  for (const section of sections) {
    const rule = ruleOf(section);
    if (rule === undefined) continue;
    for (const entry of section.entry ?? []) {
      const name = graph.nameOf(entry.reference);
      if (name !== undefined && !rules.has(name)) rules.set(name, rule);
    }
  }
  return {
    node,
    sections,
    isSummary: composition.type?.coding?.some(({ code }) => code === IPS) ?? false,
    rule: (one) => rules.get(one.reference),
  };
};

/** Entries that are not there, and the facts of sections that are text alone. */
export const readSections = (document: Document, { graph, collected }: Context): void => {
  for (const section of document.sections) {
    const title = cleanText(section.title ?? wordsOf(section.code)).slice(0, 80);
    for (const { reference } of section.entry ?? [])
      if (reference !== undefined && graph.at(reference) === undefined)
        collected.missingReference(reference, `${document.node.reference}, ${title}`);
    if (section.entry?.length || section.section?.length) continue;
    const lines = narrativeLines(section.text?.div ?? '');
    const rule = ruleOf(section);
    const empty = wordsOf(section.emptyReason);
    if (empty !== '' || lines.length === 0) continue;
    if (rule?.text === undefined) {
      collected.leaveOut('unused', `sección «${title}»`);
      continue;
    }
    const reference = document.node.reference;
    const base = { kind: rule.kind, moment: rule.moment, reference, confidence: 0.75 };
    if (rule.text === 'whole')
      collected.add({ ...base, text: lines.join(rule.kind === 'note' ? '\n' : ' ') });
    else for (const text of lines) collected.add({ ...base, text });
  }
};
