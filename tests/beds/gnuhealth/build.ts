/**
 * GNU Health as its own packages make it: the server and its modules from PyPI into a virtual environment, Tryton's web
 * client from npm, and a database with the modules activated in Spanish. Kept until a pin changes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const BUILT = join(HERE, 'build');
const MODULES = ['health', 'health_lifestyle', 'health_inpatient'];
export const PASSWORD = 'clave-de-prueba';

/** Where `index.html` of the web client looks for its libraries, by npm package and folder. */
const LIBRARIES: Readonly<Record<string, readonly [name: string, folder?: string]>> = {
  jquery: ['jquery'],
  bootstrap: ['bootstrap'],
  moment: ['moment'],
  'gettext.js': ['gettext.js'],
  d3: ['d3', 'dist'],
  c3: ['c3'],
  papaparse: ['papaparse'],
  fullcalendar: ['fullcalendar'],
  mousetrap: ['mousetrap'],
  Sortable: ['sortablejs'],
};

export interface Built {
  /** Holds `sao` (the web client's files) and `health.sqlite` (a database without patients). */
  readonly folder: string;
  readonly python: string;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: HERE,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, ...env },
  });
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')}\n${error ?? ''}${stdout}\n${stderr}`.slice(-4000));
}

/** A configuration file for a database in this folder. */
export function configured(folder: string, sao: string, port: number): string {
  const file = join(folder, 'trytond.conf');
  const lines = [
    ...['[database]', 'uri = sqlite://', `path = ${folder}`],
    ...['[web]', `listen = 127.0.0.1:${port}`, `root = ${sao}`],
    ...['[session]', 'authentications = password'],
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** Made at the first call: minutes, and the registries of npm and PyPI. */
export function builtGnuHealth(): Built {
  const key = createHash('sha256');
  for (const file of ['package-lock.json', 'requirements.txt']) key.update(readFileSync(resolve(HERE, file)));
  key.update(MODULES.join(' '));
  const folder = join(BUILT, key.digest('hex').slice(0, 16));
  const python = join(folder, 'venv/bin/python');
  if (existsSync(folder)) return { folder, python };
  for (const old of existsSync(BUILT) ? readdirSync(BUILT) : [])
    rmSync(join(BUILT, old), { recursive: true });
  const half = join(BUILT, 'half');
  mkdirSync(half, { recursive: true });

  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  const sao = join(half, 'sao');
  cpSync(join(HERE, 'node_modules/tryton-sao'), sao, { recursive: true });
  for (const [place, [name, inside = '.']] of Object.entries(LIBRARIES))
    cpSync(join(HERE, 'node_modules', name, inside), join(sao, 'bower_components', place), {
      recursive: true,
    });

  const venv = join(half, 'venv');
  run('python3', ['-m', 'venv', venv]);
  // All is pinned, so nothing is left to resolve; PostgreSQL's driver is left out, the database is SQLite's.
  run(join(venv, 'bin/pip'), ['install', '-q', '--no-deps', '--no-compile', '-r', 'requirements.txt']);

  const config = configured(half, sao, 0);
  writeFileSync(join(half, 'password'), PASSWORD);
  writeFileSync(join(half, 'health.sqlite'), '');
  run(
    join(venv, 'bin/python'),
    [
      ...['-W', 'ignore', join(venv, 'bin/trytond-admin'), '-c', config, '-d', 'health', '--all', '-l', 'es'],
      ...['--email', 'bed@localhost', '--activate-dependencies', '-u', ...MODULES],
    ],
    { TRYTONPASSFILE: join(half, 'password') },
  );
  renameSync(half, folder);
  return { folder, python };
}
