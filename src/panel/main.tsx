/** Entry point; see the components beside it. */
import { render } from 'preact';

const root = document.getElementById('app');
if (root !== null) render(<p>Epicrisis</p>, root);
