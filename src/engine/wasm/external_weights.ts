/**
 * Weights inside a graph's file are parsed by ONNX Runtime together with the graph: file, parsed message and tensors are
 * then in WebAssembly's memory at once, which never shrinks. Said to lie outside the graph, at the place in the file where
 * they are, each tensor is read when it is made and is there once. The format is ONNX's (onnx.proto3), as protobuf writes it.
 */

import type { WeightSource } from '../weight_source.ts';
import { windowed } from './windowed_source.ts';

export interface SplitGraph {
  /** The graph without its large tensors. */
  readonly graph: Uint8Array;
  /** The name that the graph calls the file of the tensors. */
  readonly location: string;
}

/** Smaller ones stay in the graph: shapes and scalars are looked at while the graph is made. */
const LARGE = 4096;
const LOCATION = 'weights';

/** Field numbers of onnx.proto3. */
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const NODE_TYPE = 4;
const GRAPH_INITIALIZER = 5;
const TENSOR_RAW_DATA = 9;
const TENSOR_EXTERNAL_DATA = 13;
const TENSOR_DATA_LOCATION = 14;
const EXTERNAL = 1;
const ENTRY_KEY = 1;
const ENTRY_VALUE = 2;

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Undefined where nothing is gained, or the bytes are not understood: then the file is for the runtime to read, or refuse. */
export function splitGraph(file: WeightSource): SplitGraph | undefined {
  const source = windowed(file);
  try {
    let moved = 0;
    const model = rewrite(source, { from: 0, to: source.byteLength }, MODEL_GRAPH, (graph) =>
      rewrite(source, graph, GRAPH_INITIALIZER, (tensor) => {
        const outside = withoutData(source, tensor);
        if (outside !== undefined) moved++;
        return outside;
      }),
    );
    return moved === 0 ? undefined : { graph: joined(model), location: LOCATION };
  } catch {
    return undefined;
  }
}

/** Bytes of the largest tensor, wherever its numbers lie; 0 where the bytes are not understood. */
export function largestWeight(file: WeightSource): number {
  const source = windowed(file);
  try {
    let largest = 0;
    for (const graph of within(source, { from: 0, to: source.byteLength }, MODEL_GRAPH))
      for (const tensor of within(source, graph, GRAPH_INITIALIZER))
        largest = Math.max(largest, bytesOfTensor(source, tensor));
    return largest;
  } catch {
    return 0;
  }
}

/** Whether the graph has an operator of this name; false where the bytes are not understood. */
export function hasOperator(file: WeightSource, name: string): boolean {
  const source = windowed(file);
  try {
    for (const graph of within(source, { from: 0, to: source.byteLength }, MODEL_GRAPH))
      for (const node of within(source, graph, GRAPH_NODE))
        for (const type of within(source, node, NODE_TYPE))
          if (new TextDecoder().decode(source.subarray(type.from, type.to)) === name) return true;
    return false;
  } catch {
    return false;
  }
}

function bytesOfTensor(source: WeightSource, tensor: Span): number {
  const [raw] = within(source, tensor, TENSOR_RAW_DATA);
  if (raw !== undefined) return raw.to - raw.from;
  const text = (span: Span): string => new TextDecoder().decode(source.subarray(span.from, span.to));
  for (const entry of within(source, tensor, TENSOR_EXTERNAL_DATA)) {
    const [[key], [value]] = [within(source, entry, ENTRY_KEY), within(source, entry, ENTRY_VALUE)];
    if (key !== undefined && value !== undefined && text(key) === 'length') return Number(text(value));
  }
  return 0;
}

/** The contents of a message's fields of this number. */
const within = (source: WeightSource, message: Span, number: number): Span[] =>
  [...fieldsOf(source, message)]
    .filter((field) => field.number === number && field.wire === BYTES)
    .map(({ start, to }) => ({ from: start, to }));

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Field extends Span {
  readonly number: number;
  readonly wire: number;
  /** Of the contents, behind tag and length. */
  readonly start: number;
}

/** A message's bytes with the fields of this number replaced; undefined leaves a field as it is. */
function rewrite(
  source: WeightSource,
  message: Span,
  number: number,
  replace: (contents: Span) => Uint8Array[] | undefined,
): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (const field of fieldsOf(source, message)) {
    const next =
      field.number === number && field.wire === BYTES
        ? replace({ from: field.start, to: field.to })
        : undefined;
    if (next === undefined) parts.push(source.subarray(field.from, field.to));
    else parts.push(tag(number, BYTES), varint(lengthOf(next)), ...next);
  }
  return parts;
}

/** A tensor that says where its numbers are, instead of the numbers; undefined for small ones. */
function withoutData(source: WeightSource, tensor: Span): Uint8Array[] | undefined {
  const fields = [...fieldsOf(source, tensor)];
  const raw = fields.find(({ number, wire }) => number === TENSOR_RAW_DATA && wire === BYTES);
  if (raw === undefined || raw.to - raw.start < LARGE) return undefined;
  const entries = { location: LOCATION, offset: `${raw.start}`, length: `${raw.to - raw.start}` };
  return [
    ...fields
      .filter((field) => field !== raw && field.number !== TENSOR_DATA_LOCATION)
      .map(({ from, to }) => source.subarray(from, to)),
    ...Object.entries(entries).map(([key, value]) =>
      bytesField(TENSOR_EXTERNAL_DATA, joined([text(ENTRY_KEY, key), text(ENTRY_VALUE, value)])),
    ),
    tag(TENSOR_DATA_LOCATION, VARINT),
    varint(EXTERNAL),
  ];
}

/** The longest tag and length. */
const HEADER = 20;

/** Throws where the bytes are no message. */
function* fieldsOf(source: WeightSource, { from, to }: Span): Generator<Field> {
  for (let at = from; at < to; ) {
    const header = source.subarray(at, Math.min(to, at + HEADER));
    const reader = new VarintReader(header);
    const key = reader.next();
    const wire = key % 8;
    let start = at;
    let end: number;
    if (wire === VARINT) {
      reader.next();
      end = at + reader.at;
    } else if (wire === BYTES) {
      const length = reader.next();
      start = at + reader.at;
      end = start + length;
    } else if (wire === FIXED64 || wire === FIXED32) {
      end = at + reader.at + (wire === FIXED64 ? 8 : 4);
    } else {
      throw new Error(`wire type ${wire}`);
    }
    if (end > to) throw new Error('a field is longer than its message');
    yield { number: Math.floor(key / 8), wire, from: at, start, to: end };
    at = end;
  }
}

class VarintReader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) throw new Error('the bytes end in a number');
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}

const tag = (number: number, wire: number): Uint8Array => varint(number * 8 + wire);

const bytesField = (number: number, contents: Uint8Array): Uint8Array =>
  joined([tag(number, BYTES), varint(contents.length), contents]);

const text = (number: number, words: string): Uint8Array =>
  bytesField(number, new TextEncoder().encode(words));

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
