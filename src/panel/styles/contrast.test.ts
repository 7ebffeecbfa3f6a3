/** Text and its ground meet WCAG 2.2 AA (4.5 : 1) in both colour schemes; marks that carry meaning, 3 : 1. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src/panel/styles/tokens.css', 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media');

const colours = (part: string): Map<string, string> =>
  new Map([...part.matchAll(/--([\w-]+):\s*(#[\da-f]{6});/gu)].map(([, name = '', hex = '']) => [name, hex]));

/** WCAG relative luminance of `#rrggbb`. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

const pairs: readonly (readonly [string, string])[] = [
  ['ink', 'page'],
  ['ink', 'paper'],
  ['ink', 'fact'],
  ['ink', 'fact-hover'],
  ['ink', 'track'],
  ['ink', 'thumb'],
  ['ink', 'error-tint'],
  ['ink', 'warning-tint'],
  ['ink-soft', 'page'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'track'],
  ['ink-soft', 'thumb'],
  ['ink-soft', 'error-tint'],
  ['ink-soft', 'warning-tint'],
  ['accent', 'page'],
  ['accent', 'paper'],
  ['accent', 'fact'],
  ['ink-soft', 'fact'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['error', 'error-tint'],
  ['error', 'page'],
  ['warning', 'warning-tint'],
  ['warning', 'page'],
  ['calm', 'page'],
  ['removed', 'removed-tint'],
  ['added', 'added-tint'],
];

describe.each([
  ['light', colours(lightCss)],
  ['dark', colours(darkCss)],
] as const)('%s', (_, colour) => {
  test.each(pairs)('%s on %s', (text, ground) => {
    expect(contrast(colour.get(text) ?? '#000000', colour.get(ground) ?? '#000000')).toBeGreaterThanOrEqual(
      4.5,
    );
  });
});
