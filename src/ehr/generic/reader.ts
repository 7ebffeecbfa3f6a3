/**
 * Reads a page that no adapter knows: opens what looks like parts of a chart, one after the other, walks what each shows,
 * and puts the page back as it was. The part that was open first is read last, when it is open again.
 */
import { allRoots } from '../dom/query.ts';
import { isVisible } from '../dom/visible.ts';
import { type Breathe, settled, slicer } from '../dom/wait.ts';
import type { Found, Gathering } from '../gathering.ts';
import type { HeaderValues } from '../header.ts';
import { isSelected, keepingPlace, type Pager, pagedBox, tabText, toFirstPage, walkPages } from '../tabs.ts';
import { Collector, type HeaderValue } from './collector.ts';
import { factsOf } from './facts.ts';
import { headerFrom } from './header.ts';
import type { HeaderLabel } from './header-words.ts';
import { findOpeners, openAndWatch, panelOf, selectedOf } from './openers.ts';
import { Outline } from './outline.ts';
import { nowhere, type Place, under } from './place.ts';
import { findButtons, findClosedDetails, findFolded, findMore, findPagers } from './unfolding.ts';

interface View {
  readonly order: number;
  readonly found: Found[];
}

export interface GenericReading {
  readonly header: HeaderValues;
  /** Sections of a chart, or the header of one patient, were met: a chart, whatever could be read of it. */
  readonly isChart: boolean;
}

const placeOfTab = (words: string): Place => ({ ...under(words, nowhere, true), sure: 0.8 });

/** Where what changed holds the menu itself, the tab's words say only the moment of what is in it. */
const around = (words: string): Place => {
  const { own, around: box } = placeOfTab(words);
  return { ...nowhere, around: own ?? box };
};

export const readGeneric = async (
  doc: Document,
  gathering: Gathering,
  signal: AbortSignal,
): Promise<GenericReading> => {
  const breathe = slicer();
  const views: View[] = [];
  let sections = 0;
  let patients = false;
  /** The stay's days, which a tab of their own may say. */
  const days = new Map<HeaderLabel, HeaderValue>();
  /** Codes in text that no section was open for, by the heading above. */
  const left = new Map<string, Set<string>>();
  /** How often the page was walked: once for each of its tabs and pages. */
  let takes = 0;

  const walk = async (
    root: Element,
    place: Place,
    panels: ReadonlyMap<Element, Place>,
  ): Promise<Collector> => {
    const sink = new Collector();
    const steps = new Outline(sink, root, panels).walk(root, place);
    while (!steps.next().done) {
      const pause = breathe();
      if (pause) await pause;
      if (signal.aborted) break;
    }
    sections += sink.sections;
    for (const key of ['admission', 'discharge'] as const) {
      const value = sink.headers.get(key);
      if (value && !days.has(key)) days.set(key, value);
    }
    for (const [title, codes] of sink.left) left.set(title, new Set([...(left.get(title) ?? []), ...codes]));
    patients ||= sink.sawPatientList;
    return sink;
  };

  /** Unfolds, reads every page, folds again. */
  const view = async (
    root: Element,
    place: Place,
    tab: string | undefined,
    order: number,
    panels: ReadonlyMap<Element, Place> = new Map(),
  ): Promise<Collector> => {
    const found: Found[] = [];
    const { fold, buttons } = await unfold(doc, signal, breathe);
    const take = async (pager?: Pager, page?: number, box?: Element | null): Promise<Collector> => {
      const sink = await walk(root.isConnected ? root : doc.body, place, panels);
      takes += 1;
      for (const fact of factsOf(sink)) {
        const pause = breathe(SMALL);
        if (pause) await pause;
        if (box && !box.contains(fact.el)) continue;
        found.push(gathering.located(fact, pager && { ...pager, page: page ?? 0 }, tab));
      }
      return sink;
    };
    const pagers = findPagers([], buttons()).map(({ box, next, previous }): Pager => {
      const path = gathering.pathOf(box);
      return { next: `${path} > ${next}`, previous: previous && `${path} > ${previous}`, index: 0 };
    });
    const backs: number[] = [];
    await breathe();
    for (const pager of pagers) backs.push(await toFirstPage(doc, pager, signal));
    const sink = await take();
    for (const [i, pager] of pagers.entries()) {
      const box = pagedBox(doc, pager);
      await walkPages(doc, pager, backs[i] ?? 0, signal, async (page) => {
        await take(pager, page, box);
      });
    }
    views.push({ order, found });
    await fold();
    return sink;
  };

  const openers = findOpeners(doc);
  await breathe();
  const start = selectedOf(openers) ?? null;
  const panels = new Map<Element, Place>();
  let header: HeaderValues = {};
  const charted = gathering.charted.bind(gathering);

  await keepingPlace(doc, null, async () => {
    let changed: Element | null = null;
    const opened: Element[] = [];
    let dead = 0;
    for (const [i, opener] of openers.entries()) {
      if (opener === start || signal.aborted || !opener.isConnected) continue;
      const words = tabText(opener);
      const panel = await openAndWatch(doc, opener, signal);
      dead = panel ? 0 : dead + 1;
      if (dead >= MAX_DEAD) break;
      if (!panel) continue;
      changed = panel;
      opened.push(panel);
      await view(panel, panel.contains(opener) ? around(words) : placeOfTab(words), words, i + 1);
      for (const [j, inner] of findOpeners(doc).entries()) {
        if (openers.includes(inner) || !panel.contains(inner) || isSelected(inner)) continue;
        const box = await openAndWatch(doc, inner, signal);
        if (box)
          await view(box, under(tabText(inner), placeOfTab(words), true), words, i + 1 + (j + 1) / 100);
      }
    }
    if (start?.isConnected && changed) {
      if (!isSelected(start) || opened.length > 0) await openAndWatch(doc, start, signal);
      const own = panelOf(start) ?? changed;
      if (!own.contains(start) && own.isConnected) panels.set(own, placeOfTab(tabText(start)));
    }
    const first = start ? openers.indexOf(start) + 1 : 0;
    const sink = await view(doc.body, nowhere, start ? tabText(start) : undefined, first, panels);
    await breathe();
    for (const [key, value] of days)
      if (!sink.headers.has(key) && value.el.isConnected) sink.headers.set(key, value);
    header = headerFrom(doc, sink, charted);
  });

  // What is shown once can't be shown twice.
  const isRepeat = takes > 1 ? repeats() : () => false;
  for (const { found } of views.sort((a, b) => a.order - b.order)) {
    for (const fact of found) {
      const pause = breathe(SMALL);
      if (pause) await pause;
      if (!isRepeat(fact)) gathering.add(fact);
    }
  }
  const read =
    left.size === 0 ? '' : views.flatMap((v) => v.found.map((f) => `${f.code ?? ''} ${f.text}`)).join(' ');
  for (const [title, codes] of left) {
    const unread = [...codes].filter((code) => !read.includes(code));
    if (unread.length > 0) gathering.note({ code: 'R_NOT_FOUND', what: notRead(title, unread), found: 0 });
  }
  return {
    header,
    isChart: sections > 0 || (!patients && (header.run !== undefined || header.ficha !== undefined)),
  };
};

