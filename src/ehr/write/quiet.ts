/**
 * While text goes in, no form is sent: not by a page that submits on `change` or `blur`, not by a script's `submit()`.
 * Lasts as long as the writing. When all is in and only read once more, the physician's own press ends it: who saves at
 * once must not press in vain.
 */
import { allRoots } from '../dom/query.ts';
import { isDocument } from '../dom/realm.ts';

/** What the DOM's types lack still: who caused the navigation. */
interface Navigating extends Event {
  readonly formData?: FormData | null;
  readonly sourceElement?: Element | null;
  readonly hashChange?: boolean;
  readonly destination?: { readonly url: string; readonly sameDocument: boolean };
}

const toFormOf = (doc: Document, url: string): boolean => {
  const bare = (address: string): string => address.split(/[?#]/, 1)[0] ?? '';
  return url.includes('?') && [...doc.forms].some((form) => bare(form.action) === bare(url));
};

const isSubmission = (doc: Document, event: Navigating): boolean => {
  if (event.hashChange || event.destination?.sameDocument) return false;
  if (event.formData) return true;
  const from = event.sourceElement;
  if (from) return from.localName === 'form' || (from as HTMLButtonElement).form != null;
  // `form.submit()` by GET names nobody: it shows as an address of the form's with a query.
  return event.destination !== undefined && toFormOf(doc, event.destination.url);
};

export interface Quiet {
  /** Submissions held back so far. */
  readonly heldBack: () => number;
  /** The text is in: from the physician's next press on the page, everything is the page's own affair again. */
  readonly textIsIn: () => void;
  /** Was there such a press? */
  readonly pressed: () => boolean;
  readonly end: () => void;
}

export const keepQuiet = (doc: Document): Quiet => {
  let held = 0;
  let isIn = false;
  let pressed = false;
  const gone = new AbortController();
  const { signal } = gone;
  const stop = (event: Event): void => {
    held += 1;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  /** A script can dispatch a click, but not a trusted one. */
  const onPress = (event: Event): void => {
    if (!isIn || !event.isTrusted || ('key' in event && event.key !== 'Enter')) return;
    pressed = true;
    gone.abort();
  };
  for (const root of allRoots(doc)) {
    if (!isDocument(root)) continue;
    const view = root.defaultView;
    for (const press of ['click', 'keydown'])
      view?.addEventListener(press, onPress, { capture: true, signal });
    view?.addEventListener('submit', stop, { capture: true, signal });
    const navigation = (view as (Window & { navigation?: EventTarget }) | null)?.navigation;
    navigation?.addEventListener(
      'navigate',
      (event) => {
        if (event.cancelable && isSubmission(root, event as Navigating)) stop(event);
      },
      { signal },
    );
  }
  return {
    heldBack: () => held,
    textIsIn: () => {
      isIn = true;
    },
    pressed: () => pressed,
    end: () => gone.abort(),
  };
};
