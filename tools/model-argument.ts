/**
 * `--model` of the programs that run the real extension or a page: a registry's id or a folder with an exported model. The
 * same word means the same model as in `eval`, which loads it in Node.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { locateModel } from '../src/engine/node.ts';
import { choiceOf, type ModelRow, NEEDED_FILES, OPTIONAL_FILES } from '../src/engine/registry.ts';
import type { Backend } from '../src/engine/types.ts';
import { Failure } from './failure.ts';

export interface GivenModel {
  /** As settings and the store name it. */
  readonly id: string;
  readonly row: ModelRow;
  /** Where its files are; the bundled model's are in the extension already. */
  readonly folder: string;
  readonly bundled: boolean;
}

/** @throws Failure E_MODEL_UNKNOWN, E_MODEL_DISABLED, E_MODEL_MISSING, E_MODEL_CORRUPT */
export function givenModel(argument: string): GivenModel {
  const located = locateModel(argument);
  if (!located.ok) {
    const { code, detail, params } = located.error;
    throw new Failure(code, [argument, params?.reason, detail].filter(Boolean).join(': '));
  }
  const { row, folder } = located.value;
  return { id: row.id, row, folder, bundled: row.source === 'bundled' };
}

/** The files that these backends need of it: one type of weights each. Throws Failure E_BACKEND where they run none. */
export function filesFor({ row, folder }: GivenModel, backends: readonly Backend[]): string[] {
  const weights = backends.flatMap((backend) => {
    const dtype = choiceOf(row, backend, { shaderF16: true });
    return (dtype && row.weights[dtype]?.files.map(({ path }) => path)) ?? [];
  });
  if (weights.length === 0)
    throw new Failure('E_BACKEND', `${folder} has no weights for ${backends.join(' or ')}`);
  const papers = OPTIONAL_FILES.filter((path) => existsSync(join(folder, path)));
  return [...new Set([...NEEDED_FILES, ...papers, ...weights])];
}
