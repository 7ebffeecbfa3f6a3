/** The state as a signal, and the loop: event -> reduce -> commands -> edges -> events. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Command, emptyPanel, type PanelEvent, type PanelState } from './state/panel.ts';
import { reduce } from './state/reduce.ts';

export type Dispatch = (event: PanelEvent) => void;

/** Carries a command out and reports back by events; never throws. */
export type Run = (command: Command, dispatch: Dispatch) => void;

export interface Store {
  readonly state: ReadonlySignal<PanelState>;
  readonly dispatch: Dispatch;
}

export const createStore = (session: string, run: Run, initial = emptyPanel(session)): Store => {
  const state = signal(initial);
  const dispatch: Dispatch = (event) => {
    const next = reduce(state.value, event);
    state.value = next.state;
    for (const command of next.commands) run(command, dispatch);
  };
  return { state, dispatch };
};
