import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { guessMapping } from './columns.ts';
import { diffLists } from './diff.ts';
import { readCatalogFile } from './read-file.ts';
import type { Table } from './table.ts';
import { type RowCode, validate } from './validate.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const read = async (bytes: Uint8Array, sheet?: string): Promise<Table> => {
  const table = await readCatalogFile(bytes, sheet);
  if (!table.ok) throw new Error(table.error.code);
  return table.value;
};
const codeOf = async (bytes: Uint8Array) => {
  const table = await readCatalogFile(bytes);
  return table.ok ? 'ok' : table.error.code;
};
const list = async (bytes: Uint8Array) => {
  const table = await read(bytes);
  return validate(table, guessMapping(table));
};
const found = async (text: string): Promise<Record<string, number[]>> => {
  const { findings } = await list(utf8(text));
  return Object.fromEntries(findings.map(({ code, rows }) => [code, rows.map(({ row }) => row)]));
};

describe('columns are guessed', () => {
  it.each([
    ['comma', 'codigo,nombre\nK001,Curación simple\nK002,Sutura\n', 'k'],
    ['semicolon', 'Código;Glosa;Otros nombres\nK001;"Curación; simple";CS\nK002;Sutura;\n', 'k'],
    ['tab', 'COD\tPRESTACION\n1802004\tApendicectomía\n1802005\tColecistectomía\n', 'fonasa'],
    ['pipe', 'code|display\n47.01|Apendicectomía laparoscópica\n51.23|Colecistectomía\n', 'cie9mc'],
    ['no heading', 'J01DD04;Ceftriaxona 1 g\nJ01XA01;Vancomicina 500 mg\nN02BE01;Paracetamol\n', 'atc'],
    ['name first', 'Nombre,Código CIE-10\nApendicitis aguda,K35.8\nInfarto agudo,I21.9\n', 'cie10'],
    ['odd columns', 'N°,Estado,Código,Descripción larga\n1,A,K001,Curación simple\n2,A,K002,Sutura\n', 'k'],
  ])('%s', async (_, text, system) => {
    const table = await read(utf8(text));
    const mapping = guessMapping(table);
    expect(mapping.system).toBe(system);
    const { entries, leftOut } = validate(table, mapping);
    expect(leftOut).toBe(0);
    expect(entries.length).toBe(table.rows.length - (mapping.heading ? 1 : 0));
    for (const { code, name } of entries) {
      expect(code).toMatch(/^[A-Z]?\d/);
      expect(name).toMatch(/^\p{Lu}\p{Ll}{3}/u);
    }
  });

  it('takes synonyms from their column', async () => {
    const { entries } = await list(
      utf8('codigo;nombre;sinonimos\nK001;Ecografía;eco, ECO|US;otra\nK002;TAC;\n'),
    );
    expect(entries[0]?.synonyms).toEqual(['eco, ECO', 'US']);
  });
});

describe('encodings', () => {
  const text = 'codigo;nombre\nK001;Curación del niño\nK002;Apéndice\n';
  it.each([
    ['utf-8', utf8(text), 'utf-8'],
    ['utf-8 with BOM', utf8(`\uFEFF${text}`), 'utf-8'],
    ['Latin-1', latin1(text), 'windows-1252'],
    [
      'UTF-16',
      Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer)]),
      'utf-16le',
    ],
    ['DOS', Uint8Array.from(text, (c) => ({ ó: 0xa2, ñ: 0xa4, é: 0x82 })[c] ?? c.charCodeAt(0)), 'cp850'],
  ])('%s', async (_, bytes, encoding) => {
    const table = await read(bytes);
    expect(table.encoding).toBe(encoding);
    const { entries } = validate(table, guessMapping(table));
    expect(entries.map(({ name }) => name)).toEqual(['Curación del niño', 'Apéndice']);
  });

  it('says where it is broken already', async () => {
    expect(await found('codigo;nombre\nK001;CuraciÃ³n\nK002;Sutura\n')).toEqual({ I_MOJIBAKE: [2] });
  });
});

