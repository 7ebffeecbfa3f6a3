/** Two buttons that open the browser's own pickers: a folder, or a zip. */
import { useRef } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import { type Handed, handedFiles } from './given.ts';

interface Props {
  readonly disabled: boolean;
  /** Whom the files are for, in the buttons' names. */
  readonly name?: string;
  readonly take: (handed: Handed) => void;
}

export const Bring = ({ disabled, name, take }: Props) => {
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const taken = (input: HTMLInputElement): void => {
    const handed = handedFiles([...(input.files ?? [])]);
    // The same folder may be picked again after it was put right.
    input.value = '';
    if (handed !== undefined) take(handed);
  };
  const label = (words: string): string => (name === undefined ? words : `${words} ${name}`);
  return (
    <div class="bring-buttons">
      <button
        type="button"
        class="button small"
        disabled={disabled}
        aria-label={label(t('models_folder'))}
        onClick={() => folder.current?.click()}
      >
        {t('models_folder')}
      </button>
      <button
        type="button"
        class="button small"
        disabled={disabled}
        aria-label={label(t('models_zip'))}
        onClick={() => zip.current?.click()}
      >
        {t('models_zip')}
      </button>
      <input
        ref={(element) => {
          folder.current = element;
          // Not among the attributes that Preact's types know.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        data-testid="bring-folder"
        onChange={(event) => taken(event.currentTarget)}
      />
      <input
        ref={zip}
        type="file"
        accept=".zip,application/zip"
        hidden
        data-testid="bring-zip"
        onChange={(event) => taken(event.currentTarget)}
      />
    </div>
  );
};
