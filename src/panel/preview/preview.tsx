/** The panel on its own: `?scene=done&lang=es`. For looking at it; never part of the extension. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { checkSteps } from '../../epicrisis/check/check.ts';
import { setLanguage } from '../../shared/i18n.ts';
import { App } from '../components/App.tsx';
import { createStore } from '../store.ts';
import { sceneState } from './scenes.ts';

const query = new URLSearchParams(location.search);
setLanguage(query.get('lang') === 'en' ? 'en' : 'es');

const store = createStore('preview', () => undefined, sceneState(query.get('scene') ?? 'done'));
const root = document.getElementById('app');
if (root !== null) {
  effect(() => render(<App panel={store.state.value} dispatch={store.dispatch} check={checkSteps} />, root));
}
