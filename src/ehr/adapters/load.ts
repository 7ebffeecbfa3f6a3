/**
 * Adapters from policy, file or teaching: each text parsed at the door, refused with a code and the path of what is wrong.
 * A text once parsed is remembered, since every question to a page brings all of them along.
 */
import es from 'zod/v4/locales/es.js';
import { cleanText } from '../../record/text.ts';
import { type AppError, err, ok, type Result } from '../../shared/result.ts';
import { Adapter } from '../types.ts';
import { builtIn } from './index.ts';

/** Largest adapter text taken (characters). */
export const MAX_ADAPTER = 200_000;
/** Most that one adapter may hold in all its lists and texts: an honest one has a few hundred values. */
const MAX_ADAPTERS = 100;

/** What is wrong, for IT: stable codes within E_BAD_ADAPTER. */
type Flaw =
  | 'A_TOO_LARGE'
  | 'A_NOT_JSON'
  | 'A_VERSION'
  | 'A_UNKNOWN_FIELD'
  | 'A_SELECTOR'
  | 'A_SHAPE'
  | 'A_TOO_MANY';

const refused = (flaw: Flaw, path: string, why: string): Result<never> =>
  err('E_BAD_ADAPTER', { flaw, path: path.slice(0, 120), why: why.slice(0, 200) });

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (said, key) =>
      typeof key === 'number' ? `${said}[${key}]` : said === '' ? String(key) : `${said}.${String(key)}`,
    '',
  );

/** How the schema's word on a selector begins (`types.ts`). */
const OF_SELECTOR = 'selector: ';
const SPANISH = es().localeError;

const parse = (text: string): Result<Adapter> => {
  if (text.length > MAX_ADAPTER) return refused('A_TOO_LARGE', '', `más de ${MAX_ADAPTER} caracteres`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('A_NOT_JSON', '', 'no es JSON');
  }
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return refused('A_SHAPE', '', 'no es un objeto');
  if (version !== 1)
    return refused('A_VERSION', 'version', `versión ${JSON.stringify(version) ?? 'ausente'}; se espera 1`);
  // What the schema says of a flaw, in the language of who mends it.
  const parsed = Adapter.safeParse(data, { error: SPANISH });
  if (parsed.success) return ok(parsed.data);
  // Alternatives («Part», rules by `as`) wrap the issue that says what is wrong.
  let issue: Issue | undefined = parsed.error.issues[0] as Issue | undefined;
  let path = pathOf(issue?.path ?? []);
  while (issue?.code === 'invalid_union' && issue.errors?.length) {
    const inner: Issue | undefined =
      issue.errors.flat().find((one) => one.code === 'custom') ?? issue.errors.flat()[0];
    if (!inner) break;
    path = [path, pathOf(inner.path ?? [])].filter(Boolean).join('.');
    issue = inner;
  }
  const message = issue?.message ?? '';
  if (issue?.code === 'unrecognized_keys')
    return refused(
      'A_UNKNOWN_FIELD',
      [path, issue.keys?.[0] ?? ''].filter(Boolean).join('.'),
      'campo desconocido',
    );
  if (message.startsWith(OF_SELECTOR)) return refused('A_SELECTOR', path, message.slice(OF_SELECTOR.length));
  const options = issue?.options?.join(', ');
  return refused('A_SHAPE', path, options === undefined ? message : `${message}: se espera ${options}`);
};

/** What is used of zod's issues. */
interface Issue {
  readonly code?: string;
  readonly path?: readonly PropertyKey[];
  readonly message?: string;
  readonly keys?: readonly string[];
  /** What a rule's `as` may be. */
  readonly options?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
}

const REMEMBERED = 200;
const remembered = new Map<string, Result<Adapter>>();

/**
 * One adapter's text. E_BAD_ADAPTER with `flaw` (A_TOO_LARGE, A_NOT_JSON, A_VERSION, A_UNKNOWN_FIELD, A_SELECTOR, A_SHAPE),
 * `path` («read[3].columns.text») and `why`.
 */
export const parseAdapter = (text: string): Result<Adapter> => {
  const known = remembered.get(text);
  if (known) return known;
  const parsed = parse(text);
  if (remembered.size >= REMEMBERED) remembered.clear();
  if (text.length <= MAX_ADAPTER) remembered.set(text, parsed);
  return parsed;
};

/** Adapters that can be used, and what is wrong with those that cannot. */
export interface LoadedAdapters {
  readonly adapters: readonly Adapter[];
  /** Each E_BAD_ADAPTER, with `index` (from 1) and `name` besides. */
  readonly refused: readonly AppError[];
}

/** Adapters from policy, file and teaching, before the product's own. One that is none is left out and said; the others go on. */
export const loadAdapters = (texts: readonly string[]): LoadedAdapters => {
  const own: Adapter[] = [];
  const refused: AppError[] = [];
  for (const [i, text] of texts.slice(0, MAX_ADAPTERS).entries()) {
    const parsed = parseAdapter(text);
    if (parsed.ok) own.push(parsed.value);
    else
      refused.push({ ...parsed.error, params: { ...parsed.error.params, index: i + 1, name: nameOf(text) } });
  }
  if (texts.length > MAX_ADAPTERS)
    refused.push({
      code: 'E_BAD_ADAPTER',
      params: {
        flaw: 'A_TOO_MANY',
        path: '',
        why: `más de ${MAX_ADAPTERS} adaptadores`,
        index: MAX_ADAPTERS + 1,
        name: '',
      },
    });
  return { adapters: [...own, ...builtIn], refused };
};

/** What a text that is no adapter calls itself, as far as it says. */
const nameOf = (text: string): string => {
  const start = text.slice(0, 20_000);
  const [name, id] = [/"name"\s*:\s*"([^"\\]{1,80})"/, /"id"\s*:\s*"([^"\\]{1,80})"/].map((p) =>
    p.exec(start),
  );
  return cleanText((name ?? id)?.[1] ?? '');
};
