/**
 * A view of the panel for the maintainers' programs (`tools/epicrisis`): copies of the state, and when each phase was
 * reached. It can be asked and nothing else; what it hands out is a copy, so nothing can be changed through it.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { AppError } from '../shared/result.ts';
import type { PanelState } from './state/panel.ts';
import { screenTab } from './state/reduce.ts';
import type { Phase, Tab } from './state/tab.ts';

/** `at`: milliseconds since 1970, so that it can be compared with another process's clock. */
interface Mark {
  readonly phase: Phase;
  readonly at: number;
}

export interface Inspector {
  /** The tab on screen. */
  tab(): Tab | null;
  /** What stopped the whole panel: an error, or the institution that has switched it off. */
  trouble(): AppError | null;
  settings(): PanelState['settings'];
  /** The phases of the tab on screen, in order, the latest `KEPT` of them. */
  marks(): readonly Mark[];
}

const KEPT = 50;
const DISABLED: AppError = { code: 'E_DISABLED' };

/** Call it after the screen's own effect, so that a phase is marked when it has been drawn. */
export const inspect = (state: ReadonlySignal<PanelState>): Inspector => {
  const marks: Mark[] = [];
  effect(() => {
    const phase = screenTab(state.value)?.phase;
    if (phase === undefined || phase === marks.at(-1)?.phase) return;
    marks.push({ phase, at: performance.timeOrigin + performance.now() });
    if (marks.length > KEPT) marks.shift();
  });
  return Object.freeze({
    tab: () => structuredClone(screenTab(state.peek())),
    trouble: () => {
      const { error, settings } = state.peek();
      return structuredClone(error ?? (settings?.enabled === false ? DISABLED : null));
    },
    settings: () => structuredClone(state.peek().settings),
    marks: () => structuredClone(marks),
  });
};
