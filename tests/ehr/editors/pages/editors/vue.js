import { createApp, h, nextTick, ref, vModelText, withDirectives } from 'vue';

export const mount = async (root, lines) => {
  const text = ref(lines.join('\n'));
  const field = () =>
    h('textarea', {
      id: 'campo',
      rows: 8,
      cols: 80,
      'onUpdate:modelValue': (value) => {
        text.value = value;
      },
    });
  createApp({ render: () => withDirectives(field(), [[vModelText, text.value]]) }).mount(root);
  await nextTick();
  return { node: root.firstChild, lines: () => text.value.split('\n').filter(Boolean) };
};
