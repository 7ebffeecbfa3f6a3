import { describe, expect, it } from 'vitest';
import type { Machine } from '../../engine/machine.ts';
import { modelRows } from '../../engine/registry.ts';
import { CARD } from '../../engine/testing/machines.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { type Card, cardsOf, type Shown } from './cards.ts';

const PROCESSOR: Machine = { cores: 4, isolated: true, jspi: true };
const withCard = (more: Partial<NonNullable<Machine['gpu']>> = {}): Machine => ({
  ...PROCESSOR,
  gpu: { ...CARD, ...more },
});

const NOTHING = { installed: [], halted: [], room: undefined };
const settings = (more: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  modelSource: 'hub',
  ...more,
});
const cards = (more: Partial<Shown> = {}): Card[] =>
  cardsOf({
    rows: modelRows(),
    holdings: NOTHING,
    works: new Map(),
    machine: withCard(),
    settings: settings(),
    ...more,
  });
const card = (id: string, more: Partial<Shown> = {}): Card => {
  const found = cards(more).find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('the cards', () => {
  it('are one for each row, and each has its place', () => {
    expect(cards()).toHaveLength(modelRows().length);
    expect(card('epicrisis-slots')).toMatchObject({ group: 'here', inUse: true, bundled: true });
    expect(card('qwen2.5-0.5b-instruct')).toMatchObject({ group: 'download', recommended: true });
    expect(card('epicrisis-peft-q4f16')).toMatchObject({ group: 'files', source: undefined });
  });

  it('offer the type that this machine runs best', () => {
    const onCpu = { machine: PROCESSOR };
    expect(card('qwen2.5-0.5b-instruct').best?.dtype).toBe('q4f16');
    expect(card('qwen2.5-0.5b-instruct', { machine: withCard({ shaderF16: false }) }).best?.dtype).toBe('q4');
    expect(card('qwen2.5-0.5b-instruct', onCpu).best?.dtype).toBe('int8');
    expect(card('qwen2.5-1.5b-instruct', onCpu)).toMatchObject({ group: 'elsewhere', best: undefined });
    expect(card('qwen2.5-1.5b-instruct', onCpu).why?.what.es).toContain('WebAssembly');
  });

  it('take no card that the processor imitates, and say so', () => {
    const machine = withCard({ software: true });
    expect(card('qwen2.5-0.5b-instruct', { machine })).toMatchObject({
      best: { dtype: 'int8', runsOn: ['wasm'] },
      chosen: { backend: 'wasm', dtype: 'int8', why: 'GPU_SOFTWARE' },
    });
    expect(card('qwen2.5-1.5b-instruct', { machine }).group).toBe('elsewhere');
  });

  it('refuse what is over the limit before any download, and take it where IT raises the limit', () => {
    expect(card('qwen3-4b')).toMatchObject({ group: 'elsewhere', best: undefined, source: undefined });
    expect(card('qwen3-4b', { settings: settings({ modelSizeLimitMB: 3000 }) })).toMatchObject({
      group: 'download',
      best: { dtype: 'q4f16' },
    });
  });

  it('take their source from the settings: the mirror before the hub, and none where none is allowed', () => {
    const mirror = 'https://modelos.hospital.cl';
    const source = (more: Partial<Settings>) =>
      card('qwen2.5-0.5b-instruct', { settings: settings(more) }).source;
    expect(source({})).toMatchObject({ kind: 'hub' });
    expect(source({ modelMirror: mirror })).toEqual({ kind: 'mirror', base: mirror });
    expect(source({ modelSource: 'mirror' })).toBeUndefined();
    expect(source({ modelSource: 'mirror', modelMirror: mirror })).toEqual({ kind: 'mirror', base: mirror });
    expect(source({ modelSource: 'folder', modelMirror: mirror })).toBeUndefined();
    expect(source({ modelSource: 'bundled', modelMirror: mirror })).toBeUndefined();
    // A model that waits for its files comes from a mirror that has them.
    expect(card('epicrisis-peft-q8', { settings: settings({ modelMirror: mirror }) }).source).toBeDefined();
  });

  it('show a model that no row describes', () => {
    const own = {
      format: 1,
      id: 'propio',
      name: 'Propio',
      dialect: 'text',
      version: 'v1',
      origin: { kind: 'folder', place: 'propio' },
      files: [],
      checked: true,
      installedAt: '2026-01-01T00:00:00.000Z',
    } as const;
    const shown = {
      holdings: { ...NOTHING, installed: [{ ...own, files: [] }] },
      settings: settings({ model: 'propio' }),
    };
    expect(card('propio', shown)).toMatchObject({
      group: 'here',
      inUse: true,
      name: 'Propio',
      row: undefined,
    });
  });
});
