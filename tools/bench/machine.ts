/** What the figures were measured on. */
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { round } from './median.ts';
import type { Machine } from './report.ts';

const PACKAGES = [
  '@huggingface/transformers',
  '@mlc-ai/web-xgrammar',
  'onnxruntime-web',
  'playwright-core',
  'vite',
] as const;

const ROOT = join(import.meta.dirname, '../..');

export function describeMachine(browser: string): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: round(totalmem() / 2 ** 30, 1),
    os: `${distribution()} (${type()} ${release()} ${arch()})`,
    browser,
    node: process.version,
    loadAverage: round(loadavg()[0] ?? 0, 2),
    versions: {
      epicrisis: versionIn(ROOT),
      ...Object.fromEntries(PACKAGES.map((name) => [name, versionIn(join(ROOT, 'node_modules', name))])),
    },
  };
}

function versionIn(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function distribution(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
}
