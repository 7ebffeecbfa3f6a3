/** The panel's side of the FHIR worker: one worker a reading, gone with it. */
import type { ClinicalRecord } from '../../record/schema.ts';
import { err, type Result } from '../../shared/result.ts';
import type { FhirWish } from './fhir-worker.ts';

/** E_ABORTED where the signal says so, E_INTERNAL where the worker dies (memory). */
export const readInWorker = (wish: FhirWish, signal: AbortSignal): Promise<Result<ClinicalRecord>> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./fhir-worker.ts', import.meta.url), { type: 'module' });
    const done = (result: Result<ClinicalRecord>): void => {
      worker.terminate();
      resolve(result);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<Result<ClinicalRecord>>) => done(data));
    worker.addEventListener('error', () => done(err('E_INTERNAL', undefined, 'the FHIR worker failed')));
    signal.addEventListener('abort', () => done(err('E_ABORTED')), { once: true });
    worker.postMessage(wish);
  });
