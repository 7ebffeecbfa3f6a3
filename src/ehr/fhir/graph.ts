/** The resources by what refers to them: `Condition/12`, the full URL, `#contained`. */
import type { z } from 'zod';
import type { Collected } from './collected.ts';
import type { Reference } from './datatypes.ts';
import type { Entry, Raw } from './door.ts';

/** One resource and the name that its facts keep. */
export interface Node {
  readonly resource: Raw;
  readonly type: string;
  /** «Condition/12», or the full URL of a resource without an id. */
  readonly reference: string;
}

const SAFE = /^[A-Za-z0-9.-]{1,64}$/;

/** «Condition/12» of «https://server/fhir/Condition/12/_history/3»; undefined for other forms. */
const relative = (reference: string): string | undefined =>
  /(?:^|\/)([A-Z][A-Za-z]{1,60}\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const updated = ({ meta }: Raw): string =>
  typeof meta === 'object' && meta !== null && 'lastUpdated' in meta ? (text(meta.lastUpdated) ?? '') : '';

export class Graph {
  readonly nodes: readonly Node[];
  private readonly byReference = new Map<string, Node>();
  private readonly byType = new Map<string, Node[]>();

  constructor(
    entries: readonly Entry[],
    private readonly collected: Collected,
  ) {
    const nodes = new Map<string, Node>();
    for (const { resource, fullUrl } of entries) {
      const id = text(resource.id);
      const type = resource.resourceType;
      const own = id !== undefined && SAFE.test(id) ? `${type}/${id}` : undefined;
      const reference = own ?? fullUrl ?? `${type} (${nodes.size + 1})`;
      const node = { resource, type, reference };
      const before = nodes.get(reference);
      // The same resource twice (an older version, an overlap of two searches): the later one.
      if (before !== undefined && updated(before.resource) > updated(resource)) continue;
      nodes.set(reference, node);
      for (const name of [own, fullUrl]) if (name !== undefined) this.byReference.set(name, node);
    }
    this.nodes = [...nodes.values()];
    for (const node of this.nodes) {
      const same = this.byType.get(node.type);
      if (same) same.push(node);
      else this.byType.set(node.type, [node]);
    }
  }

  ofType(type: string): readonly Node[] {
    return this.byType.get(type) ?? [];
  }

  /** The node that a reference leads to; undefined where it is not among the resources. */
  at(reference: string | undefined): Node | undefined {
    if (reference === undefined) return undefined;
    const short = relative(reference);
    return this.byReference.get(reference) ?? (short === undefined ? undefined : this.byReference.get(short));
  }

  /** The same name for the same resource, however it is referred to. */
  nameOf(reference: string | undefined): string | undefined {
    if (reference === undefined) return undefined;
    return this.at(reference)?.reference ?? relative(reference) ?? reference;
  }

  /** A resource that fits its schema; one that does not is named in a finding. */
  read<T extends z.ZodType>(schema: T, node: Node): z.infer<T> | undefined {
    const parsed = schema.safeParse(node.resource);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    this.collected.badResource(node.reference, issue?.path.join('.') || node.type, issue?.message ?? '');
    return undefined;
  }

  /** The resource that `from` refers to, in itself (`#id`) or in the Bundle; what is not there is named in a finding. */
  follow<T extends z.ZodType>(schema: T, to: Reference | undefined, from: Node): z.infer<T> | undefined {
    const { reference } = to ?? {};
    if (reference === undefined) return undefined;
    if (reference.startsWith('#')) {
      const { contained } = from.resource;
      const inside: unknown = Array.isArray(contained)
        ? contained.find((one: unknown) => (one as { id?: unknown } | null)?.id === reference.slice(1))
        : undefined;
      const parsed = schema.safeParse(inside);
      if (!parsed.success) this.collected.missingReference(reference, from.reference);
      return parsed.success ? parsed.data : undefined;
    }
    const node = this.at(reference);
    if (node === undefined) {
      // What the reference itself names needs no resource.
      if (to?.display === undefined) this.collected.missingReference(reference, from.reference);
      return undefined;
    }
    return this.read(schema, node);
  }
}
