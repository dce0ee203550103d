import { WRONG_USAGE, type Answer } from './answer.js';
import { communitiesApply, communitiesShow } from './communities.js';
import type { Desk, DeskCommand, Words } from './desk.js';
import { evidence } from './evidence.js';
import { explain } from './explain.js';
import { go, pause } from './go.js';
import { policyPreview } from './preview.js';
import { reportCompliance } from './report.js';
import { trace } from './trace.js';

const COMMANDS: Readonly<Record<string, DeskCommand>> = {
  go,
  pause,
  explain,
  evidence,
  trace,
  'policy preview': policyPreview,
  'report compliance': reportCompliance,
  'communities apply': communitiesApply,
  'communities show': communitiesShow,
};

export async function runDeskCommand(desk: Desk, name: string, words: Words): Promise<Answer> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command ? command(desk, words) : { code: WRONG_USAGE, text: `${name} is no command of this version.` };
}
