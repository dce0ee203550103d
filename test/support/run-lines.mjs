// One process for many lines of `hybrid-desk`, since each process takes seconds to begin: prints what was said where a line did not end with 0.
import { writeFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';

register();
const { createProgram } = await import('../../service/cli/main.ts');

for (const line of process.argv.slice(2)) {
  const [words, file] = line.split(' > ');
  let said = { code: 1, text: 'nothing was said' };
  const program = createProgram((answer, asJson) => {
    said = answer;
    if (file !== undefined) writeFileSync(file, asJson ? JSON.stringify(answer.json) : answer.text);
  });
  await program.parseAsync(words.split(' '), { from: 'user' });
  if (said.code !== 0) console.log(`${line}: ${said.text}`);
}
