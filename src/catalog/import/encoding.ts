/**
 * The text of a file that does not say how it is encoded. UTF-8 where it is sound UTF-8 (a wrong guess is as good as impossible), else
 * what Spanish programs of Windows and DOS write: Windows-1252 (which holds Latin-1) or code page 850.
 */
import type { Encoding } from './table.ts';

/** Code page 850, upper half, as DOS programs wrote Spanish. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const BOMS: readonly (readonly [readonly number[], Encoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Letters of Spanish beyond ASCII, as bytes of each. */
const SPANISH_1252 = new Set([...'áéíóúñüÁÉÍÓÚÑÜ¿º°ª'].map((c) => c.charCodeAt(0)));
const SPANISH_850 = new Set([...'áéíóúñüÁÉÍÓÚÑÜ¿ºª'].map((c) => CP850.indexOf(c) + 0x80));

const isSound = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** How many bytes beside a letter are a Spanish letter in one of the code pages and not in the other. */
const looksLikeDos = (bytes: Uint8Array): boolean => {
  let dos = 0;
  let windows = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80 || !(isLetter(bytes[i - 1]) || isLetter(bytes[i + 1]))) continue;
    if (SPANISH_850.has(byte)) dos++;
    if (SPANISH_1252.has(byte)) windows++;
  }
  return dos > windows;
};

const encodingOf = (bytes: Uint8Array): Encoding => {
  const marked = BOMS.find(([bom]) => bom.every((byte, i) => bytes[i] === byte));
  if (marked !== undefined) return marked[1];
  if (isSound(bytes)) return 'utf-8';
  return looksLikeDos(bytes) ? 'cp850' : 'windows-1252';
};

const fromCp850 = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192) {
    const piece = bytes.subarray(from, from + 8192);
    pieces.push(
      Array.from(piece, (b) => (b < 0x80 ? String.fromCharCode(b) : CP850.charAt(b - 0x80))).join(''),
    );
  }
  return pieces.join('');
};

/** Never fails: bytes that the encoding has not become U+FFFD, which is reported row by row. */
export const decodeText = (bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } => {
  const encoding = encodingOf(bytes);
  const text = encoding === 'cp850' ? fromCp850(bytes) : new TextDecoder(encoding).decode(bytes);
  return { text, encoding };
};
