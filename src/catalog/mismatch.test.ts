import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCie10, loadCie10Suggester } from './cie10.ts';
import type { CodeList } from './code-list.ts';
import { codeMismatch } from './mismatch.ts';
import type { Suggester } from './suggest/suggest.ts';

const read = async (name: string): Promise<string> =>
  readFileSync(new URL(`../../public/catalog/${name}`, import.meta.url), 'utf8');

let list: CodeList;
let suggest: Suggester['suggest'];
beforeAll(async () => {
  list = await loadCie10(read);
  const suggester = await loadCie10Suggester(read);
  suggest = (text, options) => suggester.suggest(text, options);
}, 30_000);

describe('a code beside another diagnosis', () => {
  it.each([
    ['Neumonía adquirida en la comunidad', 'S72.0'],
    ['Fractura de cadera derecha', 'J18.9'],
    ['Infarto agudo al miocardio', 'K80.2'],
    ['Diabetes mellitus tipo 2', 'I63.9'],
    ['Apendicitis aguda', 'F32.1'],
  ])('doubts %s (%s) and says what it would be', (text, code) => {
    const found = codeMismatch(text, code, list, suggest);
    expect(found?.name).toBeTruthy();
    expect(found?.likely.code.slice(0, 3)).not.toBe(code.slice(0, 3));
  });

  it.each([
    ['NAC', 'J18.9'],
    ['IAM con SDST inferior', 'I21.1'],
    ['HTA', 'I10'],
    ['DM2 NIR', 'E11.9'],
    ['Fx cadera der', 'S72.0'],
    ['ITU alta', 'N10'],
    ['Shock séptico foco urinario', 'A41.9'],
    ['Post operado de hernia inguinal', 'Z98.8'],
    ['Daño hepático crónico', 'K74.6'],
    ['ACV isquémico territorio ACM izquierda', 'I63.5'],
  ])('believes %s (%s)', (text, code) => {
    expect(codeMismatch(text, code, list, suggest)).toBeNull();
  });

  it('says nothing of a code that the list has not, or of words that it does not know', () => {
    expect(codeMismatch('Neumonía', 'U99.9', list, suggest)).toBeNull();
    expect(codeMismatch('Xyzzy frotz', 'S72.0', list, suggest)).toBeNull();
    expect(codeMismatch('', 'S72.0', list, suggest)).toBeNull();
  });
});
