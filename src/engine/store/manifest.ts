/**
 * What is written down about a model in the store. `current.json` names the version that is whole and verified; it is
 * written last, and replaced in one step, so a reader sees the old version or the new one and never a half.
 * `incoming.json` is the journal of a version on its way: which bytes are on disk already.
 *
 *     <id>/current.json            Installed
 *     <id>/incoming.json           Incoming, while there is one
 *     <id>/<version>/config.json … the files
 */
import { z } from 'zod';

/** As in the registry's rows: no way out of the model's folder. */
export const FilePath = z
  .string()
  .max(300)
  .regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/);
export const ModelId = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,79}$/);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Version = z.string().regex(/^v[0-9a-z]{1,20}$/);
const Dtype = z.enum(['fp32', 'fp16', 'q8', 'int8', 'q4', 'q4f16']);
const Bytes = z.number().int().nonnegative();

/** Where the files came from, for people to read: a server's address, or the name of the folder or zip. */
const Origin = z.object({ kind: z.enum(['hub', 'mirror', 'folder', 'zip']), place: z.string().max(500) });
export type Origin = z.infer<typeof Origin>;

const About = z.object({
  format: z.literal(1),
  id: ModelId,
  name: z.string().max(200),
  dialect: z.enum(['slots', 'text']),
  version: Version,
  origin: Origin,
});

export const Installed = About.extend({
  files: z.array(z.object({ path: FilePath, bytes: Bytes, sha256: Sha256 })).min(1),
  /** False where nobody said what the files should be: they were taken as they came. */
  checked: z.boolean(),
  installedAt: z.iso.datetime(),
});
export type Installed = z.infer<typeof Installed>;

/** A stretch of a file: from `from` to before `to`, of which the first `done` bytes are on disk. */
const Part = z.object({ from: Bytes, to: Bytes, done: Bytes });
export type Part = z.infer<typeof Part>;

const IncomingFile = z.object({
  path: FilePath,
  url: z.url().max(2000),
  /** Null: the server does not say. */
  bytes: Bytes.nullable(),
  digest: z.object({ kind: z.enum(['sha256', 'git']), hex: z.string().regex(/^[0-9a-f]{40,64}$/) }),
  etag: z.string().max(500).optional(),
  /** The server ignores ranges: one stream, from the start each time. */
  whole: z.boolean(),
  parts: z.array(Part),
  /** Set when all is on disk and its digest was right. */
  sha256: Sha256.optional(),
});
export type IncomingFile = z.infer<typeof IncomingFile>;

export const Incoming = About.extend({ dtype: Dtype, files: z.array(IncomingFile).min(1) });
export type Incoming = z.infer<typeof Incoming>;

export const currentPath = (id: string): string => `${id}/current.json`;
export const incomingPath = (id: string): string => `${id}/incoming.json`;
export const filePath = ({ id, version }: { id: string; version: string }, path: string): string =>
  `${id}/${version}/${path}`;

/** Sorts by time, and two of the same millisecond do not meet. */
export const newVersion = (now: number): string =>
  `v${now.toString(36)}${Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0')}`;

export const bytesOnDisk = ({ files }: Incoming): number =>
  files.reduce((sum, { parts }) => sum + parts.reduce((done, part) => done + part.done, 0), 0);

/** Undefined while a file's size is not known. */
export const bytesWanted = ({ files }: Incoming): number | undefined =>
  files.some(({ bytes }) => bytes === null)
    ? undefined
    : files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
