/**
 * HAPI FHIR's own server, in memory: its libraries from Maven Central by `pom.xml`, our one class compiled against them; the
 * authorisation server from npm's lockfile. Kept until one of these changes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const HERE = import.meta.dirname;
const BUILT = join(HERE, 'build');
const SOURCE = 'src/main/java/bed/Server.java';

function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: HERE,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error(
      `${program} ${args.join(' ')}\n${error ?? ''}${stdout ?? ''}\n${stderr ?? ''}`.slice(-4000),
    );
}

/** On a bare Debian as root, Java's compiler and Maven come from its packages; elsewhere they are asked for. */
function ensureJava(): void {
  const there = (program: string): boolean => spawnSync(program, ['-version']).status === 0;
  if (there('javac') && there('mvn')) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    throw new Error('The FHIR bed needs a JDK (17 or later) and Maven: javac and mvn.');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'default-jdk-headless', 'maven']);
}

/** The class path to start `bed.Server` with; made at the first call (two minutes; needs the registries). */
export function builtHapi(): string {
  const key = createHash('sha256');
  for (const file of ['pom.xml', 'package-lock.json', SOURCE]) key.update(readFileSync(join(HERE, file)));
  const folder = join(BUILT, key.digest('hex').slice(0, 16));
  if (!existsSync(folder)) {
    rmSync(BUILT, { recursive: true, force: true });
    const half = `${folder}.half`;
    mkdirSync(half, { recursive: true });
    ensureJava();
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    run('mvn', ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${join(half, 'classpath')}`]);
    const libraries = readFileSync(join(half, 'classpath'), 'utf8').trim();
    run('javac', ['-cp', libraries, '-d', join(half, 'classes'), SOURCE]);
    renameSync(half, folder);
  }
  const libraries = readFileSync(join(folder, 'classpath'), 'utf8').trim();
  return [join(folder, 'classes'), libraries].join(delimiter);
}
