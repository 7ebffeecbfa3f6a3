/**
 * Completes `package-lock.json`: `npx tsx tools/lockfile.ts` after every `npm install`. Where a registry's mirror lacks the
 * packages of other platforms, npm leaves them out of the lockfile, and `npm ci` then refuses it everywhere. They are put
 * in by name and version, without a checksum, which only their own platform could have got.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const FILE = resolve(import.meta.dirname, '../package-lock.json');

const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

const Entry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lockfile = z.looseObject({ packages: z.record(z.string(), Entry) });
type Lockfile = z.infer<typeof Lockfile>;
type Entry = z.infer<typeof Entry>;

/** The optional packages that another one names and the lockfile lacks, as lockfile entries by path. */
export function missingEntries({ packages }: Lockfile): Record<string, Entry> {
  const missing: Record<string, Entry> = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const at = `node_modules/${name}`;
      if (packages[at] !== undefined || packages[`${path}/${at}`] !== undefined) continue;
      missing[at] = platformEntry(name, version, entry.dev);
    }
  }
  return missing;
}

/** A package of one platform says in its name which: `binding-linux-x64-musl`. */
function platformEntry(name: string, version: string, dev: boolean | undefined): Entry {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const named = (key: string, known: readonly string[]): Record<string, string[]> => {
    const found = words.find((word) => known.includes(word));
    return found === undefined ? {} : { [key]: [found] };
  };
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return {
    version,
    ...named('cpu', PROCESSORS),
    ...(dev === undefined ? {} : { dev }),
    ...(words.includes('linux') ? { libc: [libc] } : {}),
    optional: true,
    ...named('os', SYSTEMS),
  };
}

export const readLockfile = (): Lockfile => Lockfile.parse(JSON.parse(readFileSync(FILE, 'utf8')));

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const lockfile = readLockfile();
  const missing = missingEntries(lockfile);
  const packages = { ...lockfile.packages, ...missing };
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(FILE, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} entries added\n`);
}
