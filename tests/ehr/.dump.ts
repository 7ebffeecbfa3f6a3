import { serveDemo } from '/work/main/demo/serve.ts';
import { bundleEhr, launch } from '/work/main/tests/ehr/bundle.ts';

const [what, ...rest] = process.argv.slice(2);
const code = await bundleEhr();
const b = await launch();
const page = await b.newPage();
page.on('console', (m) => console.error('PAGE', m.text()));
page.on('pageerror', (e) => console.error('ERR', e));
let close = async () => {};
if (what?.startsWith('ficha')) {
  const s = await serveDemo();
  close = s.close;
  await page.goto(`${s.url}#/ficha/${rest[0]}`);
  await page.waitForTimeout(300);
} else if (what === 'worklist') {
  const s = await serveDemo();
  close = s.close;
  await page.goto(`${s.url}#/`);
  await page.waitForTimeout(300);
} else await page.goto('file://' + what);
await page.evaluate(code);
if (process.env.GEN)
  await page.evaluate(() => {
    (globalThis as any).GEN = 1;
  });
const t = Date.now();
const r = await page.evaluate(async () => {
  const E = (globalThis as any).EHR;
  const a = E.loadAdapters([]);
  const useAd = location.protocol === 'file:' || (globalThis as any).GEN ? [] : a.value;
  const t0 = performance.now();
  const r = await E.readChart(document, {
    adapters: useAd,
    url: location.href,
    now: new Date(),
    signal: new AbortController().signal,
  });
  return { ms: performance.now() - t0, key: E.patientKey(document, useAd), r };
});
console.log('ms', r.ms, r.key);
if (!r.r.ok) console.log(r.r);
else {
  const { record } = r.r.value;
  for (const f of record.facts)
    console.log(
      f.id.padEnd(10),
      f.kind.padEnd(11),
      f.moment.padEnd(16),
      JSON.stringify(f.text.slice(0, 110)),
      f.code ?? '',
      f.system ?? '',
      '|',
      f.date ?? '',
      '|',
      f.author ?? '',
      '|',
      f.confidence ?? '',
      '|',
      f.source.label,
    );
  const h = (o: any) => Object.fromEntries(Object.entries(o).map(([k, v]: any) => [k, v.text ?? v]));
  console.log(h(record.identity), h(record.episode), r.r.value.adapterId);
  console.log(record.reading.findings);
  if (process.env.LOC) console.log(record.facts.map((f: any) => f.source.locator).join('\n'));
}
await b.close();
await close();
