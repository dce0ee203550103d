import { it } from '@jest/globals';
import { createCrashStage, createTemplate } from '../support/crash-stage.js';
it('x', async () => {
  const t = await createTemplate();
  const s = await createCrashStage(t.folder, 1);
  console.log(await s.service.start(), await Promise.race([s.service.ended(), new Promise(r => setTimeout(r, 500, 'running'))]), s.service.output());
  await s.clear(); await t.remove();
}, 60000);
