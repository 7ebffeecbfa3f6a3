/** Searches codes off the panel's thread: indexing the catalogs takes half a second, a long list of a hospital's own more. */
import { CATALOGS_CHANNEL, openCatalogStore, storedLists } from '../../catalog/stored.ts';
import type { CodeAnswer, CodeAsk, DoubtAnswer, DoubtAsk } from './protocol.ts';
import { openSearch } from './search.ts';

/** Files of the extension's own package. */
const read = async (name: string): Promise<string> => {
  const response = await fetch(new URL(`/catalog/${name}`, location.origin));
  return response.text();
};

/** A storage that refuses must not take the bundled catalogs away. */
const stored = async () => {
  try {
    return await storedLists(await openCatalogStore());
  } catch {
    return [];
  }
};

let search = openSearch(read, stored);
new BroadcastChannel(CATALOGS_CHANNEL).addEventListener('message', () => {
  search = openSearch(read, stored);
});

addEventListener('message', ({ data }: MessageEvent<CodeAsk | DoubtAsk>) => {
  if (data.ask === 'doubt') {
    void search.doubt(data.entries).then((mismatches) => {
      const answer: DoubtAnswer = { n: data.n, mismatches };
      postMessage(answer);
    });
    return;
  }
  void search.find(data.kind, data.text, data.top).then((found) => {
    const answer: CodeAnswer = { n: data.n, ...found };
    postMessage(answer);
  });
});
