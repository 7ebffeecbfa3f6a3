/** The fields of a page that text can go into: found through shadow roots and same-origin frames, named by their labels. */
import type { TargetInfo } from '../../shared/messages.ts';
import { allRoots, deepAll } from '../dom/query.ts';
import { composedParent } from '../dom/realm.ts';
import { hashText, plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import type { Adapter, WriteTarget } from '../types.ts';
import { fieldText, isReadOnly, kindOf } from './field.ts';
import { aboutOf, labelOf } from './label.ts';

/** A field on the page now. */
export interface Target {
  readonly info: TargetInfo;
  readonly el: HTMLElement;
}

const FIELDS = 'textarea, input, [contenteditable], [role="textbox"], body';
const WHOLE = /\b(epicrisis|resumen|informe de alta|resumen de alta|discharge summary|summary)\b/;
const LIKELY =
  /\b(evolucion|evolutivo|nota|note|visit note|informe|conclusion|observacion(es)?|texto|comentarios?)\b/;
const NEVER =
  /\b(buscar|busqueda|search|filtr\w*|usuario|user|contrasena|password|clave|correo|email|telefono|direccion|rut|run|captcha|codigo|fecha|hora)\b/;

const hints = (el: HTMLElement): string =>
  plain(
    [
      labelOf(el),
      el.id.replace(/([a-z])([A-Z])/g, '$1 $2'),
      (el.getAttribute('name') ?? '').replace(/([a-z])([A-Z])/g, '$1 $2'),
      el.getAttribute('placeholder') ?? '',
    ].join(' '),
  );

const insideEditable = (el: Element): boolean => {
  for (let at = composedParent(el); at; at = composedParent(at)) {
    const editable = at.getAttribute('contenteditable');
    if (editable !== null) return editable.toLowerCase() !== 'false';
  }
  return false;
};

const isRoomy = (el: HTMLElement): boolean => {
  if (kindOf(el) !== 'input') return true;
  return el.getBoundingClientRect().width >= 100;
};

const infoOf = (el: HTMLElement, id: string, over: Partial<TargetInfo> = {}): TargetInfo => {
  const label = over.label ?? labelOf(el);
  const about = aboutOf(el, label);
  return {
    id,
    kind: kindOf(el) ?? 'textarea',
    readOnly: isReadOnly(el),
    empty: fieldText(el).trim() === '',
    preferred: false,
    ...(about ? { about } : {}),
    ...over,
    label: label || id,
  };
};

/** Stable for the same field also after the page has rebuilt it: its name, label and place among its namesakes. */
const idOf = (el: HTMLElement, taken: Set<string>): string => {
  const name = [kindOf(el), el.id, el.getAttribute('name'), labelOf(el)].join('|');
  let id = `f-${hashText(name)}`;
  for (let i = 2; taken.has(id); i++) id = `f-${hashText(name)}-${i}`;
  taken.add(id);
  return id;
};

export const adapterTargetId = (target: WriteTarget): string => `a-${target.id}`;

/** The targets on the page as it is now; the adapter's first. `a-…` ids are the adapter's, `f-…` found by looks. */
export const targetsNow = (doc: Document, adapter: Adapter | null): Target[] => {
  const found: Target[] = [];
  for (const target of adapter?.write ?? []) {
    const el = deepAll(doc, target.selector).find((e) => kindOf(e) !== null && isVisible(e));
    if (!el) continue;
    const info = infoOf(el, adapterTargetId(target), { label: target.label, preferred: target.preferred });
    found.push({ el, info: target.section === undefined ? info : { ...info, section: target.section } });
  }
  const known = new Set(found.map((f) => f.el));
  const taken = new Set<string>();
  const others: { el: HTMLElement; score: number }[] = [];
  for (const root of allRoots(doc)) {
    for (const el of root.querySelectorAll<HTMLElement>(FIELDS)) {
      if (known.has(el) || kindOf(el) === null || insideEditable(el) || !isVisible(el) || !isRoomy(el))
        continue;
      const words = hints(el);
      const kind = kindOf(el);
      if (NEVER.test(words) && kind === 'input') continue;
      if (el.closest('[role="search"], nav')) continue;
      const size = kind === 'input' ? 0 : 2;
      others.push({
        el,
        score: (WHOLE.test(words) ? 6 : LIKELY.test(words) ? 3 : 0) + size - (isReadOnly(el) ? 1 : 0),
      });
    }
  }
  const best = found.some((f) => f.info.preferred) ? null : [...others].sort((a, b) => b.score - a.score)[0];
  for (const other of others) {
    found.push({
      el: other.el,
      info: infoOf(other.el, idOf(other.el, taken), { preferred: other === best && other.score >= 2 }),
    });
  }
  return found;
};
