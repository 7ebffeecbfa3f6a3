/** What every reader of one resource type is given. */
import type { Collected } from '../collected.ts';
import type { SectionRule } from '../composition.ts';
import type { Graph, Node } from '../graph.ts';
import type { Stay, Subject } from '../whose.ts';

export interface Context {
  readonly graph: Graph;
  readonly collected: Collected;
  readonly subject: Subject;
  readonly stay: Stay;
  readonly timeZone: string;
  /** What the document's section that lists a resource says of it. */
  section(node: Node): SectionRule | undefined;
  /** The document is a summary of the patient (IPS) and not of a stay. */
  readonly summary: boolean;
}

/** Reads the facts of one resource, which is the patient's. */
export type ReadFacts = (node: Node, context: Context) => void;

/** Leaves out what was charted by mistake or did not happen; true when it did. */
export const isOut = (
  status: string | undefined,
  out: readonly string[],
  node: Node,
  context: Context,
): boolean => {
  if (status === undefined || !out.includes(status)) return false;
  context.collected.leaveOut('status', `${node.type} ${status}`);
  return true;
};

/** A fact without words cannot be copied: named. */
export const wordless = (node: Node, path: string, { collected }: Context): void =>
  collected.badResource(node.reference, path, 'sin texto ni display');
