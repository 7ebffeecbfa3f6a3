// A small rich text editor of the kind that EHRs embed: a toolbar over a contenteditable that the page fills only once.
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  id: string;
  label: string;
  text: string;
  readOnly: boolean;
}

const COMMANDS = [
  ['bold', 'N', 'Negrita'],
  ['italic', 'C', 'Cursiva'],
  ['underline', 'S', 'Subrayado'],
  ['insertUnorderedList', '•', 'Lista'],
] as const;

export function RichText({ id, label, text, readOnly }: Props) {
  const editor = useRef<HTMLDivElement>(null);
  // The editor owns its content after the first fill.
  useLayoutEffect(() => {
    if (editor.current) editor.current.textContent = text;
  }, []);
  return (
    <div class="nl-campo">
      <span class="nl-etq" id={`${id}Lbl`}>
        {label}
      </span>
      <div class="nl-rico">
        <div class="nl-rico-bar" role="toolbar" aria-label="Formato" aria-controls={id}>
          {COMMANDS.map(([command, letter, title]) => (
            <button
              key={command}
              type="button"
              title={title}
              disabled={readOnly}
              // Before the button takes the focus, so that the selection in the editor stays.
              onMouseDown={(event) => {
                event.preventDefault();
                document.execCommand(command);
              }}
            >
              {letter}
              <span class="nl-sr">{title}</span>
            </button>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: rich text needs a contenteditable, no field can hold it */}
        <div
          ref={editor}
          id={id}
          class="nl-rico-area"
          contentEditable={!readOnly}
          role="textbox"
          aria-multiline="true"
          aria-labelledby={`${id}Lbl`}
          tabIndex={0}
        />
      </div>
    </div>
  );
}
