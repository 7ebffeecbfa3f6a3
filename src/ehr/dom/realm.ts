/**
 * Nodes of iframes belong to other realms, where `instanceof HTMLElement` of this realm is false: kinds are told by node
 * type and tag name, and classes are taken from the node's own window.
 */
export const isElement = (node: Node | null | undefined): node is HTMLElement => node?.nodeType === 1;
export const isText = (node: Node): node is Text => node.nodeType === 3;
export const isDocument = (node: Node): node is Document => node.nodeType === 9;
export const tagOf = (el: Element): string => el.localName;

export const isTextArea = (el: Element): el is HTMLTextAreaElement => el.localName === 'textarea';
export const isInput = (el: Element): el is HTMLInputElement => el.localName === 'input';
export const isSelect = (el: Element): el is HTMLSelectElement => el.localName === 'select';
export const isField = (el: Element): el is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  isInput(el) || isTextArea(el) || isSelect(el);

/** The window that the element lives in (its iframe's, not ours). */
export const windowOf = (node: Node): (Window & typeof globalThis) | null =>
  (isDocument(node) ? node : node.ownerDocument)?.defaultView ?? null;

/** The document inside a frame, if this origin may see it. */
export const frameDocument = (el: Element): Document | null => {
  if (el.localName !== 'iframe' && el.localName !== 'frame') return null;
  try {
    return (el as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
};

/** The element above, through shadow hosts and out of same-origin frames. */
export const composedParent = (el: Element): HTMLElement | null => {
  if (el.assignedSlot) return el.assignedSlot;
  if (el.parentElement) return el.parentElement;
  const root = el.getRootNode();
  if (root.nodeType === 11) return (root as ShadowRoot).host as HTMLElement;
  try {
    return (el.ownerDocument.defaultView?.frameElement as HTMLElement | null) ?? null;
  } catch {
    return null;
  }
};

/** Are its children drawn in it as they stand: no shadow tree, slot or frame? */
const isOrdinary = (el: Element): boolean =>
  el.shadowRoot === null && el.localName !== 'slot' && el.localName !== 'iframe' && el.localName !== 'frame';

/** Calls `visit` with each of `composedChildren`. */
export const forEachChild = (el: Element, visit: (child: Node) => void): void => {
  if (!isOrdinary(el)) {
    for (const child of composedChildren(el)) visit(child);
    return;
  }
  for (let child = el.firstChild; child; child = child.nextSibling) visit(child);
};

/** Children as drawn: the shadow tree instead of the light one, slots filled, same-origin frames entered. */
export const composedChildren = (el: Element): readonly Node[] => {
  const inner = frameDocument(el);
  if (inner) return inner.body ? [inner.body] : [...(inner.documentElement?.childNodes ?? [])];
  if (el.shadowRoot) return [...el.shadowRoot.childNodes];
  if (el.localName === 'slot') {
    const assigned = (el as HTMLSlotElement).assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return [...el.childNodes];
};