describe('rows', () => {
  it.each<[string, string, Partial<Record<RowCode, number[]>>]>([
    ['empty cells', 'K001;\n;Sutura\n\nK004;Yeso', { I_NO_CODE: [3], I_NO_NAME: [2] }],
    ['the same twice', 'K001;Sutura\nK001;SUTURA', { I_REPEATED: [3] }],
    ['one code, two names', 'K001;Sutura\nk-001;Yeso', { I_CONFLICT: [3] }],
    [
      'formulas',
      'K001;"=HYPERLINK(""http://x"";""y"")"\nK002;@SUM(A1)\nK003;+CMD(1)\nK004;-Yeso',
      { I_FORMULA: [2, 3, 4] },
    ],
    ['control characters', 'K001;Su\u0007tura\nK002;Ye\u200Bso', { I_CONTROL: [2, 3] }],
    ['bidi marks', 'K001;\u202Earutus\nK002;Yeso', { I_BIDI: [2] }],
    ['HTML', 'K001;<img src=x onerror=alert(1)>\nK002;Yeso<br>\nK003;a < b', { I_HTML: [2, 3] }],
    [
      'another shape',
      'K001;Uno\nK002;Dos\nK003;Tres\nK004;Cuatro\nK005;Cinco\nI21.0;Infarto',
      { I_SHAPE: [7] },
    ],
    ['too long', `K001;${'x'.repeat(501)}\nK002;Yeso`, { I_TOO_LONG: [2] }],
  ])('%s', async (_, rows, expected) => {
    expect(await found(`codigo;nombre\n${rows}\n`)).toEqual(expected);
  });

  it('what is taken has no invisible characters, HTML stays text', async () => {
    const { entries } = await list(utf8('codigo;nombre\nK001;\u202ESu\u0000tura\nK002;<b>Yeso</b>\n'));
    expect(entries.map(({ name }) => name)).toEqual(['Sutura', '<b>Yeso</b>']);
  });

  it('another name of an ATC code is kept as a synonym', async () => {
    const { entries, findings } = await list(
      utf8(
        'ATC;Producto\nN02BE01;Paracetamol 500 mg comprimido\nN02BE01;Paracetamol gotas\nJ01DD04;Ceftriaxona 1 g\n',
      ),
    );
    expect(entries[0]?.synonyms).toEqual(['Paracetamol gotas']);
    expect(findings.map(({ code }) => code)).toEqual(['I_SAME_CODE']);
  });

  it('stands 100,000 rows, and counts what it does not list', async () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `${1_000_000 + i};Prestación número ${i}`);
    const { entries, findings, rows } = await list(
      utf8(`codigo;nombre\n${text.join('\n')}\n${';\n'.repeat(3)};x\n`.repeat(1)),
    );
    expect(entries).toHaveLength(100_000);
    expect(rows).toBe(100_001);
    expect(findings.map(({ code, count }) => [code, count])).toEqual([['I_NO_CODE', 1]]);
  });
});

describe('workbooks', () => {
  const book = (rows: (string | number | Date)[][], cells?: [string, object][]) =>
    writeXlsx({
      sheets: [
        { name: 'Notas', rows: [['Arsenal 2026']] },
        { name: 'Códigos', rows, ...(cells ? { cells: new Map(cells) as never } : {}) },
      ],
    });

  it('the fullest sheet is read, formulas and dates are left out', async () => {
    const bytes = await book(
      [
        ['Código', 'Nombre'],
        ['47.01', 'Apendicectomía laparoscópica'],
        [51.2, 'Colecistectomía'],
        [new Date('2024-05-12'), 'Fecha'],
        ['', ''],
      ],
      [
        ['4,0', { type: 'formula', formula: '"47"&".09"', formulaResult: '47.09' }],
        ['4,1', { value: 'Otra apendicectomía' }],
      ],
    );
    const table = await read(bytes);
    expect(table.sheets).toEqual(['Notas', 'Códigos']);
    expect(table.sheet).toBe('Códigos');
    const { entries, findings } = validate(table, { ...guessMapping(table), system: 'cie9mc' });
    expect(entries.map(({ code }) => code)).toEqual(['47.01', '51.2']);
    expect(findings.map(({ code, rows }) => [code, rows[0]?.row])).toEqual([
      ['I_FORMULA', 5],
      ['I_DATE', 4],
      ['I_NUMBER', 3],
    ]);
    expect((await read(bytes, 'Notas')).rows).toHaveLength(1);
  });
});

describe('FHIR', () => {
  it('a code system with nested and retired concepts', async () => {
    const system = {
      resourceType: 'CodeSystem',
      status: 'active',
      content: 'complete',
      concept: [
        {
          code: 'K001',
          display: 'Curación',
          designation: [{ value: 'Cura simple' }],
          concept: [{ code: 'K002', display: 'Curación avanzada' }],
        },
        { code: 'K003', display: 'Antigua', property: [{ code: 'status', valueCode: 'retired' }] },
        { display: 'sin código' },
      ],
    };
    const { entries, findings } = await list(utf8(JSON.stringify(system)));
    expect(entries).toEqual([
      { code: 'K001', name: 'Curación', synonyms: ['Cura simple'] },
      { code: 'K002', name: 'Curación avanzada', synonyms: [] },
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['I_NO_CODE', 'I_RETIRED']);
  });
});

describe('what is no list', () => {
  it.each([
    ['nothing', new Uint8Array(), 'E_CATALOG_EMPTY'],
    ['blank', utf8(' \n;;\n'), 'E_CATALOG_EMPTY'],
    ['a PDF', utf8('%PDF-1.7 …'), 'E_CATALOG_KIND'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), 'E_CATALOG_KIND'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'E_CATALOG_XLS'],
    ['a damaged workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]), 'E_CATALOG_XLSX'],
    ['broken JSON', utf8('{"resourceType": '), 'E_CATALOG_JSON'],
    ['a patient', utf8('{"resourceType":"Patient"}'), 'E_CATALOG_FHIR'],
    ['an empty code system', utf8('{"resourceType":"CodeSystem","concept":[]}'), 'E_CATALOG_FHIR'],
    ['too many rows', utf8('K1;x\n'.repeat(200_002)), 'E_CATALOG_TOO_MANY'],
  ])('%s', async (_, bytes, code) => expect(await codeOf(bytes)).toBe(code));
});

it('an update is told by code', () => {
  const e = (code: string, name: string) => ({ code, name, synonyms: [] });
  expect(
    diffLists(
      [e('K001', 'a'), e('K002', 'b'), e('K003', 'c')],
      [e('K001', 'a'), e('k-002', 'B'), e('K004', 'd')],
    ),
  ).toEqual({
    added: 1,
    changed: 1,
    removed: 1,
    examples: [
      { code: 'K003', before: 'c' },
      { code: 'k-002', before: 'b', after: 'B' },
      { code: 'K004', after: 'd' },
    ],
  });
});
