/**
 * Carries a job out: the model where it can be had, else the bundled one, else the template. A failing model never costs
 * the physician the document; the end names why (`fallback`) and what wrote instead (`model`).
 */
import { findModel } from '../engine/registry.ts';
import type { LoadedModel } from '../engine/types.ts';
import type { WriteRequest, Written } from '../epicrisis/write.ts';
import { type AppError, err, type Result } from '../shared/result.ts';
import { defaultSettings } from '../shared/settings.ts';
import type { Job } from './job.ts';
import type { Models } from './models.ts';
import { runtimeError, spoilsRuntime } from './runtime-error.ts';

/** The chosen model; where it can't be had, the one that came with the extension, which is always at hand. */
function inOrder(chosen: string): readonly string[] {
  if (chosen === TEMPLATE) return [];
  return chosen === defaultSettings.model ? [chosen] : [chosen, defaultSettings.model];
}

/** The model that is none: the reviewed phrases' first derivation. */
export const TEMPLATE = 'template';

export interface Writing {
  readonly models: Models;
  readonly write: (request: WriteRequest) => Promise<Result<Written>>;
  readonly now: () => number;
  /** Told why the template wrote instead of the model. */
  readonly fellBack: (why: AppError) => void;
}

/**
 * Runs the job to its end. Never rejects.
 * @returns what made the runtime unusable, if anything did
 */
export async function writeJob(
  job: Job,
  { models, write, now, fellBack }: Writing,
): Promise<AppError | undefined> {
  const { signal } = job.stopped;
  if (signal.aborted) {
    job.finish({ state: 'stopped' });
    return;
  }
  const asked = now();
  const limitBytes = job.start.settings.modelSizeLimitMB * 1_000_000;
  let model: LoadedModel | null = null;
  let failure: AppError | undefined;
  for (const id of inOrder(job.start.model)) {
    const loaded = await unlessStopped(models.get(id, limitBytes), signal);
    if (loaded === undefined || signal.aborted) break;
    if (loaded.ok) model = loaded.value;
    else failure ??= loaded.error;
    if (loaded.ok) break;
  }
  const loadMs = now() - asked;
  if (signal.aborted) {
    job.finish({ state: 'stopped', loadMs });
    return;
  }

  let written = await attempt(job, model, write);
  const failed = model;
  if (!written.ok && model !== null && spoilsRuntime(written.error.code)) {
    failure = written.error;
    model = null;
    written = await attempt(job, null, write);
  } else if (written.ok && written.value.fallback !== undefined) {
    failure = written.value.fallback;
    model = null;
  }
  if (!written.ok) {
    const state = written.error.code === 'E_ABORTED' ? 'stopped' : 'failed';
    job.finish({ state, loadMs, error: state === 'failed' ? written.error : undefined });
    return;
  }
  const { document, check, tokens, state } = written.value;
  job.finish({
    state,
    // A stop before the first word leaves an empty document; the latest snapshot is never shorter than that.
    ...(document.sections.length > 0 ? { document } : {}),
    check,
    tokens,
    loadMs,
    model: model?.id ?? TEMPLATE,
    backend: model?.backend ?? 'none',
    chosen: model?.chosen,
    gpuFailed: model?.gpuFailed,
    fallback: failure,
  });
  if (failure === undefined) return;
  fellBack(failure);
  if (failed !== null && model === null && spoilsRuntime(failure.code)) await models.drop();
}

/**
 * Each patient has phrases of their own, the same every time: ten epicrises in a row do not sound alike. FNV-1a, kept small
 * and above zero, which would be the model's first choice for everybody.
 */
function ownSeed(patientKey: string): number {
  let hash = 2166136261;
  for (const character of patientKey) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return 1 + ((hash >>> 0) % 1_000_000);
}

/** Smaller models put words together that say nothing; the verifier would refuse nearly all. Parameters. */
const FREELY_FROM = 450_000_000;
const tellsFreely = (id: string): boolean => {
  const row = findModel(id, { given: true });
  return row.ok && row.value.params >= FREELY_FROM;
};

/** One try at writing; a runtime that throws is an error like any other. */
async function attempt(
  job: Job,
  model: LoadedModel | null,
  write: Writing['write'],
): Promise<Result<Written>> {
  const { record, form, settings, binding } = job.start;
  const { hospitalName, signatureLine } = settings;
  try {
    return await write({
      record,
      form,
      institution: { hospitalName, signatureLine },
      model,
      freely: settings.freeEvolution && model !== null && tellsFreely(model.id),
      seed: job.start.seed + ownSeed(binding.patientKey),
      signal: job.stopped.signal,
      onSnapshot: (document, tokens) => job.snapshot(document, tokens),
    });
  } catch (thrown) {
    return model === null ? err('E_INTERNAL') : runtimeError(thrown);
  }
}

/** A load can't be broken off, but nobody has to wait for it after a stop. */
function unlessStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    promise.then(resolve, reject);
  });
}
