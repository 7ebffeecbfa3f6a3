/**
 * What is to be downloaded: which files, where they are, how long, and what they must be. Digests come from the row, from
 * the hub's own list, or from `SHA256SUMS` beside the files; a file that nobody vouches for is not downloaded.
 */
import { z } from 'zod';
import { NEEDED_FILES, OPTIONAL_FILES } from '../registry/layout.ts';
import type { ModelRow } from '../registry/row.ts';
import type { Dtype } from '../types.ts';
import { ask, checkAnswer, type Patience, patiently, readText } from './answers.ts';
import type { Digest } from './digest.ts';
import { FilePath, type IncomingFile, type Origin } from './manifest.ts';
import { Problem } from './problem.ts';
import type { Request } from './request.ts';
import { parseSums } from './sums.ts';

export const HUB = 'https://huggingface.co';

/** Where models are fetched from: the hub, or a server of the hospital's with the same paths below `base`. */
export interface Source {
  readonly kind: 'hub' | 'mirror';
  readonly base: string;
}

export type PlannedFile = Pick<IncomingFile, 'path' | 'url' | 'bytes' | 'digest'>;

export interface Plan {
  readonly origin: Origin;
  readonly files: readonly PlannedFile[];
}

export interface PlanRequest {
  readonly row: ModelRow;
  readonly dtype: Dtype;
  readonly source: Source;
  readonly request: Request;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
}

/** Throws (`Problem`) E_NETWORK, the E_SOURCE_* of `answers.ts`, E_SOURCE_SUMS (nobody vouches for a file), E_MODEL_MISSING. */
export async function planDownload(wanted: PlanRequest): Promise<Plan> {
  const { row, dtype, source } = wanted;
  const place = placeOf(row, source);
  const weights = row.weights[dtype]?.files;
  if (weights === undefined) throw new Problem('E_MODEL_MISSING', { model: row.id, file: dtype });
  const { listed, tree } = await listing(wanted, place);
  const graph = weights[0]?.path ?? '';
  const paths = new Set([
    ...NEEDED_FILES,
    ...weights.map(({ path }) => path),
    ...OPTIONAL_FILES.filter((path) => listed.has(path)),
    // The row may not know of external data that the server lists.
    ...[...listed.keys()].filter((path) => path.startsWith(`${graph}_data`) || path === `${graph}.data`),
  ]);
  paths.delete('SHA256SUMS');
  const host = new URL(place.files).host;
  const pinned = new Map(weights.map(({ path, sha256 }) => [path, sha256] as const));
  const files = await Promise.all(
    [...paths].map(async (path): Promise<PlannedFile> => {
      const url = `${place.files}/${path}`;
      const entry = listed.get(path);
      const hex = pinned.get(path);
      if (entry === undefined && tree) throw new Problem('E_SOURCE_MISSING', { host, file: path });
      const bytes = entry?.bytes ?? (await sizeOf({ path, url }, wanted));
      const digest: Digest | undefined = hex === undefined ? entry?.digest : { kind: 'sha256', hex };
      if (digest === undefined) throw new Problem('E_SOURCE_SUMS', { host, file: path });
      return { path, url, bytes, digest };
    }),
  );
  return { origin: { kind: source.kind, place: place.files }, files };
}

interface Place {
  readonly files: string;
  readonly tree: string;
}

/** A row that is on no hub lies on a mirror under its id. */
export function placeOf({ id, hub }: Pick<ModelRow, 'id' | 'hub'>, { base }: Source): Place {
  const root = base.replace(/\/+$/, '');
  const { repo, revision } = hub ?? { repo: id, revision: 'main' };
  return {
    files: `${root}/${repo}/resolve/${revision}`,
    tree: `${root}/api/models/${repo}/tree/${revision}?recursive=true`,
  };
}

interface Listed {
  readonly digest: Digest;
  readonly bytes: number | null;
}
interface Listing {
  readonly listed: ReadonlyMap<string, Listed>;
  /** All files of the repository, and not just those that somebody made digests of. */
  readonly tree: boolean;
}

const NONE: Listing = { listed: new Map(), tree: false };

/** The server's own list. A mirror of plain files has `SHA256SUMS`, a proxy of the hub the hub's list, some have both. */
async function listing(wanted: PlanRequest, place: Place): Promise<Listing> {
  const ways = [() => fromSums(wanted, place), () => fromTree(wanted, place)];
  if (wanted.source.kind === 'hub') ways.reverse();
  for (const way of ways) {
    const found = await way().catch(noSuchList);
    if (found.listed.size > 0) return found;
  }
  return NONE;
}

/** "Not there" and "not for you" lead to the next way; no network and a page in place of a file end here. */
function noSuchList(thrown: unknown): Listing {
  const code = thrown instanceof Problem ? thrown.error.code : undefined;
  if (code === 'E_SOURCE_MISSING' || code === 'E_SOURCE_REFUSED') return NONE;
  throw thrown;
}

async function fromSums({ request, patience, signal }: PlanRequest, place: Place): Promise<Listing> {
  const sums = parseSums(
    await readText(request, `${place.files}/SHA256SUMS`, 'SHA256SUMS', patience, signal),
  );
  const files = [...sums].filter(([path]) => FilePath.safeParse(path).success);
  const listed = files.map(([path, hex]): [string, Listed] => [
    path,
    { digest: { kind: 'sha256', hex }, bytes: null },
  ]);
  return { listed: new Map(listed), tree: false };
}

/** The hub's answer: a git tree, where large files carry the SHA-256 of their content (`lfs.oid`). */
const Tree = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    oid: z.string(),
    size: z.number().int().nonnegative(),
    lfs: z.object({ oid: z.string(), size: z.number().int().nonnegative() }).optional(),
  }),
);

async function fromTree({ request, patience, signal }: PlanRequest, place: Place): Promise<Listing> {
  const text = await readText(request, place.tree, 'tree', patience, signal);
  const tree = Tree.safeParse(jsonOf(text));
  if (!tree.success) return NONE;
  const files = tree.data.filter(({ type, path }) => type === 'file' && FilePath.safeParse(path).success);
  const listed = files.flatMap(({ path, oid, size, lfs }): [string, Listed][] => {
    const digest: Digest = lfs === undefined ? { kind: 'git', hex: oid } : { kind: 'sha256', hex: lfs.oid };
    const shape = digest.kind === 'git' ? /^[0-9a-f]{40}$/ : /^[0-9a-f]{64}$/;
    return shape.test(digest.hex) ? [[path, { digest, bytes: lfs?.size ?? size }]] : [];
  });
  return { listed: new Map(listed), tree: listed.length > 0 };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The length that the server gives for a file, or null; a file that is not there is found out before anything is written. */
async function sizeOf(
  { path, url }: Pick<PlannedFile, 'path' | 'url'>,
  { request, patience, signal }: PlanRequest,
): Promise<number | null> {
  const answer = await patiently(
    async () => {
      const head = await ask(request, url, { method: 'HEAD', signal }, patience);
      // Some servers know no HEAD: the size then comes with the file.
      if (head.status !== 405 && head.status !== 501) checkAnswer(head, path);
      return head;
    },
    patience,
    signal,
  );
  answer.cancel();
  const length = Number(answer.header('content-length') ?? Number.NaN);
  return (answer.status === 200 || answer.status === 206) && Number.isSafeInteger(length) ? length : null;
}
