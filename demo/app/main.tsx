// Starts the demo EHR. Everything after this is one page: patients change without a reload, as in the real ones.
import { render } from 'preact';
import { App } from './App.tsx';
import './styles/base.css';
import './styles/topbar.css';
import './styles/worklist.css';
import './styles/frame.css';
import './styles/chart.css';
import './styles/blocks.css';
import './styles/notes.css';
import './styles/grid.css';
import './styles/form.css';
import './styles/print.css';

const root = document.getElementById('app');
if (root) render(<App />, root);
