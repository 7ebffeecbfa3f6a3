// Where the user is, told by the hash: `#/` is the worklist, `#/ficha/<number>` a chart, `?tab=` the tab it opens on.
import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { screen: 'worklist' }
  | { screen: 'chart'; chartNumber: string; tab: string | undefined };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const chartNumber = /^\/ficha\/([^/]+)\/?$/.exec(path)?.[1];
  if (chartNumber === undefined) return { screen: 'worklist' };
  const tab = new URLSearchParams(query).get('tab') ?? undefined;
  return { screen: 'chart', chartNumber: safeDecode(chartNumber), tab };
}

export const chartHref = (chartNumber: string): string => `#/ficha/${encodeURIComponent(chartNumber)}`;

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const onChange = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return route;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
