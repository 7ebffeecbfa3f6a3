/**
 * From plan to document. What has one derivation is written without a model; the rest is one grammar, walked by the model
 * in order. The same tree links the text back: every section, also half written, is segments of facts and prose.
 */
import {
  asSlot,
  asText,
  firstDerivation,
  isForced,
  longest,
  type Node,
  type Render,
  seq,
} from './grammar/ast.ts';
import { sectionParts } from './grammar/by-sections.ts';
import { toEbnf } from './grammar/compile.ts';
import { type Part, paragraphNode } from './grammar/paragraph.ts';
import { traceParts } from './grammar/trace.ts';
import type { Plan } from './plan.ts';
import { sectionRule } from './sections.ts';
import type { DocumentSection, Epicrisis, Segment } from './types.ts';

export type Dialect = 'slots' | 'text';

export interface Draft {
  readonly plan: Plan;
  readonly dialect: Dialect;
  /** `forced`: the segments of a part that leaves no choice, made once for all snapshots; null where there is one. */
  readonly parts: readonly (Part & { readonly forced: Segment[] | null })[];
  /** All that the model may write: the parts that leave a choice, in order. Null where nothing is left to choose. */
  readonly choice: Node | null;
  /** `choice` as EBNF. */
  readonly ebnf: string | null;
  /** UTF-16 length of the longest text that the model may write. */
  readonly longest: number;
}

const renderOf = (dialect: Dialect): Render => (dialect === 'slots' ? asSlot : asText);

/** Compiles a plan for a dialect. */
export const draftEpicrisis = (plan: Plan, dialect: Dialect): Draft => {
  const parts: readonly Part[] =
    plan.form === 'parrafo' ? [{ section: 'epicrisis', node: paragraphNode(plan) }] : sectionParts(plan);
  const marked = parts.map((p) => ({ ...p, forced: isForced(p.node) ? firstSegments(p.node) : null }));
  const open = marked.filter((p) => !p.forced).map((p) => p.node);
  const choice = open.length > 0 ? seq(...open) : null;
  const render = renderOf(dialect);
  return {
    plan,
    dialect,
    parts: marked,
    choice,
    ebnf: choice ? toEbnf(choice, render) : null,
    longest: choice ? longest(choice, render) : 0,
  };
};

/** The first derivation as segments. */
const firstSegments = (node: Node): Segment[] =>
  firstDerivation(node).reduce<Segment[]>((out, piece) => {
    const last = out.at(-1);
    if (piece.k === 'fact') out.push({ kind: 'fact', text: piece.text, factId: piece.id });
    else if (last?.kind === 'prose') out[out.length - 1] = { kind: 'prose', text: last.text + piece.text };
    else out.push({ kind: 'prose', text: piece.text });
    return out;
  }, []);

const section = (id: Part['section'], segments: Segment[]): DocumentSection => {
  if (id === 'epicrisis') return { id, title: 'Epicrisis', loinc: '18842-5', segments };
  const { title, loinc } = sectionRule(id);
  return loinc ? { id, title, loinc, segments } : { id, title, segments };
};

/** The template: the first derivation of everything. Instantaneous, always at hand. */
export const templateDocument = (draft: Draft): Epicrisis => ({
  form: draft.plan.form,
  sections: draft.parts.map((p) => section(p.section, p.forced ?? firstSegments(p.node))),
});

/** The template's text as the model would write it: what the loop must reproduce when a model always takes the first way. */
export const templateText = (draft: Draft): string => {
  const render = renderOf(draft.dialect);
  return draft.choice
    ? firstDerivation(draft.choice)
        .map((piece) => (piece.k === 'fact' ? render(piece) : piece.text))
        .join('')
    : '';
};

/**
 * The document for what the model has written so far: sections up to where it is, the last one perhaps unfinished.
 * @returns null where `written` is not of the grammar: a bug in the loop, never shown
 */
export const documentSoFar = (
  draft: Draft,
  written: string,
): { document: Epicrisis; complete: boolean } | null => {
  const open = draft.parts.filter((p) => !p.forced);
  const trace = traceParts(
    open.map((p) => p.node),
    written,
    renderOf(draft.dialect),
  );
  if (!trace) return null;
  const sections: DocumentSection[] = [];
  let reached = 0;
  for (const p of draft.parts) {
    const segments = p.forced ?? trace.parts[reached++];
    if (!segments) break;
    sections.push(section(p.section, segments));
    if (!p.forced && reached === trace.parts.length && !trace.complete) break;
  }
  return { document: { form: draft.plan.form, sections }, complete: trace.complete };
};
