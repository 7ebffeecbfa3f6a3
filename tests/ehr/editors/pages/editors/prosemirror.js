import { exampleSetup } from 'prosemirror-example-setup';
import { DOMParser as Parser } from 'prosemirror-model';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import 'prosemirror-view/style/prosemirror.css';
import { ofText, toHtml } from '../lines.js';

export const mount = (root, lines) => {
  const source = document.createElement('div');
  source.innerHTML = toHtml(lines);
  const doc = Parser.fromSchema(schema).parse(source);
  const state = EditorState.create({ doc, plugins: exampleSetup({ schema, menuBar: false }) });
  const view = new EditorView(root, { state, attributes: { 'aria-labelledby': 'etiqueta' } });
  const text = () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n', '\n');
  return { node: view.dom, lines: () => ofText(text()) };
};
