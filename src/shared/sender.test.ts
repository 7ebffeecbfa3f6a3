import { describe, expect, it } from 'vitest';
import { contentSender, isBackground, isOwnPage } from './sender.ts';

const me = { id: 'abc', root: 'chrome-extension://abc/' };
const panel = { id: 'abc', url: 'chrome-extension://abc/src/panel/index.html?x=1' };
const worker = { id: 'abc', url: 'chrome-extension://abc/service-worker-loader.js' };
const content = { id: 'abc', url: 'https://ficha.cl/1', frameId: 0, tab: { id: 7 }, documentId: 'D' };

describe('sender', () => {
  it('knows the panel by its own address', () => {
    expect(isOwnPage('panel', panel, me)).toBe(true);
    expect(isOwnPage('options', panel, me)).toBe(false);
    expect(isOwnPage('panel', { ...panel, id: 'other' }, me)).toBe(false);
    expect(isOwnPage('panel', { id: 'abc', url: 'https://ficha.cl/src/panel/index.html' }, me)).toBe(false);
    expect(
      isOwnPage('panel', { id: 'abc', url: 'chrome-extension://abc.evil/src/panel/index.html' }, me),
    ).toBe(false);
    expect(isOwnPage('panel', undefined, me)).toBe(false);
  });

  it('knows the service worker', () => {
    expect(isBackground(worker, me)).toBe(true);
    expect(isBackground(panel, me)).toBe(false);
    expect(isBackground({ ...worker, tab: { id: 1 } }, me)).toBe(false);
    expect(isBackground(content, me)).toBe(false);
  });

  it('knows a content script of the top frame, and takes no page of ours nor a child frame for one', () => {
    expect(contentSender(content, me)).toEqual({ tabId: 7, documentId: 'D' });
    expect(contentSender({ ...content, frameId: 3 }, me)).toBeUndefined();
    expect(contentSender({ ...content, url: panel.url }, me)).toBeUndefined();
    expect(contentSender({ ...content, tab: undefined }, me)).toBeUndefined();
    expect(contentSender({ ...content, id: 'other' }, me)).toBeUndefined();
  });
});
