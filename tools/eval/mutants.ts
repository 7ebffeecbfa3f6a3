/**
 * `npm run -s eval -- --mutants --json [--data FILE.jsonl] [--seed N] [--records N] [--verbose]`: correct documents, one error of each kind
 * put into each, and whether the check points at it; what it says of the correct ones and of edits that change nothing.
 * Records are invented (`mutants/scenarios.ts`), or those of FILE.
 */
import type { ClinicalRecord } from '../../src/record/schema.ts';
import { seeded } from '../training/random.ts';
import { inventedRecord } from './mutants/records.ts';
import { type MutantReport, type Samples, scoreMutants } from './mutants/score.ts';

/** How many invented records make at least 2,000 mutants. */
export const DEFAULT_RECORDS = 60;

export const inventedRecords = (seed: number, count: number): ClinicalRecord[] => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => inventedRecord(random));
};

export const runMutants = (
  records: readonly ClinicalRecord[],
  seed: number,
  verbose: boolean,
): MutantReport => {
  const samples: Samples = { missed: [], alarms: [], unmended: [] };
  const report = scoreMutants(records, seed, samples);
  if (verbose) {
    for (const line of samples.alarms) process.stderr.write(`ALARM ${line}\n`);
    for (const line of samples.missed) process.stderr.write(`MISSED ${line}\n`);
    for (const line of samples.unmended) process.stderr.write(`UNMENDED ${line}\n`);
  }
  return report;
};
