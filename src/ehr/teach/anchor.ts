/**
 * Selectors that outlive a reload, another patient and the next release: the attribute that developers gave the element
 * for finding it, its landmark, a class with a meaning; place among siblings only as the last resort. Names that a
 * framework makes up, and anything of the patient's, are never used.
 */

import { MAX_SELECTOR } from '../adapters/selector.ts';
import { isGenerated } from '../dom/generated.ts';
import { deepAll } from '../dom/query.ts';
import type { PatientWords } from './patient-words.ts';

const ATTRIBUTES = [
  'id',
  'data-testid',
  'data-test-id',
  'data-test',
  'data-cy',
  'data-qa',
  'data-field',
  'data-section',
  'data-extension-id',
  'data-extension-slot-name',
  'data-role',
  'name',
  'aria-labelledby',
  'aria-label',
  'itemprop',
  'role',
];

/** Made by build tools: another one at each release. */
const GENERATED_CLASS =
  /^(css|sc|jss|emotion|svelte|ng|mui|cdk|v)-|^_|__?[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*$|[_-][A-Za-z]*\d+[A-Za-z]+\w*$|[_-](?=[A-Za-z0-9]{5,}$)(?=[a-z0-9]*[A-Z])(?=[A-Za-z]*[a-z])\w+$|^[a-z]{1,3}\d|^[A-Za-z]{5,7}$(?<=[A-Z][a-z]*[A-Z]\w*)|\d{3,}|^data-v-/;
/** Looks, states and utilities: they change without the page's meaning changing. */
const LOOKS =
  /^(p|m|px|py|pt|pb|pl|pr|mt|mb|ml|mr|mx|my|w|h|min|max|text|font|bg|border|rounded|shadow|flex|grid|gap|items|justify|self|space|leading|tracking|overflow|z|top|left|right|bottom|col|row|d|float|align|position|container|clearfix|block|inline|hidden|visible|relative|absolute|fixed|sticky|truncate|uppercase|lowercase|capitalize|italic|bold|small|large|sm|md|lg|xl|active|activo|selected|open|show|hover|focus|disabled|even|odd|first|last|par|impar|fade|in|out|collapsed?|expanded)(-|:|$)|[:/[\]!@]/i;

export const isMeaningfulClass = (name: string, words: PatientWords): boolean =>
  name.length > 1 && name.length <= 40 && !GENERATED_CLASS.test(name) && !LOOKS.test(name) && !words.in(name);

const escapeIdent = (name: string): string =>
  typeof CSS !== 'undefined' && CSS.escape ? CSS.escape(name) : name.replace(/[^\w-]/g, '\\$&');
const quoted = (value: string): string => value.replace(/["\\]/g, '\\$&');

export const stableClasses = (el: Element, words: PatientWords): string[] =>
  [...el.classList].filter((c) => isMeaningfulClass(c, words));

/** Tag and stable classes: what elements of one sort have in common. */
export const shapeOf = (el: Element, words: PatientWords): string =>
  el.localName +
  stableClasses(el, words)
    .slice(0, 3)
    .map((c) => `.${escapeIdent(c)}`)
    .join('');

const attributeSelectors = (el: Element, words: PatientWords): string[] =>
  ATTRIBUTES.flatMap((name) => {
    const value = el.getAttribute(name);
    if (!value || value.length > 60 || isGenerated(value) || /\d{3,}/.test(value) || words.in(value))
      return [];
    const exact =
      name === 'id' && /^[a-z][\w-]*$/i.test(value) ? `#${value}` : `[${name}="${quoted(value)}"]`;
    return [name === 'id' ? exact : el.localName + exact];
  });

type Scope = Document | ShadowRoot | Element;
const finds = (scope: Scope, selector: string, el: Element): boolean => {
  const found = scope.querySelectorAll(selector);
  return found.length === 1 && found[0] === el;
};

/** Within its root: an own name, a unique class, a unique tag; null where it has none. */
const ownName = (el: Element, words: PatientWords): string | null => {
  const root = el.getRootNode() as Document | ShadowRoot;
  const classes = stableClasses(el, words).map((c) => `.${escapeIdent(c)}`);
  const candidates = [
    ...attributeSelectors(el, words),
    ...classes.map((c) => el.localName + c),
    ...(classes.length > 1 ? [el.localName + classes.slice(0, 3).join('')] : []),
    ...(/^(main|body|header|form|table|textarea|[a-z]+-[a-z-]+)$/.test(el.localName) ? [el.localName] : []),
  ];
  return candidates.find((one) => finds(root, one, el)) ?? null;
};

const step = (el: Element, words: PatientWords): string => {
  const siblings = [...(el.parentElement?.children ?? [el])];
  const shape = shapeOf(el, words);
  const named = attributeSelectors(el, words)[0];
  if (named && siblings.filter((s) => s.matches(named)).length === 1) return named;
  if (siblings.filter((s) => s.matches(shape)).length === 1) return shape;
  const same = siblings.filter((s) => s.localName === el.localName);
  return `${el.localName}:nth-of-type(${same.indexOf(el) + 1})`;
};

const outside = (el: Element, words: PatientWords): string => {
  const root = el.getRootNode();
  const host = (root as ShadowRoot).host as Element | undefined;
  if (root.nodeType === 11 && host) return `${anchorOf(host, words)} >>> `;
  const frame = el.ownerDocument.defaultView?.frameElement;
  return frame ? `${anchorOf(frame, words)} >>> ` : '';
};

const MAX_STEPS = 8;

/** A selector that finds this very element from the top document on. */
export const anchorOf = (el: Element, words: PatientWords): string => {
  const steps: string[] = [];
  let at: Element = el;
  for (let up = 0; up < MAX_STEPS; up++) {
    const name = ownName(at, words);
    if (name) {
      const path = [name, ...steps].join(' > ');
      return (outside(el, words) + path).slice(0, MAX_SELECTOR);
    }
    steps.unshift(step(at, words));
    if (!at.parentElement || at.parentElement.localName === 'html') break;
    at = at.parentElement;
  }
  return (outside(el, words) + steps.join(' > ')).slice(0, MAX_SELECTOR);
};

/** A selector of elements of one sort inside a box, the fewest words that say it: `li`, `.nota`, `div.nota > p`. */
export const sortOf = (example: Element, box: ParentNode, words: PatientWords): string => {
  const classes = stableClasses(example, words);
  const alike = (el: Element): boolean => shapeOf(el, words) === shapeOf(example, words);
  const siblings = [...(example.parentElement?.children ?? [])].filter(alike);
  const candidates = [
    ...classes.map((c) => `.${escapeIdent(c)}`),
    shapeOf(example, words),
    example.localName,
  ];
  const fits = (selector: string): boolean => {
    const found = deepAll(box as Element, selector);
    return (
      siblings.every((s) => found.includes(s as HTMLElement)) &&
      found.every((f) => !found.some((o) => o !== f && o.contains(f)))
    );
  };
  return candidates.find(fits) ?? shapeOf(example, words);
};
