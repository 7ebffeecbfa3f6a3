// An input that the framework owns: what it shows comes from state, and a value that did not come in through an event
// is gone at the next render. Leaving the field renders it again, so such a value never survives for long.
import { useRef, useState } from 'preact/hooks';
import { useTrackedValue } from './trackedValue.ts';

interface Props {
  id: string;
  label: string;
  value: string;
  readOnly: boolean;
  /** Lines of a textarea; a one-line input where absent. */
  rows?: number;
  onChange: (value: string) => void;
}

export function ControlledField({ id, label, value, readOnly, rows, onChange }: Props) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isRealChange = useTrackedValue(field);
  const [, setRenders] = useState(0);
  const shared = {
    id,
    name: id,
    value,
    readOnly,
    onInput: () => {
      const element = field.current;
      if (element && isRealChange()) onChange(element.value);
    },
    onBlur: () => setRenders((count) => count + 1),
  };
  return (
    <div class="nl-campo">
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input ref={field} type="text" {...shared} />
      ) : (
        <textarea ref={field} rows={rows} {...shared} />
      )}
    </div>
  );
}
