/** The models that are in the store, and the step by which one gets there: write `current.json`, then clear the rest away. */
import type { z } from 'zod';
import {
  currentPath,
  filePath,
  type Incoming,
  Incoming as IncomingSchema,
  Installed,
  incomingPath,
  ModelId,
} from './manifest.ts';
import type { Storage } from './storage.ts';

export async function installedModels(storage: Storage): Promise<readonly Installed[]> {
  const found = await Promise.all((await modelIds(storage)).map((id) => installedModel(storage, id)));
  return found.filter((model) => model !== undefined);
}

export async function incomingModels(storage: Storage): Promise<readonly Incoming[]> {
  const found = await Promise.all((await modelIds(storage)).map((id) => incomingModel(storage, id)));
  return found.filter((model) => model !== undefined);
}

/** The verified version of a model, or undefined. */
export const installedModel = (storage: Storage, id: string): Promise<Installed | undefined> =>
  readJson(storage, currentPath(id), Installed);

/** The version on its way, or undefined. */
export const incomingModel = (storage: Storage, id: string): Promise<Incoming | undefined> =>
  readJson(storage, incomingPath(id), IncomingSchema);

export const saveIncoming = (storage: Storage, incoming: Incoming): Promise<void> =>
  writeJson(storage, incomingPath(incoming.id), incoming);

/** The switch: from here on the new version is the model. The old one and the journal go after it. */
export async function install(storage: Storage, model: Installed): Promise<void> {
  await writeJson(storage, currentPath(model.id), Installed.parse(model));
  await storage.remove(incomingPath(model.id));
  await sweep(storage, model.id);
}

export async function removeModel(storage: Storage, id: string): Promise<void> {
  // The name first: nobody may find a model whose files are half gone.
  await storage.remove(currentPath(id));
  await storage.remove(id);
}

/** Gives up what was on its way; a verified version stays. */
export async function discardIncoming(storage: Storage, id: string): Promise<void> {
  await storage.remove(incomingPath(id));
  await sweep(storage, id);
}

/**
 * Takes away versions that nothing names: the last one after a switch, and what a closed browser left. A version that is
 * being read just then may refuse; it goes the next time.
 */
export async function sweep(storage: Storage, id: string): Promise<void> {
  const named = [await installedModel(storage, id), await incomingModel(storage, id)].map(
    (one) => one?.version,
  );
  const entries = await storage.list(id);
  const stale = entries.filter((name) => name.endsWith('/') && !named.includes(name.slice(0, -1)));
  for (const name of stale) await storage.remove(`${id}/${name.slice(0, -1)}`).catch(() => undefined);
  if (stale.length > 0 && named.every((version) => version === undefined)) await storage.remove(id);
}

/** A file of the verified version; rejects where there is none. */
export const installedFile = (storage: Storage, model: Installed, path: string): Promise<Blob> =>
  model.files.some((file) => file.path === path)
    ? storage.blob(filePath(model, path))
    : Promise.reject(new Error(`the model has no ${path}`));

/** Every model that has a folder here, whole or not. */
export async function modelIds(storage: Storage): Promise<string[]> {
  const names = (await storage.list(''))
    .filter((name) => name.endsWith('/'))
    .map((name) => name.slice(0, -1));
  return names.filter((name) => ModelId.safeParse(name).success);
}

/** A file that is no longer what it should be (an older version's, a cut one) counts as none. */
async function readJson<T extends z.ZodType>(
  storage: Storage,
  path: string,
  schema: T,
): Promise<z.infer<T> | undefined> {
  const bytes = await storage.read(path);
  if (bytes === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

const writeJson = (storage: Storage, path: string, value: unknown): Promise<void> =>
  storage.replace(path, new TextEncoder().encode(JSON.stringify(value)));
