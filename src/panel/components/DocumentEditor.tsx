/** The text under the physician's own hand. It grows with what is typed. */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';

interface Props {
  readonly text: string;
  readonly change: (text: string) => void;
}

export const DocumentEditor = ({ text, change }: Props) => {
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    ref.current?.setSelectionRange(0, 0);
  }, []);
  return (
    <textarea
      ref={ref}
      class="editor"
      data-testid="editor"
      lang="es"
      spellcheck
      aria-label={t('doc_editor')}
      value={text}
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
};
