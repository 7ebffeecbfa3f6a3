/**
 * The element picker: what is under the pointer and everything like it is outlined, a click or Enter teaches it. Drawn in a
 * closed shadow root above the page, in the top layer; only the physician's own events count (`isTrusted`), what a page's
 * script makes up is not listened to; nothing is left when it ends.
 */
import { allRoots } from '../ehr/dom/query.ts';
import { composedParent, isElement } from '../ehr/dom/realm.ts';
import { shownText } from '../ehr/dom/shown-text.ts';
import { isVisible } from '../ehr/dom/visible.ts';
import { isSafeToClick } from '../ehr/tabs.ts';

/** What an element would teach. */
export interface Look {
  readonly kind: 'fits' | 'unknown' | 'nothing';
  /** For the sign beside the element: «Diagnósticos de ingreso · 3». */
  readonly words: string;
  /** Everything that would be read. */
  readonly all: readonly Element[];
}

export interface Picking {
  readonly look: (el: HTMLElement) => Look;
  readonly pick: (el: HTMLElement) => void;
  readonly leave: () => void;
  /** The line at the foot: what to point at and the keys. */
  readonly hint: string;
  /** Said over a tab or a toggle, which a click opens. */
  readonly opens: string;
}

const MAX_BOXES = 300;
const CSS = `
  :host { all: initial }
  .box { position: fixed; box-sizing: border-box; border-radius: 3px; pointer-events: none }
  .like { background: rgb(11 85 96 / 14%); outline: 1.5px solid rgb(11 85 96 / 70%) }
  .this { outline: 3px solid #d9480f; outline-offset: 1px }
  .this.off { outline-color: #6b7480; outline-style: dashed }
  .sign, .hint { position: fixed; pointer-events: none; font: 600 13px/1.35 system-ui, "Segoe UI", sans-serif; color: #fff; border-radius: 5px; max-width: min(460px, 90vw) }
  .sign { background: #d9480f; padding: 4px 9px; box-shadow: 0 1px 4px rgb(0 0 0 / 30%) }
  .sign.off { background: #4b5560 }
  .sign.done { background: #0b6b45 }
  .hint { left: 50%; bottom: 14px; transform: translateX(-50%); background: rgb(20 28 34 / 94%); padding: 8px 14px; font-weight: 500; max-width: 92vw; white-space: nowrap }`;

const OPENERS =
  '[role="tab"], .nav-tabs a, .nav-tabs button, .nav-pills a, .tabs a, .tabs button, [data-toggle="tab"], [data-bs-toggle="tab"], summary, [aria-expanded], nav a[href^="#"], nav button';
const CANDIDATES = 'td, li, dd, p, article, textarea, input, select, [contenteditable], h1';
const BLOCKED = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'touchstart',
  'touchend',
  'dragstart',
] as const;

/** Where an element of a frame stands in the top window. */
const topRect = (el: Element): DOMRect => {
  const own = el.getBoundingClientRect();
  let [x, y] = [own.x, own.y];
  for (
    let frame = el.ownerDocument.defaultView?.frameElement;
    frame;
    frame = frame.ownerDocument.defaultView?.frameElement
  ) {
    const box = frame.getBoundingClientRect();
    x += box.x + frame.clientLeft;
    y += box.y + frame.clientTop;
  }
  return new DOMRect(x, y, own.width, own.height);
};

