/** The command line of `npm run -s epicrisis`, and the settings that it asks for. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Form } from '../../src/epicrisis/types.ts';
import { Failure } from '../failure.ts';

export const USAGE = `npm run -s epicrisis -- [--page <URL | file.html>] [--fhir FILE] [--adapter FILE] [--taught FILE] [--model ID | FOLDER | template]
  [--form parrafo|secciones] [--insert] [--screenshot FILE] --json`;

export type PageAt = { readonly url: string } | { readonly file: string };

export interface Arguments {
  /** Absent with `fhir` alone. */
  readonly page: PageAt | undefined;
  /** A file of FHIR R4, given to the panel as a physician gives it; what is in it is for the product to judge. */
  readonly fhir: string | undefined;
  /** The adapter file's text. */
  readonly adapter: string | undefined;
  /** The text of a file exported from teaching. */
  readonly taught: string | undefined;
  /** A registry's id, a folder with an exported model, or `template`. */
  readonly model: string | undefined;
  readonly form: Form | undefined;
  readonly insert: boolean;
  readonly screenshot: string | undefined;
  readonly json: boolean;
}

/** @throws Failure E_BAD_ARGUMENT, E_BAD_FILE */
export function readArguments(argv: readonly string[]): Arguments {
  const given = parsed(argv);
  if (given.page === '' || (given.page === undefined && given.fhir === undefined))
    throw bad('--page or --fhir is missing');
  if (given.page === undefined && given.insert) throw bad('--insert needs --page');
  const form = given.form === undefined ? undefined : Form.safeParse(given.form);
  if (form?.success === false) throw bad(`--form is parrafo or secciones, not "${given.form}"`);
  if (given.model === '') throw bad('--model is empty');
  return {
    page: given.page === undefined ? undefined : pageAt(given.page),
    fhir: given.fhir === undefined ? undefined : fileAt(given.fhir),
    adapter: given.adapter === undefined ? undefined : textOf(given.adapter),
    taught: given.taught === undefined ? undefined : textOf(given.taught),
    model: given.model,
    form: form?.data,
    insert: given.insert,
    screenshot: given.screenshot === undefined ? undefined : resolve(given.screenshot),
    json: given.json,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        page: { type: 'string' },
        fhir: { type: 'string' },
        adapter: { type: 'string' },
        taught: { type: 'string' },
        model: { type: 'string' },
        form: { type: 'string' },
        insert: { type: 'boolean', default: false },
        screenshot: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    throw bad(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

const bad = (why: string): Failure => new Failure('E_BAD_ARGUMENT', `${why}\n${USAGE}`);

/** `C:\…` is a file, `https:` and `about:` are addresses. */
function pageAt(page: string): PageAt {
  const isAddress = /^[a-z][a-z\d+.-]+:/i.test(page);
  if (isAddress && !page.startsWith('file:')) return { url: page };
  return { file: fileAt(isAddress ? fileURLToPath(page) : page) };
}

function fileAt(path: string): string {
  const file = resolve(path);
  if (!existsSync(file)) throw new Failure('E_BAD_FILE', `${file} does not exist`);
  if (!statSync(file).isFile()) throw new Failure('E_BAD_FILE', `${file} is not a file`);
  return file;
}

function textOf(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    JSON.parse(text);
    return text;
  } catch (thrown) {
    throw new Failure('E_BAD_FILE', `${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}
