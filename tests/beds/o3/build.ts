/**
 * OpenMRS's O3 front end, made by its own program from npm's packages: installed from the lockfile without install scripts,
 * assembled from the modules of `spa-assemble-config.json`, built in Spanish. Kept until one of these changes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const BUILT = join(HERE, 'build');
const OPENMRS = join(HERE, 'node_modules/openmrs/dist/cli.js');

const ASSEMBLE = ['assemble', '--mode', 'config', '--config', 'spa-assemble-config.json'];
const BUILD = [
  ...['build', '--spa-path', '/openmrs/spa', '--default-locale', 'es'],
  ...['--config-url', '/openmrs/spa/hospital.json'],
  ...['--importmap', 'importmap.json', '--routes', 'routes.registry.json'],
];

function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: HERE,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`.slice(-4000));
}

/** The folder with the front end's files, made at the first call (minutes; needs npm's registry). */
export function builtO3(): string {
  const key = createHash('sha256');
  for (const file of ['package-lock.json', 'spa-assemble-config.json'])
    key.update(readFileSync(resolve(HERE, file)));
  key.update(BUILD.join(' '));
  const folder = join(BUILT, key.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  for (const old of existsSync(BUILT) ? readdirSync(BUILT) : [])
    rmSync(join(BUILT, old), { recursive: true });
  mkdirSync(BUILT, { recursive: true });
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  const half = `${folder}.half`;
  run(process.execPath, [OPENMRS, ...ASSEMBLE, '--target', half]);
  run(process.execPath, [OPENMRS, ...BUILD, '--target', half]);
  renameSync(half, folder);
  return folder;
}
