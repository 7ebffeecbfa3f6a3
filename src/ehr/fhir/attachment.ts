/** The text of an attachment: plain text in base64, in the resource or in a Binary beside it. Other types are named, not read. */
import type { Attachment } from './datatypes.ts';
import type { Context } from './facts/context.ts';
import type { Node } from './graph.ts';
import { Binary } from './resources.ts';

/** Longest text decoded, in characters of base64. */
const MAX_BASE64 = 4_000_000;

const bytesOf = (base64: string): Uint8Array | undefined => {
  try {
    const binary = atob(base64.replace(/\s+/g, ''));
    return Uint8Array.from(binary, (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
};

const decodedAs = (bytes: Uint8Array, contentType: string): string => {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

/** Undefined where there is no plain text to read; why is a finding. */
export const decodedText = (
  attachment: Attachment,
  node: Node,
  { graph, collected }: Context,
  path: string,
): string | undefined => {
  const bad = (why: string): undefined => collected.badResource(node.reference, path, why) as undefined;
  const beside = attachment.url === undefined ? undefined : graph.at(attachment.url);
  if (attachment.data === undefined && attachment.url !== undefined && beside === undefined)
    return collected.missingReference(attachment.url, node.reference) as undefined;
  const binary = beside === undefined ? undefined : graph.read(Binary, beside);
  const data = attachment.data ?? binary?.data;
  const type = attachment.contentType ?? binary?.contentType ?? '';
  if (!/^text\/plain\b/i.test(type))
    return bad(`${type.slice(0, 60) || 'sin contentType'}: no es text/plain`);
  if (data === undefined) return bad('sin contenido');
  if (data.length > MAX_BASE64) return bad('demasiado largo');
  const bytes = bytesOf(data);
  return bytes === undefined ? bad('no es base64') : decodedAs(bytes, type);
};
