/** The panel's entry: joins the store, the browser's edges and the screen. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { checkSteps } from '../epicrisis/check/check.ts';
import { setLanguage } from '../shared/i18n.ts';
import { ENGINE_PORT } from '../shared/messages.ts';
import { ask, listenToBackground } from './background.ts';
import { createFinder } from './codes/finder.ts';
import { App } from './components/App.tsx';
import { type EnginePort, engineLine } from './engine.ts';
import { createFhirClerk } from './fhir/desk.ts';
import { readInWorker } from './fhir/read-in-worker.ts';
import { askSmart } from './fhir/smart.ts';
import type { CheckText } from './findings.ts';
import { inspect } from './inspect.ts';
import { runWith } from './run.ts';
import { createStore } from './store.ts';
import { createTeacher } from './teach/teaching.ts';

const connect = (): EnginePort => {
  const port = browser.runtime.connect({ name: ENGINE_PORT });
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (hear) => port.onMessage.addListener(hear),
    onDisconnect: (hear) => port.onDisconnect.addListener(() => hear()),
  };
};

const start = async (root: HTMLElement): Promise<void> => {
  const engine = engineLine({
    ensure: () => ask({ type: 'panel/engine' }),
    connect,
    heard: (message) => store.dispatch({ type: 'engine/message', message }),
    lost: (error) => store.dispatch({ type: 'engine/lost', error }),
  });
  const store = createStore(
    crypto.randomUUID().slice(0, 13),
    runWith({
      ask,
      engine,
      copy: (text) => navigator.clipboard.writeText(text),
      openOptions: () => void browser.runtime.openOptionsPage(),
      wait: (ms, then) => void setTimeout(then, ms),
    }),
  );
  const teacher = createTeacher(ask);
  const clerk = createFhirClerk({
    read: readInWorker,
    clipboard: () => navigator.clipboard.readText(),
    smart: askSmart,
    dispatch: store.dispatch,
  });
  const finder = createFinder();
  const check: CheckText = (text, record, form) => {
    const { settings } = store.state.peek();
    const ours = settings === null ? [] : [settings.hospitalName, settings.signatureLine];
    return checkSteps(text, record, form, ours);
  };
  effect(() => {
    setLanguage(store.state.value.settings?.language ?? 'es');
    render(
      <App
        panel={store.state.value}
        dispatch={store.dispatch}
        check={check}
        teacher={teacher}
        teaching={teacher.state.value}
        clerk={clerk}
        finder={finder}
        desk={clerk.state.value}
      />,
      root,
    );
  });
  Object.defineProperty(globalThis, 'epicrisis', { value: inspect(store.state) });
  listenToBackground((message) => {
    store.dispatch({ type: 'background', message });
    teacher.heard(message);
  });
  const { id } = await browser.windows.getCurrent();
  store.dispatch({ type: 'boot', windowId: id ?? -1 });
};

const root = document.getElementById('app');
if (root !== null) void start(root);
