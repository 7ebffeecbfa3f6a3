/**
 * Parts of a page that show something and can not be read: frames of other sites, drawings, PDF viewers, closed shadow
 * roots. They are named, so that a chart read in part is never taken for the whole.
 */
import type { ErrorCode } from '../shared/result.ts';
import { allRoots } from './dom/query.ts';
import { frameDocument } from './dom/realm.ts';
import { isVisible } from './dom/visible.ts';

type Kind = 'frame' | 'drawing' | 'pdf' | 'closed';
export interface Unreadable {
  readonly kind: Kind;
  /** For the physician, in Spanish. */
  readonly what: string;
  /** Of the window's area, 0..1. */
  readonly share: number;
}

const WHAT: Record<Kind, string> = {
  frame: 'un marco de otro sitio',
  drawing: 'una parte dibujada como imagen',
  pdf: 'un documento PDF dentro de la página',
  closed: 'un componente cerrado de la página',
};
export const CODE: Record<Kind, ErrorCode> = {
  frame: 'E_CHART_IN_FRAME',
  drawing: 'E_CHART_DRAWN',
  pdf: 'E_CHART_PDF',
  closed: 'E_CHART_CLOSED',
};

const PDF =
  'embed[type="application/pdf"], object[type="application/pdf"], iframe[src*=".pdf" i], embed[src*=".pdf" i], object[data*=".pdf" i]';

const kindOf = (el: Element): Kind | null => {
  if (el.matches(PDF)) return 'pdf';
  if (el.localName === 'iframe' || el.localName === 'frame')
    return frameDocument(el) === null ? 'frame' : null;
  if (el.localName === 'canvas') return 'drawing';
  // A component that takes up room and has nothing in it that can be seen into.
  const empty = el.localName.includes('-') && !el.shadowRoot && (el.textContent ?? '').trim() === '';
  return empty && el.childElementCount === 0 ? 'closed' : null;
};

const LEAST = { width: 200, height: 100 } as const;
const MOST = 2000;

/** The large ones that are shown, the largest first. */
export const unreadableParts = (doc: Document): Unreadable[] => {
  const view = doc.defaultView;
  const window = Math.max(1, (view?.innerWidth ?? 0) * (view?.innerHeight ?? 0));
  const found: Unreadable[] = [];
  let looked = 0;
  for (const root of allRoots(doc)) {
    for (const el of root.querySelectorAll(
      'iframe, frame, canvas, embed, object, :not(:empty, :defined), :defined:empty:not(td, th, br, hr, img, input, div, span, i, p, option)',
    )) {
      if (++looked > MOST) return found;
      const kind = kindOf(el);
      if (kind === null) continue;
      const { width, height } = el.getBoundingClientRect();
      if (width < LEAST.width || height < LEAST.height || !isVisible(el)) continue;
      found.push({ kind, what: WHAT[kind], share: Math.min(1, (width * height) / window) });
    }
  }
  return found.sort((a, b) => b.share - a.share);
};
