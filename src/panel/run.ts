/** Carries out the state's commands at the browser's edges and reports back as events. */
import type { PanelToBackground } from '../shared/messages.ts';
import type { Result } from '../shared/result.ts';
import type { EngineLine } from './engine.ts';
import type { Command, PanelEvent } from './state/panel.ts';
import type { Dispatch, Run } from './store.ts';

export interface Edges {
  readonly ask: typeof import('./background.ts').ask;
  readonly engine: EngineLine;
  readonly copy: (text: string) => Promise<void>;
  readonly openOptions: () => void;
  readonly wait: (ms: number, then: () => void) => void;
}

const COPIED_MS = 2500;

/** Sends and turns the answer into one of two events. */
const tell = async <T>(
  answer: Promise<Result<T>>,
  dispatch: Dispatch,
  good: (value: T) => PanelEvent | null,
  bad: (error: Extract<Result<T>, { ok: false }>['error']) => PanelEvent,
) => {
  const result = await answer;
  const event = result.ok ? good(result.value) : bad(result.error);
  if (event !== null) dispatch(event);
};

const copied = async (edges: Edges, tabId: number, text: string, dispatch: Dispatch): Promise<void> => {
  try {
    await edges.copy(text);
    dispatch({ type: 'copy/ok', tabId });
    edges.wait(COPIED_MS, () => dispatch({ type: 'copy/faded', tabId }));
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'clipboard';
    dispatch({ type: 'copy/failed', tabId, error: { code: 'E_INTERNAL', detail } });
  }
};

const insertMessage = (
  c: Extract<Command, { do: 'insert' }>,
): Extract<PanelToBackground, { type: 'panel/insert' }> => ({
  type: 'panel/insert',
  binding: c.binding,
  entries: [...c.entries],
  ask: c.ask,
});

export const runWith =
  (edges: Edges): Run =>
  (c, dispatch) => {
    switch (c.do) {
      case 'hello':
        return void tell(
          edges.ask({ type: 'panel/hello', windowId: c.windowId }),
          dispatch,
          (answer) => ({ type: 'hello/ok', answer }),
          (error) => ({ type: 'hello/failed', error }),
        );
      case 'read': {
        const { tabId, ticket } = c;
        return void tell(
          edges.ask({ type: 'panel/read', tabId }),
          dispatch,
          (answer) => ({ type: 'read/ok', tabId, ticket, answer }),
          (error) => ({ type: 'read/failed', tabId, ticket, error }),
        );
      }
      case 'targets': {
        const { tabId, binding } = c;
        return void tell(
          edges.ask({ type: 'panel/targets', binding }),
          dispatch,
          ({ targets }) => ({ type: 'targets/ok', tabId, targets }),
          (error) => ({ type: 'targets/failed', tabId, error }),
        );
      }
      case 'locate': {
        const { tabId, binding, source } = c;
        return void tell(
          edges.ask({ type: 'panel/locate', binding, source }),
          dispatch,
          () => null,
          (error) => ({ type: 'locate/failed', tabId, error }),
        );
      }
      case 'insert': {
        const { tabId, ticket } = c;
        return void tell(
          edges.ask(insertMessage(c)),
          dispatch,
          (answer) => ({ type: 'insert/ok', tabId, ticket, answer }),
          (error) => ({ type: 'insert/failed', tabId, ticket, error }),
        );
      }
      case 'undo': {
        const { tabId, ticket, binding } = c;
        return void tell(
          edges.ask({ type: 'panel/undo', binding }),
          dispatch,
          (answer) => ({ type: 'undo/ok', tabId, ticket, answer }),
          (error) => ({ type: 'undo/failed', tabId, ticket, error }),
        );
      }
      case 'engine':
        return c.delayMs === 0
          ? void edges.engine.send(c.message)
          : edges.wait(c.delayMs, () => void edges.engine.send(c.message));
      case 'copy':
        return void copied(edges, c.tabId, c.text, dispatch);
      case 'options':
        return edges.openOptions();
    }
  };
