/** The code lists at hand: the bundled CIE-10, the formulary's ATC codes, and what the hospital imported. */
import type { CodeSystem } from '../record/schema.ts';
import { CodeList } from './code-list.ts';
import { formulary } from './formulary.ts';

/** The formulary as a code list: a code with several drugs (a class) names them all. */
export const atcList: CodeList = (() => {
  const names = new Map<string, string[]>();
  for (const { name, atc } of formulary) names.set(atc, [...(names.get(atc) ?? []), name]);
  return new CodeList(
    'atc',
    [...names].map(([code, all]) => ({ code, name: all.join(', ') })),
  );
})();

/** Lookup of a code's name. Of two lists of one system the later one (the hospital's own) is asked first. */
export class Catalogs {
  constructor(readonly lists: readonly CodeList[]) {}

  /** The name of a code in its system, written with or without its dot, in any case; undefined when no list has it. */
  nameOf(system: CodeSystem, code: string): string | undefined {
    for (const list of this.lists.toReversed()) {
      const name = list.system === system ? list.nameOf(code) : undefined;
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** True when a list of this system is at hand: only then does a code without a name mean anything. */
  holds(system: CodeSystem): boolean {
    return this.lists.some((list) => list.system === system);
  }
}

/** What is at hand before anything is read: the formulary alone. */
export const bundledCatalogs = new Catalogs([atcList]);
