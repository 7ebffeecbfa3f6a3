/** Bytes, speeds and times as a person reads them, in the language of the page. */
import { t } from '../../shared/i18n.ts';

const LOCALES = { es: 'es-CL', en: 'en' } as const;
type Language = keyof typeof LOCALES;

const rounded = (n: number, language: Language): string =>
  n.toLocaleString(LOCALES[language], { maximumSignificantDigits: 3, useGrouping: false });

/** `483 MB`, `1,22 GB`: powers of ten, as file managers and hubs count. */
export function sizeText(bytes: number, language: Language): string {
  if (bytes >= 1e9) return `${rounded(bytes / 1e9, language)} GB`;
  if (bytes >= 1e6) return `${rounded(bytes / 1e6, language)} MB`;
  return `${rounded(Math.max(1, Math.round(bytes / 1e3)), language)} kB`;
}

/** `494 M`, `1,54 mil M` would mislead: always millions. */
export const paramsText = (params: number, language: Language): string => {
  const millions = params / 1e6;
  return `${millions.toLocaleString(LOCALES[language], { maximumFractionDigits: millions < 10 ? 1 : 0 })} M`;
};

export function timeText(seconds: number): string {
  if (seconds < 90) return t('models_seconds', { n: Math.max(1, Math.round(seconds)) });
  if (seconds < 5400) return t('models_minutes', { n: Math.round(seconds / 60) });
  return t('models_hours', { n: Math.round(seconds / 3600) });
}
