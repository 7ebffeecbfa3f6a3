/** Form fields as charted values: by their labels, whatever binds the two. Ticked boxes are entries; empty fields are nothing. */
import { cleanLines, cleanText } from '../../record/text.ts';
import { isElement, isField, isInput, isTextArea } from '../dom/realm.ts';
import { fieldValue, shownLines, shownText } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { hidesItself } from '../dom/visible.ts';
import { columnOf, type Role } from './columns.ts';
import type { Place } from './place.ts';
import type { TextReader } from './text-reader.ts';
import { announced } from './words.ts';

const NO_VALUE = /^(checkbox|radio|button|submit|reset|image|file|hidden)$/;

/** What a field of its own may say of the entry before it. */
const BESIDE_ENTRY: readonly Role[] = ['code', 'dose', 'route', 'frequency', 'duration'];

export class FieldReader {
  /** Fields that were read with their label. */
  readonly consumed = new Set<Element>();

  constructor(private readonly text: TextReader) {}

  /** A `label` with its field; `text`: a label that labels nothing. */
  label(el: HTMLElement, place: Place): boolean | 'text' {
    const root = el.getRootNode() as Document | ShadowRoot;
    const named = el.getAttribute('for');
    const target =
      (named ? root.getElementById?.(named) : null) ??
      el.querySelector<HTMLElement>('input, textarea, select');
    if (!target || !isElement(target)) return 'text';
    this.consumed.add(target);
    const words = shownText(el);
    if (isInput(target) && ['checkbox', 'radio'].includes(target.type)) {
      if (target.checked) this.text.sink.line(place, words, el, { how: 'item' });
      return target.checked;
    }
    if (hidesItself(target)) return false;
    if (!isField(target)) return this.text.labelled(words, shownLines(target), target, place);
    return this.filled(words, target, place);
  }

  /** The few words right before a field in its line, which name it; '' where there are none. */
  labelOf(before: readonly Node[], field: HTMLElement): string {
    if (isInput(field) && NO_VALUE.test(field.type)) return '';
    const words = cleanText(
      before.map((n) => (isElement(n) ? shownText(n) : (n.textContent ?? ''))).join(' '),
    );
    return words.length <= 40 && /\p{L}/u.test(words) && !/[.;]\s|\d{3}/u.test(words) ? words : '';
  }

  field(el: HTMLElement, place: Place, led = ''): boolean {
    const label = led || (this.text.pendingLabel ?? el.getAttribute('aria-label') ?? '');
    this.text.pendingLabel = null;
    return this.filled(label, el, place);
  }

  private filled(label: string, el: HTMLElement, place: Place): boolean {
    const value = cleanLines(fieldValue(el));
    // What is being written is not yet charted.
    if (/redaccion|formulario|epicrisis/.test(plain(place.title)) && place.kind === 'none') return false;
    if (value === '' || /\b(epicrisis|resumen de alta|buscar|search)\b/.test(plain(label))) return false;
    if (this.text.labelled(label, value, el, place)) return true;
    const column = label === '' ? null : columnOf(label);
    if (column && BESIDE_ENTRY.includes(column.role) && this.text.sink.partOfLatest(column.role, value))
      return true;
    const { kind } = place;
    const plainly = label.replace(/\s*[:：]\s*$/, '');
    if (kind === 'antecedent' && plainly !== '' && !value.includes('\n') && announced(plainly) === null) {
      if (plain(value) !== 'no') this.text.sink.line(place, `${plainly}: ${value}`, el, { how: 'item' });
      return true;
    }
    const shown = ((isTextArea(el) || isInput(el)) && el.readOnly) || (isField(el) && el.disabled);
    if (shown) return this.text.textBlock(value, el, place) !== null;
    return false;
  }
}
