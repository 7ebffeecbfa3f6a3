/** The page's side of teaching: begins a draft, lets the physician point, says what each example taught. */
import {
  beginDraft,
  fieldAt,
  lookAt,
  parseAdapter,
  pickAdapter,
  pointAt,
  previewOf,
  THING_IDS,
  type ThingId,
  withoutThing,
} from '../ehr/index.ts';
import type { Adapter } from '../ehr/types.ts';
import type { TeachAnswer, TeachEvent, TeachStep } from '../shared/messages.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { startPicking } from './picker.ts';

export interface Teacher {
  answer(step: TeachStep, adapters: readonly Adapter[]): Promise<Result<TeachAnswer | null>>;
}

const thingIn = (name: string | undefined): ThingId | undefined => THING_IDS.find((id) => id === name);

export function openTeacher(doc: Document, signal: AbortSignal, say: (said: TeachEvent) => void): Teacher {
  let picking: AbortController | undefined;
  /** What was pointed at last, and the draft before it: what is named anew is taught anew. */
  let last: { readonly el: HTMLElement; readonly before: Adapter } | undefined;

  const shown = (draft: Adapter): TeachAnswer => ({
    draft: JSON.stringify(draft),
    previews: previewOf(doc, draft).map((one) => ({
      ...one,
      samples: one.samples.map((s) => s.slice(0, 300)),
    })),
  });
  const stop = (): void => {
    picking?.abort();
    picking = undefined;
  };

  const pick = (
    first: Adapter,
    wanted: ThingId | undefined,
    words: Readonly<Record<string, string>>,
  ): void => {
    stop();
    const controller = new AbortController();
    picking = controller;
    let draft = first;
    let thing = wanted;
    const called = (one: ThingId): string => words[one] ?? one;
    const look = (el: HTMLElement): ReturnType<Parameters<typeof startPicking>[1]['look']> => {
      if (fieldAt(el, thing)) return { kind: 'fits', words: called('field'), all: [] };
      const seen = lookAt(doc, draft, el, thing);
      if (seen === 'unknown') return { kind: 'unknown', words: words.unknown ?? '?', all: [] };
      if (seen === null) return { kind: 'nothing', words: words.nothing ?? '', all: [] };
      const count = seen.all.length;
      return {
        kind: 'fits',
        words: count > 0 ? `${called(seen.thing)} · ${count}` : called(seen.thing),
        all: seen.all,
      };
    };
    const sign = startPicking(
      doc,
      {
        look,
        pick(el) {
          last = { el, before: draft };
          const taught = pointAt(doc, draft, el, thing);
          if (!taught) {
            say({ event: look(el).kind === 'unknown' ? 'unknown' : 'nothing' });
            return;
          }
          draft = taught.draft;
          thing = undefined;
          sign.done(`✓ ${called(taught.thing)}${taught.found > 1 ? ` · ${taught.found}` : ''}`);
          say({ event: 'taught', thing: taught.thing, found: taught.found, answer: shown(draft) });
        },
        leave() {
          stop();
          say({ event: 'left' });
        },
        hint: (wanted === undefined ? words.hint : words.hint_one?.replace('{thing}', called(wanted))) ?? '',
        opens: words.opens ?? '',
      },
      AbortSignal.any([signal, controller.signal]),
    );
    renamed = (next) => {
      draft = next;
      thing = undefined;
    };
  };
  /** The draft that pointing goes on from, after the last example was named. */
  let renamed: (draft: Adapter) => void = () => undefined;

  return {
    async answer(step, adapters) {
      if (step.do === 'stop') {
        stop();
        return ok(null);
      }
      if (step.do === 'begin') {
        stop();
        const known = pickAdapter(doc, adapters, doc.URL);
        const again = known?.id.startsWith('t-') ? known : undefined;
        return ok(shown(await beginDraft(doc, new Date(), signal, again, known ?? undefined)));
      }
      if (step.do === 'name') {
        const thing = thingIn(step.thing);
        if (!last?.el.isConnected || thing === undefined) return err('E_NOTHING_TAUGHT');
        const taught = pointAt(doc, last.before, last.el, thing);
        if (!taught) return err('E_NOTHING_TAUGHT');
        renamed(taught.draft);
        return ok(shown(taught.draft));
      }
      const draft = parseAdapter(step.draft);
      if (!draft.ok) return draft;
      if (step.do === 'preview') return ok(shown(draft.value));
      if (step.do === 'drop') {
        const thing = thingIn(step.thing);
        return ok(shown(thing ? withoutThing(draft.value, thing) : draft.value));
      }
      pick(draft.value, thingIn(step.thing), step.words);
      return ok(null);
    },
  };
}
