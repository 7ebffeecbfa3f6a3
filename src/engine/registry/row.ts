/**
 * One row describes one model: where its files are, how large they are, where it runs and why not elsewhere, how its chat
 * template behaves, and what it may write. Rows are data: no row loads anything.
 */
import { z } from 'zod';

const Backend = z.enum(['wasm', 'webgpu', 'node']);
const Dtype = z.enum(['fp32', 'fp16', 'q8', 'int8', 'q4', 'q4f16']);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Said to a person; Spanish is the product's language, English comes second. */
const Words = z.object({ es: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof Words>;

/** A file in the model's folder. Paths have `/` between parts and never leave the folder. */
const ModelFile = z.object({
  path: z.string().regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/),
  /** 0: not known. Otherwise exact where there is a digest, and to the hub's three digits where there is none. */
  bytes: z.number().int().nonnegative(),
  sha256: Sha256.optional(),
});
export type ModelFile = z.infer<typeof ModelFile>;

/** The weights of one type: the graph first, then its external data in the order of its chunks. */
const Weights = z.object({ files: z.array(ModelFile).min(1) });
export type Weights = z.infer<typeof Weights>;

/** Which types a backend runs, the best first; none: `why` says so. `why` may also say why others are left out. */
const BackendUse = z
  .object({ dtypes: z.array(Dtype), why: Words.optional() })
  .refine(({ dtypes, why }) => dtypes.length > 0 || why !== undefined, 'no type and no reason');

const Chat = z.object({
  /** `switch`: the template takes `enable_thinking: false`. Whatever it says, a block that opens is closed by force. */
  thinking: z.enum(['none', 'switch', 'always']),
  /** Given to the template beside the messages, so that what it would take from the clock or the context is fixed. */
  variables: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  quirks: z.array(Words),
});

/** Why a row cannot be used as it stands. Stable, quoted to IT. */
export const DISABLED_CODES = ['NEEDS_FILES', 'NEEDS_TEXT_EXPORT', 'TOO_BIG'] as const;

const Disabled = z.object({
  code: z.enum(DISABLED_CODES),
  /** What stands in the way. */
  why: Words,
  /** What to do about it. */
  remedy: Words,
  /** Verified files in the store or a folder lift it; without, nothing does. */
  liftedByFiles: z.boolean(),
});
export type Disabled = z.infer<typeof Disabled>;

export const ModelRow = z.object({
  /** In settings, policy and on command lines. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,79}$/),
  name: z.string().min(1),
  family: z.string().min(1),
  /** How many numbers it has; 0: not known. */
  params: z.number().int().nonnegative(),
  dialect: z.enum(['slots', 'text']),
  /** Where the files come from by themselves: in the extension, the hub (or a mirror of it), or nowhere. */
  source: z.enum(['bundled', 'hub', 'folder']),
  hub: z
    .object({
      repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
      /** A commit, so that the files never change under us; `main` where none is known, and then `pinned` is false. */
      revision: z.union([z.string().regex(/^[0-9a-f]{40}$/), z.literal('main')]),
      pinned: z.boolean(),
    })
    .optional(),
  /** By type; what is not there is never tried. */
  weights: z.partialRecord(Dtype, Weights),
  backends: z.object({ wasm: BackendUse, webgpu: BackendUse, node: BackendUse }),
  /** Tokens of prompt and output together. */
  context: z.number().int().positive(),
  chat: Chat,
  licence: z.object({ id: z.string().min(1), note: Words.optional() }),
  /** Which evolution it gets: clauses as charted, or (where settings allow) free sentences that are then verified. */
  evolution: z.enum(['clauses', 'free-verified']),
  /** Backends on which it is the one to take. */
  recommended: z.array(Backend),
  notes: z.array(Words),
  disabled: Disabled.optional(),
});
export type ModelRow = z.infer<typeof ModelRow>;
