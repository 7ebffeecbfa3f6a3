// What React does to its inputs, for a page that is written in Preact: the element gets a `value` property of its own
// which remembers what script wrote, and an `input` event that brings no other value is taken for an echo and dropped.
// Most hospital systems of today behave so; code that sets `element.value` and fires an event is ignored by them.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Tracks the field once it is mounted. The function given back tells whether the value differs from the last known. */
export function useTrackedValue<F extends Field>(field: RefObject<F | null>): () => boolean {
  const known = useRef('');

  useLayoutEffect(() => {
    const element = field.current;
    const native = element && Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value');
    if (!element || !native?.get || !native.set) return;
    const { get, set } = native;
    known.current = element.value;
    Object.defineProperty(element, 'value', {
      configurable: true,
      enumerable: native.enumerable ?? true,
      get: () => get.call(element),
      set: (value: string) => {
        known.current = String(value);
        set.call(element, value);
      },
    });
  }, [field]);

  return () => {
    const now = field.current?.value ?? '';
    const changed = now !== known.current;
    known.current = now;
    return changed;
  };
}
