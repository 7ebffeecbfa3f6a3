// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { WriteTarget } from '../types.ts';
import { isSafeOpener, openerOf } from './opening.ts';

const first = (html: string, selector = '#x'): Element => {
  document.body.innerHTML = html;
  const found = document.querySelector(selector);
  if (!found) throw new Error(selector);
  return found;
};

test.each([
  ['a button of its own', '<button id="x">Nueva nota</button>'],
  ['an explicit button in a form', '<form><button type="button" id="x">Nueva nota</button></form>'],
  ['an input made into a button', '<form><input type="button" id="x" value="Nueva nota"></form>'],
  ['what is drawn as a button', '<div role="button" id="x">Nueva nota</div>'],
  ['a part of a button', '<button type="button"><span id="x">Nueva nota</span></button>'],
  ['a link to a part of the page', '<a href="#nota" id="x">Nueva nota</a>'],
  ['a link that is none', '<a href="javascript:void(0)" id="x">Nueva nota</a>'],
  ['a heading that unfolds', '<details><summary id="x">Nota</summary></details>'],
])('%s may be pressed', (_, html) => {
  expect(isSafeOpener(first(html))).toBe(true);
});

test.each([
  ['a submit button', '<form><button type="submit" id="x">Guardar</button></form>'],
  ['what says that it submits, without a form', '<button type="submit" id="x">Guardar</button>'],
  ['a button that submits by default', '<form><button id="x">Guardar</button></form>'],
  ['one of a form elsewhere', '<form id="f"></form><button form="f" id="x">Guardar</button>'],
  ['a submitting input', '<form><input type="submit" id="x"></form>'],
  ['a picture that submits', '<form><input type="image" id="x"></form>'],
  ['a part of a submit button', '<form><button><b id="x">Guardar</b></button></form>'],
  ['the label of a submit button', '<form><label id="x">Guardar <input type="submit"></label></form>'],
  ['a reset button', '<form><button type="reset" id="x">Limpiar</button></form>'],
  ['a link elsewhere', '<a href="/otra" id="x">Nueva nota</a>'],
  ['a link that runs code', '<a href="javascript:firmar()" id="x">Nueva nota</a>'],
  ['a link to a new window', '<a href="#x" target="_blank" id="x">Nueva nota</a>'],
  ['a download', '<a href="#x" download id="x">Nueva nota</a>'],
  ['what is disabled', '<button disabled id="x">Nueva nota</button>'],
  ['what is disabled around it', '<fieldset disabled><button type="button" id="x">Nota</button></fieldset>'],
  ['what is hidden', '<div style="display:none"><button id="x">Nueva nota</button></div>'],
])('%s may not', (_, html) => {
  expect(isSafeOpener(first(html))).toBe(false);
});

test('of several that match, the one that may be pressed', () => {
  first(
    '<form><button class="n">Guardar</button><button type="button" class="n" id="x">Nueva</button></form>',
  );
  const target = WriteTarget.parse({ id: 'nota', label: 'Nota', selector: 'textarea', open: '.n' });
  expect(openerOf(document, target)?.id).toBe('x');
  expect(openerOf(document, { ...target, open: '.falta' })).toBeNull();
});
