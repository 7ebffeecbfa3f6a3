/** What a label's value is, where both are elements: a header's, a section's, a part of an entry, an entry. */
import { cleanText } from '../../record/text.ts';
import { shownLines } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { isCodeOnly } from './code-words.ts';
import { columnOf } from './columns.ts';
import { headerLabel } from './header-words.ts';
import { atDischarge, type Place } from './place.ts';
import { OTHER_DATA } from './signs.ts';
import type { Walking } from './walking.ts';
import { announced } from './words.ts';

/** A value element under a label: walked, so that lists and tables in it are read as such. */
export function* readValue(
  outline: Walking,
  label: string,
  el: HTMLElement,
  place: Place,
): Generator<void, boolean> {
  const name = label.replace(/\s*[:：]\s*$/, '');
  const text = shownLines(el, { fields: true });
  const key = headerLabel(name);
  if (key && outline.sink.header(key, name, text, el, place)) return true;
  const said = place.kind === 'note' ? null : announced(name);
  if (said && said.kind !== null) {
    outline.sink.sections += 1;
    yield* outline.walk(el, outline.sink.enter(name, place, false));
    outline.labelledUnder = place.id;
    return true;
  }
  const { kind } = place;
  const field = columnOf(name);
  // «CIE-10: K92.2» beside «Diagnóstico de ingreso: Hemorragia digestiva».
  if (
    field?.role === 'code' &&
    outline.labelledUnder === place.id &&
    outline.sink.partOfLatest('code', cleanText(text))
  )
    return true;
  if ((kind === null || kind === 'instruction') && (place.own ?? place.around) === 'alta' && !said?.kind) {
    const means = atDischarge(name);
    if (means && (kind === null || means.startsWith('Cond'))) {
      const at = { ...outline.sink.enter(means, place, false), title: name };
      outline.sink.line(at, at.kind === 'condition' ? cleanText(text) : `${name}: ${cleanText(text)}`, el);
      return true;
    }
  }
  if (kind === null || kind === 'none') {
    if (said) yield* outline.walk(el, outline.sink.enter(name, place, false));
    else if (el.querySelector('table, ul, ol, dl, h1, h2, h3, h4')) yield* outline.walk(el, place);
    return true;
  }
  const column = field;
  if (column && column.role !== 'name' && kind !== 'note')
    outline.sink.part(place, column.role, cleanText(text));
  else if (column?.role === 'name' || /^\d+$/.test(plain(name)) || plain(name) === '')
    yield* outline.walk(el, place);
  else if (isCodeOnly(name)) outline.sink.line(place, cleanText(text), el, { how: 'item', code: name });
  else if (
    kind === 'diagnosis' &&
    /^(principal|secundari[oa]s?|otros?|asociad[oa]s?)( \d+)?$/.test(plain(name))
  )
    yield* outline.walk(el, place);
  else if (kind === 'antecedent' && OTHER_DATA.test(plain(name))) return false;
  else if (!/^(no|nan)?$/.test(plain(text))) {
    const joint = kind === 'drug' || kind === 'exam' || kind === 'procedure' ? ' ' : ': ';
    outline.sink.line(place, cleanText(`${name}${joint}${text}`), el, { how: 'item' });
  }
  return true;
}
