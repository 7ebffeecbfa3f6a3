/** Imports go one way: contexts -> {ehr, epicrisis, engine, export, catalog} -> record, shared (docs/ARCHITECTURE.md). */
const layer = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    layer('record-depends-on-nothing', '^src/record/', '^src/(?!record/)'),
    layer('shared-knows-only-record', '^src/shared/', '^src/(?!shared/|record/|epicrisis/types)'),
    layer('engine-knows-no-medicine', '^src/engine/', '^src/(?!engine/|shared/)'),
    layer('catalog-below', '^src/catalog/', '^src/(?!catalog/|record/|shared/)'),
    layer('epicrisis-below-contexts', '^src/epicrisis/', '^src/(?!epicrisis/|record/|catalog/|shared/)'),
    layer('ehr-below-contexts', '^src/ehr/', '^src/(?!ehr/|record/|shared/)'),
    layer('export-below-contexts', '^src/export/', '^src/(?!export/|epicrisis/|record/|shared/)'),
    {
      name: 'contexts-do-not-meet',
      severity: 'error',
      from: { path: '^src/(background|content|offscreen|panel|options)/' },
      to: { path: '^src/(background|content|offscreen|panel|options)/', pathNot: '^src/$1/' },
    },
    layer('product-does-not-import-tools', '^src/', '^(tools|tests|demo)/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '(node_modules|^build/|^dist/)' },
  },
};
