/** A question over the whole panel: modal, closed by Escape, and the focus back where it came from. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly cancel: () => void;
  readonly children: ComponentChildren;
}

export const Sheet = ({ title, cancel, children }: Props) => {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      document.querySelector<HTMLElement>('[data-testid="insert"]')?.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="sheet"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      <h2 id="sheet-title" tabIndex={-1} autofocus>
        {title}
      </h2>
      {children}
    </dialog>
  );
};
