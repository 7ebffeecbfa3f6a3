/** Rules for who the patient is and which stay it is, from the values that the page shows: by label, else by place. */
import { findLabelled } from '../dom/label.ts';
import { shownText } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { genericHeader } from '../generic/header.ts';
import { headerLabel, looksLikeName } from '../generic/header-words.ts';
import { HEADER_KEYS, type HeaderKey } from '../header.ts';
import type { Adapter } from '../types.ts';
import { anchorOf } from './anchor.ts';
import { labelOf } from './label-rule.ts';
import type { PatientWords } from './patient-words.ts';

type HeaderRules = Adapter['header'];

const LONGEST = 200;

/** The smallest element that holds the value, where a banner was given for it. */
const closest = (box: HTMLElement, value: string): HTMLElement => {
  const wanted = plain(value);
  let at = box;
  for (;;) {
    const inner = [...at.children].find((c) => plain(shownText(c, { fields: true })).includes(wanted));
    if (!inner) return at;
    at = inner as HTMLElement;
  }
};

const CUT: readonly HeaderKey[] = ['run', 'age', 'birthDate'];

const ruleFor = (
  doc: Document,
  el: HTMLElement,
  key: HeaderKey,
  value: string,
  words: PatientWords,
): HeaderRules[HeaderKey] => {
  const label = labelOf(el);
  if (label && headerLabel(label.text) !== null && !words.in(label.text) && !/[|*]/.test(label.text)) {
    // A name is labelled «Nombre» in many places of a page; the first must be this one.
    const first = findLabelled(doc, label.text)[0];
    if (first && (first.el === label.value || first.el.contains(el) || el.contains(first.el)))
      return { label: label.text };
  }
  const text = shownText(el, { fields: true });
  if (text.length > LONGEST) return undefined;
  // Ages, dates and RUNs are cut out of what stands around them; anything else must be the whole of its element.
  if (!CUT.includes(key) && plain(text) !== plain(value)) return undefined;
  // The name must be the whole of its element: a banner's first words could be anything.
  if (key === 'name' && !looksLikeName(text)) return undefined;
  return { selector: anchorOf(el, words) };
};

/** Rules for every header value that can be made out on the page now. */
export const headerRules = (doc: Document, words: PatientWords): HeaderRules => {
  const places = new Map<HeaderKey, HTMLElement>();
  const charted = (text: string, el: HTMLElement) => {
    made.set(text, el);
    return { text, source: { type: 'typed' as const } };
  };
  const made = new Map<string, HTMLElement>();
  const values = genericHeader(doc, charted);
  for (const key of HEADER_KEYS) {
    const value = values[key];
    const el = value && made.get(value.text);
    if (el) places.set(key, el);
  }
  const rules: HeaderRules = {};
  for (const [key, el] of places) {
    const rule = ruleFor(doc, closest(el, values[key]?.text ?? ''), key, values[key]?.text ?? '', words);
    if (rule) rules[key] = rule;
  }
  return rules;
};

/** A rule for the value that was pointed at: by its label, else by its looks (RUN, name). */
export const headerExample = (doc: Document, el: HTMLElement, words: PatientWords): HeaderRules => {
  const label = labelOf(el);
  const said = label ? headerLabel(label.text) : null;
  const text = shownText(el, { fields: true });
  const key =
    said !== null && said !== 'surname' && said !== 'ageSex'
      ? said
      : /\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]/.test(text) && plain(text).length < 60
        ? 'run'
        : looksLikeName(text)
          ? 'name'
          : null;
  const rule = key && ruleFor(doc, el, key, text, words);
  return { ...headerRules(doc, words), ...(key && rule ? { [key]: rule } : {}) };
};
