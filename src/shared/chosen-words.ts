/** Where a model runs and why, in words for a physician and for IT. */
import type { Chosen } from './chosen.ts';
import { type MessageKey, t } from './i18n.ts';

/** «Procesador (WebAssembly), 8 bits». */
export const whereWords = ({ backend, dtype }: Pick<Chosen, 'backend' | 'dtype'>): string =>
  t('where_value', { place: t(`where_${backend}`), type: t(`dtype_${dtype}` as MessageKey) });

/** A sentence. */
export const whyWords = ({ why }: Pick<Chosen, 'why'>): string => t(`why_${why}` as MessageKey);
