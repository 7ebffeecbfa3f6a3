/** `npm run pack`: the built extension as a zip for the stores and for managed installation, with its size and SHA-256. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { z } from 'zod';
import { ensureExtension } from './build.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
/** The stores take far more; a ward's network does not. */
const LIMIT_MB = 60;
/** A fixed date, so that the same build gives the same zip. */
const MODIFIED = new Date(1980, 0, 1);

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });

await ensureExtension();
const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')));
const entries: Zippable = Object.fromEntries(
  filesOf(DIST)
    .sort()
    .map((path) => [
      relative(DIST, path).split(sep).join('/'),
      [readFileSync(path), { level: 9, mtime: MODIFIED }],
    ]),
);
const zip = zipSync(entries);
const file = join(ROOT, 'build', `epicrisis-${manifest.version}.zip`);
mkdirSync(join(ROOT, 'build'), { recursive: true });
writeFileSync(file, zip);
const megabytes = zip.length / 1_000_000;
const sha256 = createHash('sha256').update(zip).digest('hex');
process.stdout.write(
  `${JSON.stringify({ file: relative(ROOT, file), megabytes: Number(megabytes.toFixed(2)), sha256 })}\n`,
);
if (megabytes > LIMIT_MB) {
  process.stderr.write(`over ${LIMIT_MB} MB\n`);
  process.exitCode = 1;
}
