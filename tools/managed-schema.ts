/**
 * Writes `public/managed_schema.json` from the settings' zod object: `npx tsx tools/managed-schema.ts`.
 *
 * Chromium reads only a part of JSON Schema and refuses to load an extension whose schema says more than it knows, so
 * only the words that it takes go through; lengths and the like are checked at run time (`shared/policy.ts`).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { Settings } from '../src/shared/settings.ts';

export const SCHEMA_FILE = join(import.meta.dirname, '../public/managed_schema.json');

/** What Chromium's policy schema parser takes (components/policy/core/common/schema.cc). */
const KNOWN = ['type', 'title', 'description', 'properties', 'items', 'enum', 'minimum', 'maximum'] as const;

interface Node {
  [word: string]: unknown;
}

/** The schema as Chromium takes it, as text with a final newline. */
export function managedSchema(): string {
  const schema = narrowed(z.toJSONSchema(Settings, { io: 'input' }) as Node);
  // Short lists on one line, as the formatter wants them.
  const text = JSON.stringify(schema, null, 2).replace(/\[\n([^[\]{}]*)\n\s*\]/g, (_, list: string) => {
    const items = list.split('\n').map((line) => line.trim());
    return `[${items.join(' ')}]`;
  });
  return `${text}\n`;
}

function narrowed(node: Node): Node {
  const kept: Node = {};
  for (const word of KNOWN) if (node[word] !== undefined) kept[word] = node[word];
  if (isNode(node.items)) kept.items = narrowed(node.items);
  if (isNode(node.properties)) {
    kept.properties = Object.fromEntries(
      Object.entries(node.properties).map(([key, value]) => [key, isNode(value) ? narrowed(value) : value]),
    );
  }
  return kept;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(SCHEMA_FILE, managedSchema());
}
