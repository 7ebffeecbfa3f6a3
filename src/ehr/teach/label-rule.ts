/** The label of a value, by markup or by place: the other way round than `dom/label.ts`, which finds values by their labels. */
import { isElement, isField } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { headerLabel } from '../generic/header-words.ts';
import { announced } from '../generic/words.ts';

const SHORT = 70;
const LABEL_TAGS = /^(dt|label|b|strong|th|em|small)$/;
const LABEL_CLASS = /(^|[-_ ])(lbl|label|etiq\w*|term|key|campo|rotul\w*|tit\w*|cap|nombre-campo)([-_ ]|$)/i;

export interface LabelOf {
  readonly text: string;
  /** The element that holds the value. */
  readonly value: HTMLElement;
  /** By markup or a colon, not by looks alone: a title over a list looks like a label too. */
  readonly firm: boolean;
}

const bare = (text: string): string => text.replace(/\s*[:：*]+\s*$/, '').trim();

const isLabel = (el: HTMLElement): boolean => {
  const text = shownText(el);
  return (
    text !== '' &&
    text.length <= SHORT &&
    isVisible(el) &&
    (/[:：]\s*$/.test(text) ||
      LABEL_TAGS.test(el.localName) ||
      LABEL_CLASS.test(el.className.toString()) ||
      headerLabel(text) !== null ||
      announced(text) !== null)
  );
};

const labelOfField = (el: HTMLElement): string => {
  const labels = [...((el as HTMLInputElement).labels ?? [])].map((l) => shownText(l)).join(' ');
  const root = el.getRootNode() as Document | ShadowRoot;
  const by = (el.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .flatMap((id) => (id === '' ? [] : [root.getElementById?.(id)]))
    .filter(isElement)
    .map((l) => shownText(l))
    .join(' ');
  return bare(labels || by);
};

const inline = (el: HTMLElement): string | null => {
  const text = shownText(el, { fields: true });
  const at = text.search(/[:：]/);
  if (at < 2 || at > SHORT || el.children.length > 3) return null;
  const label = text.slice(0, at);
  return label.split(' ').length <= 7 && !/\d{2}$/.test(label) ? bare(label) : null;
};

/** The label beside or before a value, or null. Looks at the element and at most two above it. */
export const labelOf = (el: HTMLElement): LabelOf | null => {
  if (isField(el)) {
    const text = labelOfField(el);
    if (text !== '') return { text, value: el, firm: true };
  }
  const dd = el.closest<HTMLElement>('dd');
  if (dd) {
    let before = dd.previousElementSibling;
    while (before && before.localName === 'dd') before = before.previousElementSibling;
    return before?.localName === 'dt' && isElement(before)
      ? { text: bare(shownText(before)), value: dd, firm: true }
      : null;
  }
  for (let at: HTMLElement | null = el, up = 0; at && up < 3; at = at.parentElement, up++) {
    const before = at.previousElementSibling;
    if (
      isElement(before) &&
      isLabel(before) &&
      !/^h[1-6]$/.test(before.localName) &&
      plain(shownText(before)) !== ''
    ) {
      const siblings = at.parentElement?.children.length ?? 0;
      if (siblings <= 2 || before.localName !== at.localName || siblings % 2 === 0)
        return {
          text: bare(shownText(before)),
          value: at,
          firm: /[:：]\s*$/.test(shownText(before)) || /^(dt|label|th)$/.test(before.localName),
        };
    }
    const said = up < 2 ? inline(at) : null;
    if (said !== null && (headerLabel(said) !== null || announced(said) !== null))
      return { text: said, value: at, firm: true };
    if (at.matches('li, article, td, tr, section, form, fieldset')) break;
  }
  return null;
};
