import { existsSync, readFileSync } from 'node:fs';
import { describeProblem } from '../../config/settings-problem.js';
import { DONE, FELL_SHORT, WRONG_USAGE, type Answer } from '../answer.js';
import { openForumStage, readKeys } from './forum-stage.js';
import { play } from './play.js';
import { problemWithFolder } from './recording.js';
import { openSandboxStage } from './sandbox-stage.js';
import { parseScenario, type Scenario } from './scenario.js';
import { RecordError, type Stage, type StageParts } from './stage.js';

export interface RecordArguments {
  readonly scenario: string;
  readonly withService?: boolean;
  readonly seed?: string;
  readonly forum?: string;
  readonly keys?: string;
  readonly listen?: string;
  readonly fast?: boolean;
}

type Open = (parts: StageParts) => Promise<Stage>;

/** `record <folder>`: plays a scenario in the sandbox forum or a real one and writes what happened as a story. */
export async function recordCommand(folder: string, options: RecordArguments, signal: AbortSignal): Promise<Answer> {
  const refused = (text: string): Answer => ({ code: WRONG_USAGE, text });
  const taken = problemWithFolder(folder);
  if (taken !== null) return refused(taken);
  if (!existsSync(options.scenario)) return refused(`There is no file ${options.scenario}.`);
  const parsed = parseScenario(readFileSync(options.scenario, 'utf8'));
  if (!parsed.ok)
    return refused(
      [`${options.scenario} cannot be played:`, ...parsed.problems.map((problem) => `  ${describeProblem(problem)}`)].join('\n'),
    );
  const seed = options.seed === undefined ? parsed.scenario.seed : Number(options.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) return refused(`--seed ${options.seed ?? ''} is no whole number from 0 on.`);
  const scenario: Scenario = { ...parsed.scenario, seed };
  const open = stageOf(scenario, options);
  if (typeof open === 'string') return refused(open);
  try {
    const played = await play({ scenario, open, signal });
    if (!played) return { code: FELL_SHORT, text: 'Stopped before the end of the story: nothing was written.' };
    await played.stage.stop();
    played.recording.write(folder, played.files);
    const { deliveries, calls } = played.recording.counts;
    const text = `${folder} holds the story: ${deliveries} deliveries and ${calls} calls. Play it with: hybrid-desk replay ${folder}`;
    return { code: DONE, text, json: { folder, deliveries, calls } };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { code: FELL_SHORT, text: `${options.scenario} was not recorded: ${error.message}` };
  }
}

/** Where to play; a text says what is wrong with the options. */
function stageOf(scenario: Scenario, options: RecordArguments): Open | string {
  const { forum, keys, listen, withService = false, fast = false } = options;
  if (forum === undefined) {
    const stray = (['keys', 'listen', 'fast'] as const).find((name) => options[name] !== undefined);
    if (stray !== undefined) return `--${stray} is for a real forum: name it with --forum.`;
    // Only the service makes what a step waits for.
    const isAwaited = scenario.steps.some(({ deed }) => deed.what === 'await');
    return (parts) => openSandboxStage({ ...parts, withService: withService || isAwaited });
  }
  if (!/^https?:\/\/[^/]/.test(forum)) return `--forum ${forum} is no address; write it as https://forum.example.org.`;
  if (withService) return '--with-service plays in the sandbox only. Beside a real forum the service runs by itself (npm start).';
  if (keys === undefined || !existsSync(keys)) return 'A real forum needs --keys <file>: key, secret, bot, admin, people.';
  const address = /^(.+):(\d{1,5})$/.exec(listen ?? '');
  if (!address) return 'A real forum needs --listen <host:port>, to which its webhook points: http://<host>:<port>/hooks/all.';
  const waiting = scenario.steps.find(({ deed }) => deed.what === 'wait');
  if (waiting && !fast)
    return `${waiting.line === null ? '' : `line ${waiting.line}: `}a real forum cannot wait at once. Leave waits out with --fast, or record in the sandbox.`;
  const place = { host: address[1] ?? '', port: Number(address[2]) };
  return (parts) => openForumStage({ ...parts, url: forum, keys: readKeys(readFileSync(keys, 'utf8')), listen: place });
}
