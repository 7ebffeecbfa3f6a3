/** The error of what was last asked for, if there was one. */
import { ErrorNotice } from '../ErrorNotice.tsx';
import type { Said } from './state.ts';

export const SaidNotice = ({ said }: { readonly said: Said | undefined }) =>
  said?.error === undefined ? null : <ErrorNotice error={said.error} testid="model-error" />;
