/**
 * A model among files that somebody gives by hand, in a folder or a zip. What cannot be a model is refused here, before
 * anything is copied, and by the name of the file that is wrong or missing.
 */
import { z } from 'zod';
import { ModelConfig } from '../model_config.ts';
import { GRAPH_FILES, NEEDED_FILES, OPTIONAL_FILES } from '../registry/layout.ts';
import { parseTokenizerFile } from '../tokenizer_file.ts';
import { FilePath, type Installed, ModelId, type Origin } from './manifest.ts';
import { Problem } from './problem.ts';
import { parseSums } from './sums.ts';

/** One file that is given, wherever it lies. */
export interface Given {
  /** In the folder or zip, `/` between parts. */
  readonly path: string;
  readonly bytes: number;
  /** Hands its bytes on, piece by piece, to a taker that may throw to break off. */
  read(take: (piece: Uint8Array) => void | Promise<void>): Promise<void>;
}

/** A model among given files: looked at, nothing copied yet. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly dialect: Installed['dialect'];
  readonly origin: Origin;
  /** Of weights alone. */
  readonly largestBytes: number;
  readonly root: string;
  readonly files: readonly Given[];
  readonly sums: ReadonlyMap<string, string> | undefined;
}

/** Kept beside the model: its card and its licence are part of passing it on. */
export const PAPERS = /^(README\.md|LICENSE(\.\w+)?|NOTICE(\.\w+)?)$/;

/** What an export of ours says about itself. */
const Card = z.looseObject({ id: ModelId, name: z.string().max(200).optional() });

/**
 * Looks for a model among files. `forId`: the model that they are for; absent, the files or the name of their folder say
 * it. Throws `Problem`: E_GIVEN_NO_MODEL (what is missing), E_GIVEN_CORRUPT (no file of its kind).
 */
export async function findGiven(
  given: readonly Given[],
  forId: string | undefined,
  origin: Origin,
): Promise<Found> {
  const { root, files } = chosenFiles(given);
  const text = async (path: string): Promise<string | undefined> => {
    const file = given.find((one) => one.path === root + path);
    return file && textOf(file);
  };
  const config = parsed('config.json', await text('config.json'), (json) => ModelConfig.parse(json));
  const tokenizerConfig = parsed(
    'tokenizer_config.json',
    await text('tokenizer_config.json'),
    (json) => json,
  );
  parsed('tokenizer.json', await text('tokenizer.json'), (json) => parseTokenizerFile(json, tokenizerConfig));
  const card = Card.safeParse(jsonOf((await text('epicrisis.json')) ?? ''));
  const sums = await text('SHA256SUMS');
  const id = forId ?? card.data?.id ?? idFrom(root, origin.place);
  return {
    id,
    name: card.data?.name ?? id,
    dialect: config.dialect,
    origin,
    largestBytes: Math.max(...weightsIn(root, files)),
    root,
    files,
    sums: sums === undefined ? undefined : parseSums(sums),
  };
}

/** The files of a model among all that is given: those beside the `config.json` that lies least deep. */
function chosenFiles(given: readonly Given[]): { readonly root: string; readonly files: readonly Given[] } {
  const roots = given
    .filter(({ path }) => path === 'config.json' || path.endsWith('/config.json'))
    .map(({ path }) => path.slice(0, -'config.json'.length))
    .sort((a, b) => a.split('/').length - b.split('/').length);
  const [root] = roots;
  if (root === undefined) throw new Problem('E_GIVEN_NO_MODEL', { file: 'config.json' });
  const known: readonly string[] = [
    ...NEEDED_FILES,
    ...OPTIONAL_FILES.filter((path) => path !== 'SHA256SUMS'),
  ];
  const graphs = Object.values(GRAPH_FILES);
  const files = given.filter(({ path }) => {
    if (!path.startsWith(root)) return false;
    const own = path.slice(root.length);
    if (!FilePath.safeParse(own).success) return false;
    return known.includes(own) || PAPERS.test(own) || graphs.some((graph) => isOf(graph, own));
  });
  const has = (path: string): boolean => files.some((file) => file.path === root + path);
  const missing = NEEDED_FILES.find((path) => !has(path));
  if (missing !== undefined) throw new Problem('E_GIVEN_NO_MODEL', { file: missing });
  if (!graphs.some(has)) throw new Problem('E_GIVEN_NO_MODEL', { file: 'onnx/model*.onnx' });
  return { root, files };
}

/** Bytes of each type's graph and data. */
const weightsIn = (root: string, files: readonly Given[]): number[] =>
  Object.values(GRAPH_FILES).map((graph) =>
    files
      .filter(({ path }) => isOf(graph, path.slice(root.length)))
      .reduce((sum, { bytes }) => sum + bytes, 0),
  );

const isOf = (graph: string, path: string): boolean =>
  path === graph ||
  path === `${graph}.data` ||
  new RegExp(`^${graph.replaceAll('.', '\\.')}_data(_\\d+)?$`).test(path);

const TEXT_LIMIT = 64 << 20;

async function textOf(file: Given): Promise<string> {
  if (file.bytes > TEXT_LIMIT) throw new Problem('E_GIVEN_CORRUPT', { file: file.path }, 'too long');
  const pieces: BlobPart[] = [];
  await file.read((piece) => void pieces.push(piece.slice()));
  return new Blob(pieces).text();
}

function parsed<T>(file: string, text: string | undefined, parse: (json: unknown) => T): T {
  try {
    return parse(JSON.parse(text ?? ''));
  } catch (error) {
    throw new Problem('E_GIVEN_CORRUPT', { file }, String(error).slice(0, 300));
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** From the folder that the files lie in, or else the zip's or the picked folder's own name. */
function idFrom(root: string, place: string): string {
  const name = root.split('/').at(-2) ?? place.replace(/\.zip$/i, '');
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 80);
  return ModelId.safeParse(id).success ? id : 'modelo';
}
