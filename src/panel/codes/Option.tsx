/** One candidate: its code, its name, and why it is offered. */
import type { FoundCode } from './protocol.ts';

export const Option = ({ found }: { readonly found: FoundCode }) => (
  <>
    <span class="code-of">{found.code}</span>
    <span class="code-name">
      {found.name}
      <span class="code-why">{found.why}</span>
    </span>
  </>
);
