import { startDemo } from './start-demo.ts';
import { checkAgencyFolder } from '@garita/server';
const folder = '/tmp/demo-try-b';
const demo = await startDemo({ folder, fresh: true, basePort: 28480, patienceSeconds: 3, web: false, onNote: (n) => console.log('note', n) });
await new Promise((r) => setTimeout(r, 45_000));
for (const agency of ['mx', 'us'] as const) {
  const c = demo.client(agency);
  const l: any = await c.get('/api/v1/inspections?limit=8&state=decided');
  console.log(agency, JSON.stringify(l.counts), l.inspections.map((i: any) => `${i.ooiKind} ${i.ids[0]?.value} ${i.origin} ${i.decision} partner=${i.partnerDecision} m=${i.machineAlarm} r=${i.radiationAlarm}`));
  const refer = ((await c.get('/api/v1/inspections?limit=200')) as any).inspections.find((i: any) => i.decision === 'refer');
  if (refer) { const d: any = await c.get(`/api/v1/inspections/${refer.scan}`); console.log(JSON.stringify(d.decisions.map((x: any) => [x.verdict, x.by, x.report, x.marks.length])), d.priorScans.length);
    const s = await c.stream(`/api/v1/inspections/${refer.scan}/decisions/${d.decisions[0].decision}/report`).catch((e) => e); console.log('report', s instanceof Error ? s.message : 'streamed'); }
}
console.log(await demo.stop());
for (const agency of ['mx', 'us']) { const p: any[] = []; const r = await checkAgencyFolder(`${folder}/${agency}`, Date.now(), { problem: (x: any) => p.push(x), progress() {} }); console.log(agency, r.decisions, r.outcomes, r.archive, p); }
