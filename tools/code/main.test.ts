/** The program's contract: one JSON array of `{code, name, score, why}` a mention, an error with its code otherwise. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'epicrisis-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

const code = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, 'latin1');
  return path;
};

it('answers a mention a line, an empty line with none', () => {
  const { stdout } = code(
    '--system',
    'cie10',
    '--top',
    '3',
    '--json',
    '--tsv',
    file('m.tsv', 'NAC basal\n\nITU\n'),
  );
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(3);
  expect(lines[0][0]).toMatchObject({
    code: 'J18.9',
    name: expect.any(String),
    score: expect.any(Number),
    why: expect.any(String),
  });
  expect(lines[0].length).toBeLessThanOrEqual(3);
  expect(lines[1]).toEqual([]);
  expect(lines[2][0].code).toBe('N39.0');
});

it('gives ATC codes, and those of a list that is brought', () => {
  expect(JSON.parse(code('--system', 'atc', '--json', '--text', 'Ceftriaxona 1 g').stdout)[0].code).toBe(
    'J01DD04',
  );
  const list = file('k.csv', 'Código;Glosa;Sinónimos\nK492;Coronariografía;CAG\n;vacío;\n');
  const { stdout, stderr } = code('--system', 'k', '--list', list, '--json', '--text', 'CAG');
  expect(JSON.parse(stdout)).toEqual([
    { code: 'K492', name: 'Coronariografía', score: 1, why: 'abreviatura: «CAG»' },
  ]);
  expect(stderr).toContain('I_NO_CODE: 1');
});

it('says what is wrong', () => {
  for (const [args, error] of [
    [['--system', 'fonasa', '--text', 'x'], 'E_BAD_ARGUMENT'],
    [['--system', 'cie10'], 'E_BAD_ARGUMENT'],
    [
      ['--system', 'k', '--list', file('x.json', '{"resourceType":"Patient"}'), '--text', 'x'],
      'E_CATALOG_FHIR',
    ],
  ] as const) {
    const { status, stderr } = code(...args);
    expect(status).not.toBe(0);
    expect(stderr).toContain(error);
  }
});
