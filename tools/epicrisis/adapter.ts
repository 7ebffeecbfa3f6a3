/** An adapter file as the settings take it: one JSON text an adapter. */
import { log } from '../failure.ts';

/**
 * @param text a JSON file: an adapter or a list of them; whether they are sound is for the product to say
 * @param servedAt where a saved page stands in for the EHR's own address: adapters that name addresses get this one too
 */
export function adapterTexts(text: string, servedAt: string | undefined): string[] {
  const data: unknown = JSON.parse(text);
  const adapters: unknown[] = Array.isArray(data) ? data : [data];
  if (servedAt === undefined) return adapters.map((adapter) => JSON.stringify(adapter));
  const pattern = `http://${new URL(servedAt).hostname}/*`;
  return adapters.map((adapter) => JSON.stringify(alsoAt(adapter, pattern)));
}

function alsoAt(adapter: unknown, pattern: string): unknown {
  if (typeof adapter !== 'object' || adapter === null || !('urls' in adapter)) return adapter;
  const { urls } = adapter;
  if (!Array.isArray(urls) || urls.length === 0 || urls.includes(pattern)) return adapter;
  log(`the adapter applies to ${pattern} as well, where the file is served`);
  return { ...adapter, urls: [...urls, pattern] };
}
