/**
 * The store: what models there are on this machine, what is on its way, and the work that changes that. One piece of work
 * a model at a time; each ends in a Result, and what is not finished goes on from its journal the next time.
 */
import { type AppError, err, ok, type Result } from '../../shared/result.ts';
import { findModel, sizeGuard, tooBig } from '../registry.ts';
import type { Dtype } from '../types.ts';
import { PATIENCE, type Patience } from './answers.ts';
import { copyGiven, needRoom } from './bring.ts';
import { download, incomingFor } from './download.ts';
import { findGiven, type Given } from './given.ts';
import {
  discardIncoming,
  incomingModel,
  incomingModels,
  install,
  installedModel,
  installedModels,
  modelIds,
  removeModel,
  saveIncoming,
  sweep,
} from './library.ts';
import { bytesOnDisk, bytesWanted, type Installed, newVersion, type Origin } from './manifest.ts';
import { planDownload, type Source } from './plan.ts';
import { errorOf, Problem } from './problem.ts';
import type { Request } from './request.ts';
import { openWorkshop, type WorkEdges } from './work.ts';
import { exportZip } from './zip.ts';

export interface StoreEdges extends WorkEdges {
  readonly request: Request;
  readonly now: () => Date;
  readonly patience?: Patience;
  readonly parallel?: number;
  readonly partBytes?: number;
}

/** A version that stopped on its way. */
export interface Halted {
  readonly id: string;
  readonly dtype: Dtype;
  readonly bytes: number;
  readonly total: number | undefined;
}

export interface Holdings {
  readonly installed: readonly Installed[];
  readonly halted: readonly Halted[];
  /** Bytes that may still be written, where that is known. */
  readonly room: number | undefined;
}

export interface DownloadWish {
  readonly id: string;
  readonly dtype: Dtype;
  readonly source: Source;
  readonly limitBytes: number;
}

export interface BringWish {
  readonly id?: string | undefined;
  readonly origin: Origin;
  readonly files: readonly Given[];
  readonly limitBytes: number;
}

export interface Store {
  /** Clears away what a browser that was closed left behind; what another page works on is left alone. */
  tidy(): Promise<void>;
  holdings(): Promise<Holdings>;
  /** Begins, or goes on from what is on disk. Resolves when the model is installed. */
  download(wish: DownloadWish): Promise<Result<Installed>>;
  /** Takes a model that is given by hand. */
  bring(wish: BringWish): Promise<Result<Installed>>;
  /** Breaks off what is being done; what is on disk stays. */
  stop(id: string): void;
  /** Gives up what is on its way. */
  discard(id: string): Promise<Result<null>>;
  remove(id: string): Promise<Result<null>>;
  exportTo(id: string, to: WritableStream<Uint8Array>): Promise<Result<null>>;
}

const PART_BYTES = 32 << 20;

export function openStore(edges: StoreEdges): Store {
  const { storage, request, patience = PATIENCE, parallel = 4, partBytes = PART_BYTES } = edges;
  const { doing, stop } = openWorkshop(edges);

  return {
    async tidy() {
      for (const id of await modelIds(storage)) await edges.alone(id, () => sweep(storage, id));
    },

    async holdings() {
      const [installed, incoming, room] = await Promise.all([
        installedModels(storage),
        incomingModels(storage),
        storage.room().catch(() => undefined),
      ]);
      const halted = incoming.map((one) => ({
        id: one.id,
        dtype: one.dtype,
        bytes: bytesOnDisk(one),
        total: bytesWanted(one),
      }));
      return { installed, halted, room };
    },

    async download({ id, dtype, source, limitBytes }) {
      const row = findModel(id, { given: true });
      if (!row.ok) return row;
      const small = sizeGuard(row.value, dtype, limitBytes);
      if (!small.ok) return small;
      return doing(id, 'asking', async (signal, say) => {
        const plan = await planDownload({ row: row.value, dtype, source, request, patience, signal });
        const before = await incomingModel(storage, id);
        const kept = before?.dtype === dtype ? before : undefined;
        if (before !== kept) await discardIncoming(storage, id);
        const { name, dialect } = row.value;
        const version = newVersion(edges.now().getTime());
        const incoming = incomingFor({ id, name, dialect, dtype }, plan, kept, { partBytes, version });
        const total = bytesWanted(incoming) ?? 0;
        if (total > limitBytes + TOKENIZER_BYTES) throw problemOf(tooBig(id, total, limitBytes).error);
        await needRoom(storage, total - bytesOnDisk(incoming));
        await saveIncoming(storage, incoming);
        const model = await download(incoming, {
          storage,
          request,
          patience,
          parallel,
          partBytes,
          signal,
          now: edges.now,
          onProgress: say,
        });
        await install(storage, model);
        return model;
      });
    },

    async bring({ id: forId, origin, files, limitBytes }) {
      const looked = await findGiven(files, forId, origin).then(ok, (thrown: unknown) => failed(thrown));
      if (!looked.ok) return looked;
      const { id, largestBytes } = looked.value;
      if (largestBytes > limitBytes) return tooBig(id, largestBytes, limitBytes);
      if (isBundled(id)) return err('E_MODEL_DISABLED', { model: id }, 'the bundled model is not replaced');
      return doing(id, 'bringing', async (signal, say) => {
        const version = newVersion(edges.now().getTime());
        const onProgress = (bytes: number, total: number): void => say({ phase: 'bringing', bytes, total });
        try {
          const model = await copyGiven(looked.value, {
            version,
            storage,
            signal,
            now: edges.now,
            onProgress,
          });
          await install(storage, model);
          return model;
        } catch (thrown) {
          await sweep(storage, id);
          throw thrown;
        }
      });
    },

    stop,

    async discard(id) {
      return doing(id, 'asking', async () => {
        await discardIncoming(storage, id);
        return null;
      });
    },

    async remove(id) {
      return doing(id, 'asking', async () => {
        await removeModel(storage, id);
        return null;
      });
    },

    async exportTo(id, to) {
      return doing(id, 'exporting', async (signal, say) => {
        const model = await installedModel(storage, id);
        if (model === undefined) throw new Problem('E_MODEL_MISSING', { model: id, file: '' });
        const total = model.files.reduce((sum, { bytes }) => sum + bytes, 0);
        let done = 0;
        await exportZip(storage, model, to, (bytes) => {
          if (signal.aborted) throw new Problem('E_ABORTED');
          done += bytes;
          say({ phase: 'exporting', bytes: done, total });
        });
        return null;
      });
    },
  };
}

const failed = (thrown: unknown): Result<never> => ({ ok: false, error: errorOf(thrown) });

function isBundled(id: string): boolean {
  const row = findModel(id, { given: true });
  return row.ok && row.value.source === 'bundled';
}

/** The limit is on weights; the rest of a model's files is small beside them. */
const TOKENIZER_BYTES = 64_000_000;

const problemOf = ({ code, params, detail }: AppError): Problem => new Problem(code, params, detail);
