/** The adapters that the page lists, and what a person can do with them: bring, switch off, export, delete. */
import { type Signal, signal } from '@preact/signals';
import { MAX_ADAPTER, parseAdapter } from '../../ehr/adapters/load.ts';
import type { AppError } from '../../shared/result.ts';
import {
  forgetTaught,
  listTaught,
  onTaughtChanged,
  saveTaught,
  switchTaught,
  type Taught,
} from '../../shared/taught.ts';
import { type AdapterRow, fileNameOf } from './rows.ts';

/** What was said last about the list. */
export interface Said {
  readonly done?: { readonly what: 'imported' | 'deleted'; readonly name: string };
  readonly error?: AppError;
}

export interface Adapters {
  readonly taught: Signal<readonly Taught[]>;
  readonly said: Signal<Said>;
  bring(file: File): Promise<void>;
  turn(row: AdapterRow, off: boolean): Promise<void>;
  remove(row: AdapterRow): Promise<void>;
  export(row: AdapterRow): void;
}

export const nameOf = ({ adapter }: AdapterRow): string => adapter?.name ?? '';

const download = (text: string, name: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

const TOO_MANY: AppError = {
  code: 'E_BAD_ADAPTER',
  params: { flaw: 'A_TOO_MANY', path: '', why: 'demasiadas fichas enseñadas' },
};

export const openAdapters = (): Adapters => {
  const taught = signal<readonly Taught[]>([]);
  const said = signal<Said>({});
  const refresh = async (): Promise<void> => {
    taught.value = await listTaught();
  };
  onTaughtChanged(() => void refresh());
  void refresh();
  return {
    taught,
    said,
    async bring(file) {
      // A file far too large is not even read: four bytes a character are the most that UTF-8 takes.
      const text = file.size > MAX_ADAPTER * 4 ? 'x'.repeat(MAX_ADAPTER + 1) : await file.text();
      const parsed = parseAdapter(text.replace(/^\ufeff/, ''));
      if (!parsed.ok) {
        said.value = { error: parsed.error };
        return;
      }
      const kept = await saveTaught(JSON.stringify(parsed.value), { file: true });
      said.value = kept ? { done: { what: 'imported', name: parsed.value.name } } : { error: TOO_MANY };
    },
    async turn({ adapter }, off) {
      said.value = {};
      if (adapter) await switchTaught(adapter.id, off);
    },
    async remove(row) {
      await forgetTaught(row.text);
      said.value = { done: { what: 'deleted', name: nameOf(row) } };
    },
    export(row) {
      said.value = {};
      download(`${JSON.stringify(JSON.parse(row.text), null, 2)}\n`, fileNameOf(row));
    },
  };
};
