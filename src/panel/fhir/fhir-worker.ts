/** Reads FHIR off the panel's thread: parsing tens of megabytes takes seconds, and the panel must not stand still. */
import { type FhirOptions, MAX_FHIR, MAX_FHIR_MB, readFhir } from '../../ehr/fhir/index.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import { err, type Result } from '../../shared/result.ts';

export interface FhirWish {
  readonly from: File | string;
  readonly options: FhirOptions;
}

const read = async ({ from, options }: FhirWish): Promise<Result<ClinicalRecord>> => {
  if (typeof from === 'string') return readFhir(from, options);
  if (from.size > MAX_FHIR)
    return err('E_FHIR_TOO_BIG', { limit: MAX_FHIR_MB, size: Math.ceil(from.size / 1_000_000) });
  return readFhir(await from.text(), options);
};

addEventListener('message', ({ data }: MessageEvent<FhirWish>) => {
  read(data).then(
    (result) => postMessage(result),
    (thrown: unknown) =>
      postMessage(err('E_INTERNAL', undefined, thrown instanceof Error ? thrown.name : 'fhir')),
  );
});