/** Starts picking; ends with the signal, by Escape, or by `leave`. */
export function startPicking(
  doc: Document,
  picking: Picking,
  signal: AbortSignal,
): { done: (words: string) => void } {
  const host = doc.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = doc.createElement('style');
  style.textContent = CSS;
  const layer = doc.createElement('div');
  const hint = doc.createElement('div');
  hint.className = 'hint';
  hint.textContent = picking.hint;
  root.append(style, layer, hint);
  host.setAttribute(
    'style',
    'all:initial!important;position:fixed!important;inset:0!important;pointer-events:none!important;z-index:2147483647!important;width:0!important;height:0!important;overflow:visible!important;border:0!important;padding:0!important;background:none!important',
  );
  host.popover = 'manual';
  doc.documentElement.append(host);
  host.showPopover?.();

  let at: HTMLElement | null = null;
  let narrower: HTMLElement[] = [];
  let seen: Look = { kind: 'nothing', words: '', all: [] };
  let drawing = 0;
  let said = '';

  const opener = (el: Element | null): HTMLElement | null => {
    const found = el?.closest<HTMLElement>(OPENERS) ?? null;
    return found && isSafeToClick(found) && !found.closest('td, dd, li > p') ? found : null;
  };

  const box = (el: Element, name: string): HTMLElement => {
    const rect = topRect(el);
    const drawn = doc.createElement('div');
    drawn.className = `box ${name}`;
    drawn.style.cssText = `left:${rect.x}px;top:${rect.y}px;width:${rect.width}px;height:${rect.height}px`;
    return drawn;
  };

  const draw = (): void => {
    drawing = 0;
    layer.replaceChildren();
    if (!at?.isConnected) return;
    const open = opener(at);
    const off = open !== null || seen.kind !== 'fits';
    const view = doc.defaultView;
    const near = seen.all.slice(0, MAX_BOXES).filter((el) => {
      const rect = topRect(el);
      return rect.bottom > 0 && rect.top < (view?.innerHeight ?? 0);
    });
    layer.append(
      ...(open ? [] : near.map((el) => box(el, 'like'))),
      box(open ?? at, off ? 'this off' : 'this'),
    );
    const words = said || (open ? picking.opens : seen.words);
    if (words === '') return;
    const sign = doc.createElement('div');
    sign.className = said ? 'sign done' : off ? 'sign off' : 'sign';
    sign.textContent = words;
    layer.append(sign);
    const rect = topRect(open ?? at);
    const height = sign.getBoundingClientRect().height;
    const above = rect.y - height - 6;
    const left = Math.max(
      6,
      Math.min(rect.x, (view?.innerWidth ?? 0) - sign.getBoundingClientRect().width - 8),
    );
    sign.style.cssText = `left:${left}px;top:${above > 4 ? above : Math.min(rect.bottom + 6, (view?.innerHeight ?? 0) - height - 50)}px`;
  };
  const later = (): void => {
    drawing ||= requestAnimationFrame(draw);
  };

  const show = (el: HTMLElement | null, keep = false): void => {
    if (el === at) return;
    if (!keep) narrower = [];
    at = el;
    said = '';
    seen = el && !opener(el) ? picking.look(el) : { kind: 'nothing', words: '', all: [] };
    later();
  };

  const widen = (): void => {
    const up = at && composedParent(at);
    if (!at || !up || up === doc.documentElement) return;
    narrower.push(at);
    show(up, true);
  };
  const narrow = (): void => {
    const down = narrower.pop();
    if (down?.isConnected) show(down, true);
  };
  const along = (step: 1 | -1): void => {
    const all = allRoots(doc)
      .flatMap((r) => [...r.querySelectorAll<HTMLElement>(CANDIDATES)])
      .filter(
        (el) =>
          isVisible(el) &&
          (shownText(el, { fields: true }) !== '' || el.matches('textarea, [contenteditable]')),
      );
    const now = at ? all.indexOf(at) : -1;
    const next = all[(now + step + all.length) % all.length];
    next?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    if (next) show(next);
  };
  const pick = (): void => {
    if (at) picking.pick(at);
  };

  const target = (event: Event): HTMLElement | null => {
    const el = event.composedPath()[0] as Node | undefined;
    return isElement(el) && el !== host && el.localName !== 'html' ? el : null;
  };
  const stop = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onMove = (event: Event): void => {
    if (event.isTrusted) show(target(event));
  };
  const onPress = (event: Event): void => {
    if (!event.isTrusted) return;
    // What opens a tab or unfolds a part is left to the page: what it holds may be what is to be taught.
    if (opener(target(event))) return;
    stop(event);
    if (event.type !== 'click') return;
    const pressed = target(event);
    // A frame drawn after the pointer came to rest shows what is picked; widened by keys, that is what counts.
    if (pressed && narrower.length === 0) show(pressed);
    pick();
  };
  const onKey = (event: Event): void => {
    if (!event.isTrusted) return;
    const actions: Readonly<Record<string, () => void>> = {
      Escape: picking.leave,
      ArrowUp: widen,
      ArrowDown: narrow,
      ArrowRight: () => along(1),
      ArrowLeft: () => along(-1),
      Enter: pick,
    };
    const act = actions[(event as KeyboardEvent).key];
    if (!act) return;
    stop(event);
    if (event.type === 'keydown') act();
  };

  const options = { capture: true, signal } as const;
  const listen = (view: Window): void => {
    for (const type of ['mousemove', 'mouseover'] as const) view.addEventListener(type, onMove, options);
    for (const type of BLOCKED) view.addEventListener(type, onPress, { ...options, passive: false });
    for (const type of ['keydown', 'keyup', 'keypress'] as const) view.addEventListener(type, onKey, options);
    for (const type of ['scroll', 'resize'] as const) view.addEventListener(type, later, options);
  };
  for (const one of allRoots(doc))
    if (one.nodeType === 9 && (one as Document).defaultView) listen((one as Document).defaultView as Window);

  signal.addEventListener(
    'abort',
    () => {
      cancelAnimationFrame(drawing);
      host.remove();
    },
    { once: true },
  );
  return {
    done(words) {
      said = words;
      seen = at ? picking.look(at) : seen;
      later();
    },
  };
}
