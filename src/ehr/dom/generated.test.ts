// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { isGenerated } from './generated.ts';
import { Locators, locate } from './locator.ts';

describe('names that a framework makes up', () => {
  test.each([
    ...[
      ':r1a:',
      'tooltip-:r19:',
      'patient-actions-menu-trigger-:rh:',
      'downshift-:rp:-label',
      '«r3»',
      '_r_1a_',
    ],
    ...[
      'radix-:r0:-trigger',
      'headlessui-menu-button-3',
      'react-aria-1',
      'react-select-2-input',
      'mui-12',
      'rc_select_0',
    ],
    ...[
      'ember42',
      'cdk-overlay-1',
      'mat-input-0',
      'el-id-7',
      'j_idt45',
      'ctl00_Content_txt',
      'ext-gen9',
      'gwt-uid-4',
    ],
    ...['data-table-3__header-provider', 'ui-id-2', 'tab12', 'id-3', '7', 'fila-20261122', 'cke_1_contents'],
    ...['0b6144ab-62fa-4177-876a-c833b351acfb', 'x-3f9ab2c1d0', 'DataTables_Table_0'],
  ])('%s', (name) => {
    expect(isGenerated(name)).toBe(true);
  });

  test.each([
    ...[
      'additionalNote',
      'conditionStatusFilter',
      'dx-ingreso',
      'patient-banner',
      'tabla_diagnosticos',
      'epicrisis',
    ],
    ...[
      'tab-alta',
      'paso-2-egreso',
      'cie10',
      'app-root',
      'medicamentos-habituales',
      'charts-summary-dashboard',
    ],
  ])('%s is a name that somebody gave', (name) => {
    expect(isGenerated(name)).toBe(name === 'cie10');
  });
});

describe('locators', () => {
  const page = (n: number): string => `<main><section data-extension-id="conditions"><h2>Condiciones</h2>
    <table id="data-table-${n}" aria-labelledby="table-title-:r${n}:"><tbody>
    <tr id="row-:r${n}a:"><td><span id="tag-id-:r${n}b:">Hipertensión arterial</span></td></tr>
    <tr id="row-:r${n}c:"><td><span id="tag-id-:r${n}d:">Hipotiroidismo</span></td></tr></tbody></table></section></main>`;

  test('hang on no such name, and find the element after a load that named everything anew', () => {
    document.body.innerHTML = page(1);
    const spans = [...document.querySelectorAll<HTMLElement>('span')];
    const locators = new Locators();
    const made = spans.map((el) => locators.of(el));
    expect(made.join()).not.toMatch(/:r|data-table|tag-id/);
    expect(made[0]).toContain('section[data-extension-id=\\"conditions\\"]');
    document.body.innerHTML = page(4);
    expect(made.map((one) => locate(document, one)?.textContent)).toEqual([
      'Hipertensión arterial',
      'Hipotiroidismo',
    ]);
  });
});
