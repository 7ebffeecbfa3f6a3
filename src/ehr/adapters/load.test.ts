// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { builtIn } from './index.ts';
import { loadAdapters, MAX_ADAPTER, parseAdapter } from './load.ts';

const adapter = {
  version: 1,
  id: 'x',
  name: 'X',
  urls: ['https://*.hospital.cl/ficha/*'],
  lastChecked: '2026-01-01',
  read: [
    { as: 'table', kind: 'diagnosis', moment: 'ingreso', heading: 'Diagnósticos', columns: { text: ['Dx'] } },
  ],
};
const text = (over: object): string => JSON.stringify({ ...adapter, ...over });
const rule = (over: object): string => text({ read: [{ ...adapter.read[0], ...over }] });

test('an adapter is taken with its defaults, before the product’s own', () => {
  const loaded = loadAdapters([text({})]);
  expect(loaded.adapters[0]).toMatchObject({
    id: 'x',
    priority: 0,
    read: [{ expect: 0, require: [] }],
  });
  expect(loaded.adapters.slice(1).map((a) => a.id)).toContain('demo-nalca');
});

test.each([
  ['too large', `${text({})}${' '.repeat(MAX_ADAPTER)}`, 'A_TOO_LARGE', ''],
  ['not JSON', '{', 'A_NOT_JSON', ''],
  ['a list', '[]', 'A_SHAPE', ''],
  ['no version', JSON.stringify({ id: 'x' }), 'A_VERSION', 'version'],
  ['another version', text({ version: 2 }), 'A_VERSION', 'version'],
  ['an unknown field', text({ script: 'alert(1)' }), 'A_UNKNOWN_FIELD', 'script'],
  [
    'an unknown field deep down',
    rule({ columns: { text: ['Dx'], regex: '(a+)+$' } }),
    'A_UNKNOWN_FIELD',
    'read[0].columns.regex',
  ],
  ['a bad id', text({ id: 'No Válido' }), 'A_SHAPE', 'id'],
  ['nowhere to apply', text({ urls: [] }), 'A_SHAPE', 'urls'],
  ['another kind of rule', rule({ as: 'script' }), 'A_SHAPE', 'read[0].as'],
  ['a selector that is none', rule({ selector: 'div[' }), 'A_SELECTOR', 'read[0].selector'],
  [
    'a selector part that is none',
    text({ read: [{ as: 'items', kind: 'note', moment: 'ingreso', item: 'li', text: '((' }] }),
    'A_SELECTOR',
    'read[0].text',
  ],
  [
    'a catastrophic selector',
    rule({ selector: '* * * * * * * * * * * b' }),
    'A_SELECTOR',
    'read[0].selector',
  ],
])('%s is refused with its code and place', (_, bad, flaw, path) => {
  const { adapters, refused } = loadAdapters([bad, text({})]);
  expect(refused).toMatchObject([{ code: 'E_BAD_ADAPTER', params: { index: 1, flaw, path } }]);
  // The others go on.
  expect(adapters.map(({ id }) => id)).toEqual([adapter.id, ...builtIn.map(({ id }) => id)]);
});

test('one that is none is named by what it calls itself', () => {
  const { refused } = loadAdapters([text({ name: 'Ficha Sur', urls: [] }), '{ "id": "norte", ', '{']);
  expect(refused.map(({ params }) => params?.name)).toEqual(['Ficha Sur', 'norte', '']);
});

test('of more than 100 the first 100 are taken, and that is said', () => {
  const { adapters, refused } = loadAdapters(Array.from({ length: 103 }, (_, i) => text({ id: `uno-${i}` })));
  expect(adapters.length - builtIn.length).toBe(100);
  expect(refused).toMatchObject([{ code: 'E_BAD_ADAPTER', params: { flaw: 'A_TOO_MANY' } }]);
});

test('what is wrong is said in Spanish, with what is expected', () => {
  const why = (bad: string): unknown => {
    const parsed = parseAdapter(bad);
    return parsed.ok ? undefined : parsed.error.params?.why;
  };
  expect(why(rule({ as: 'script' }))).toBe('Entrada inválida: se espera table, items, label, pairs');
  expect(why(rule({ selector: 'a ~ b' }))).toBe('~ tarda demasiado: use + o la caja que lo contiene');
  expect(why(text({ name: 7 }))).toBe('Entrada inválida: se esperaba texto, recibido número');
  expect(why(text({ urls: [] }))).toBe('urls o when debe decir dónde se usa el adaptador');
});

test('what could hang the page is refused, what adapters need is not', () => {
  const of = (selector: string): string | undefined => {
    const parsed = parseAdapter(rule({ selector }));
    return parsed.ok ? undefined : String(parsed.error.params?.why);
  };
  for (const good of [
    '#tab-ingreso',
    'section[aria-labelledby="dx"] > div:nth-child(2) table.lista',
    'patient-banner >>> .name, patient-banner >>> h1',
    'iframe#editor >>> body',
    'tr:not(.anulado):has(> td.codigo)',
    'h2 + div + table',
    'li:nth-last-child(2n+1)',
  ])
    expect(of(good), good).toBeUndefined();
  for (const bad of [
    'a ~ b ~ c',
    'a ~ b > c',
    'tr:is(a ~ tr)',
    'div:has(div:has(b))',
    'div:has(~ b)',
    'p:nth-child(2 of .x)',
    ':not(:not(a))',
    'div::before',
    'div:contains("x")',
    'div[a!=b]',
    'div:hover',
    ' >>> a',
    'a || b',
    'x'.repeat(501),
    Array.from({ length: 9 }, () => 'a').join(','),
  ])
    expect(of(bad), bad).toBeDefined();
});

test('long runs of stars, and more rules than an adapter may have, end', () => {
  expect(parseAdapter(text({ name: '*'.repeat(100_000) })).ok).toBe(false);
  expect(parseAdapter(rule({ heading: '*a'.repeat(150) })).ok).toBe(true);
  expect(parseAdapter(text({ read: Array.from({ length: 500 }, () => adapter.read[0]) })).ok).toBe(false);
});
