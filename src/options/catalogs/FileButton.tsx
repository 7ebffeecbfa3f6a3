/** A button that opens the browser's file picker for a list of codes. */
import { useRef } from 'preact/hooks';

interface Props {
  readonly testId: string;
  readonly words: string;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly take: (file: File) => void;
}

const ACCEPT =
  '.csv,.tsv,.txt,.xlsx,.json,text/csv,text/tab-separated-values,text/plain,application/json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const FileButton = ({ testId, words, label = words, disabled = false, take }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button small"
        disabled={disabled}
        aria-label={label}
        onClick={() => input.current?.click()}
      >
        {words}
      </button>
      <input
        ref={input}
        type="file"
        accept={ACCEPT}
        hidden
        data-testid={testId}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again after it was put right.
          event.currentTarget.value = '';
          if (file !== undefined) take(file);
        }}
      />
    </>
  );
};