/** Says what stands on the page and in no fact: a code is there, and so is something to read. */
const notRead = (title: string, codes: readonly string[]): string =>
  `sin leer${title === '' ? '' : ` bajo «${title}»`}: ${codes.slice(0, 8).join(', ')}${codes.length > 8 ? '…' : ''}`;

/** A summary tab repeats what other tabs say: the same words of the same kind and moment count once across tabs. */
const repeats = (): ((fact: Found) => boolean) => {
  const said = new Map<string, Found>();
  const section = ({ tab, label }: Found): string => `${tab ?? ''}|${label.replace(/, (fila )?\d+.*$/, '')}`;
  return (fact) => {
    const { kind, moment, text, code = '', date = '' } = fact;
    const key = `${kind}|${moment}|${text.toLowerCase()}|${code}|${date}`;
    const before = said.get(key);
    if (before === undefined) said.set(key, fact);
    return before !== undefined && section(before) !== section(fact);
  };
};

/** Tabs one after the other that show nothing: what looked like tabs are none, and each costs a second. */
const MAX_DEAD = 8;

/** Folded parts opened in one view. */
const MAX_TOGGLES = 200;

/** Facts between two looks at the clock. */
const SMALL = 8;

interface Unfolded {
  /** Folds it again. */
  readonly fold: () => Promise<void>;
  /** What can be clicked now. */
  readonly buttons: () => readonly HTMLElement[];
}

/** Opens what is folded. Accordions that close one another are left with the last open. */
const unfold = async (doc: Document, signal: AbortSignal, breathe: Breathe): Promise<Unfolded> => {
  const roots = allRoots(doc);
  await breathe();
  const details = findClosedDetails(roots);
  for (const d of details) d.open = true;
  const toggles: HTMLElement[] = [];
  for (const toggle of findFolded(roots).slice(0, MAX_TOGGLES)) {
    if (signal.aborted || toggle.getAttribute('aria-expanded') === 'true') continue;
    toggle.click();
    toggles.push(toggle);
  }
  await breathe();
  const buttons = findButtons(toggles.length > 0 ? allRoots(doc) : roots);
  const more = findMore(buttons);
  for (const button of more) button.click();
  if (toggles.length + more.length > 0)
    await settled(doc, { signal, quietMs: toggles.length > 0 ? 400 : 60, maxMs: 2500 });
  const changed = toggles.length + more.length > 0;
  const fold = async (): Promise<void> => {
    for (const toggle of toggles)
      if (toggle.isConnected && toggle.getAttribute('aria-expanded') !== 'false' && isVisible(toggle))
        toggle.click();
    for (const button of more)
      if (button.isConnected && /men[oa]s|less|ocultar|contraer/i.test(button.textContent ?? ''))
        button.click();
    for (const d of details) d.open = false;
  };
  return { fold, buttons: () => (changed ? findButtons(allRoots(doc)) : buttons) };
};
