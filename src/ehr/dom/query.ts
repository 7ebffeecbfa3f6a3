/** CSS selectors in which `>>>` enters the open shadow root or the same-origin iframe of what was matched before it. */
import { frameDocument } from './realm.ts';

export type Root = Document | DocumentFragment | Element;

const select = (root: ParentNode, selector: string): HTMLElement[] => {
  try {
    return [...root.querySelectorAll<HTMLElement>(selector)];
  } catch {
    return []; // a selector from outside that does not parse matches nothing; the reading says so
  }
};

/** All elements that match, in document order. A selector that does not parse matches nothing. */
export const deepAll = (root: Root, selector: string): HTMLElement[] => {
  const steps = selector.split('>>>').map((s) => s.trim());
  let roots: ParentNode[] = [root];
  let found: HTMLElement[] = [];
  steps.forEach((step, i) => {
    found = roots.flatMap((r) => select(r, step));
    if (i < steps.length - 1) {
      roots = found.flatMap((el): ParentNode[] => {
        const inner = el.shadowRoot ?? frameDocument(el);
        return inner ? [inner] : [];
      });
    }
  });
  return found;
};

export const deepFirst = (root: Root, selector: string): HTMLElement | null =>
  deepAll(root, selector)[0] ?? null;

/**
 * Elements that can have no shadow root (DOM standard, `attachShadow`) and are no frame, and the cells of grids with the
 * words in them: most of a chart's. The commonest come first, since the browser asks in this order.
 */
const HOSTS =
  ':not(td, tr, li, [role="gridcell"], [role="row"], [role="gridcell"] > span, a, b, br, th, option, i, strong, dd, dt, label, input, button, small, em, time, u, table, thead, tbody, tfoot, ul, ol, dl, font, hr, img, select, textarea, script, style, link, svg, svg *, code, pre, iframe, frame)';

/** More frames than any chart has. */
const MAX_FRAMES = 100;

/** The document, and every open shadow root and same-origin frame document under it. */
export const allRoots = (doc: Document): (Document | ShadowRoot)[] => {
  const roots: (Document | ShadowRoot)[] = [doc];
  let frames = 0;
  for (let i = 0; i < roots.length && roots.length < 500; i++) {
    const root = roots[i];
    if (!root) continue;
    const inner: (Document | ShadowRoot)[] = [];
    for (const { shadowRoot } of root.querySelectorAll(HOSTS)) if (shadowRoot) inner.push(shadowRoot);
    for (const frame of root.querySelectorAll('iframe, frame')) {
      // A millisecond each, the first time that a script of ours looks into it.
      if (++frames > MAX_FRAMES) break;
      const framed = frameDocument(frame);
      if (framed) inner.push(framed);
    }
    roots.push(...inner);
  }
  return roots;
};
