/** Many lines of one element: a `<pre>`, a text area, text cut by `<br>`. */
import { cleanLines } from '../../record/text.ts';
import { authorIn } from './authors.ts';
import { headerLabel } from './header-words.ts';
import { LONG_LINE } from './lines.ts';
import type { Place } from './place.ts';
import { type Frame, isUpper, PSEUDO } from './signs.ts';
import type { TextReader } from './text-reader.ts';
import type { Outcome } from './walking.ts';
import { announced } from './words.ts';

/** «4. Pautas de alarma: fiebre»: one of several numbered lines. */
const NUMBERED = /^\s*\(?\d{1,2}\s?[.)°º-]/u;

/** A line drawn with signs. */
const RULE = /^[\s=_*~-]{3,}$/;

/** Read line by line; sections may begin and end inside. @param open a heading stands above in the same box */
export const readBlock = (
  reader: TextReader,
  text: string,
  el: HTMLElement,
  base: Place,
  run: unknown,
  card: Element | undefined,
  open: boolean,
): Outcome => {
  const stack: Frame[] = [{ level: 0, place: base, upper: false }];
  let lift: Outcome = null;
  let underlined = false;
  for (const line of cleanLines(text).split('\n')) {
    const rule = RULE.test(line);
    // «______» over «Dr. Soto»: what follows is a signature, up to the next heading.
    if (underlined && authorIn(line) !== null)
      stack.push({ level: PSEUDO, place: { ...(stack[0] as Frame).place, kind: 'none' }, upper: false });
    underlined = /^_{6,}$/.test(line.trim());
    if (line === '' || rule) continue;
    if (stack.at(-1)?.numbered && NUMBERED.test(line)) stack.pop();
    const top = stack.at(-1) as Frame;
    if (line.length > LONG_LINE) {
      reader.emit(line, el, top.place, { run, card });
      lift = 'content';
      continue;
    }
    const pair = /^([^:]{2,60}?)\s*[:：]\s*(\S.*)$/u.exec(line);
    const closed =
      top.place.kind === 'note' &&
      ((stack.length === 1 && !open) || (top.upper && !isUpper(pair?.[1] ?? line)));
    const said = pair?.[1] && !closed ? announced(pair[1]) : null;
    if (pair?.[1] && pair[2] && said && said.kind !== null && !headerLabel(pair[1])) {
      const numbered = NUMBERED.test(line);
      const level = numbered ? PSEUDO + 1 : PSEUDO;
      while (stack.length > 1 && (stack.at(-1) as Frame).level >= level) stack.pop();
      const place = reader.sink.enter(pair[1], (stack.at(-1) as Frame).place, false);
      reader.sink.sections += 1;
      stack.push({ level, place, upper: isUpper(pair[1]), numbered });
      reader.emit(pair[2], el, place, { run, card });
      lift = 'content';
      continue;
    }
    const outcome = reader.textLine(
      line.replace(/^[=_*#\s]+(?=\p{L})|[=_*#\s]+$/gu, ''),
      el,
      top,
      stack.length > 1 || open,
      { run, card },
    );
    lift = outcome ?? lift;
    if (outcome === 'content' || outcome === null) continue;
    const box = announced(outcome.text)?.kind === null;
    const level = box ? PSEUDO - 1 : PSEUDO;
    while (stack.length > 1 && (stack.at(-1) as Frame).level >= level) stack.pop();
    const place = reader.sink.enter(outcome.text, (stack.at(-1) as Frame).place, false);
    if (place.kind !== null) reader.sink.sections += 1;
    stack.push({ level, place, upper: isUpper(outcome.text) });
  }
  return lift;
};
