import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import type { Answer } from '../../service/cli/answer.js';
import { createProgram } from '../../service/cli/main.js';
import { openForumStage, readKeys } from '../../service/cli/record/forum-stage.js';
import { play } from '../../service/cli/record/play.js';
import { openReceiver } from '../../service/cli/record/receiver.js';
import { parseScenario, type Scenario } from '../../service/cli/record/scenario.js';
import { loadStory } from '../../service/cli/replay/story.js';
import { SAMPLE_KEYS, setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox } from '../../service/sandbox/sandbox.js';

const EVERY_DEED = 'test/fixtures/scenarios/every-deed.yaml';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
});
const stops: Array<() => Promise<void>> = [];
afterAll(async () => {
  for (const stop of stops) await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function desk(...words: string[]): Promise<Answer> {
  const answers: Answer[] = [];
  await createProgram((said) => answers.push(said)).parseAsync(words, { from: 'user' });
  const [answer] = answers;
  if (!answer) throw new Error('nothing was said');
  return answer;
}

function scenarioFile(name: string, text: string): string {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}

const COMMUNITIES = 'communities: [{ category: 5, experts: housing_experts, features: { clocks: {} } }]\n';
const step = (text: string): string => `title: A try\nsteps:\n  - ${text}\n`;

describe('record', () => {
  it('plays everything that a step can do, as the forum allows it', async () => {
    const into = join(folder, 'every');

    expect(await desk('record', into, '--scenario', EVERY_DEED)).toMatchObject({ code: 0 });

    const lines = readFileSync(join(into, 'stories/main.jsonl'), 'utf8');
    for (const words of ['asks in', 'replies to', 'edits', 'renames', 'deletes post', 'recovers post', 'likes', 'accepts', 'no longer'])
      expect(lines).toContain(words);
    for (const words of [
      'assigns',
      'unassigns',
      'moves',
      'tags',
      'closes',
      'opens',
      'joins',
      'leaves',
      'writes to',
      'deletes topic',
      'recovers topic',
      'viktor invites timo into topic 22',
    ])
      expect(lines).toContain(words);
    expect(lines).toContain('1d 2h have passed');
    const story = loadStory(join(into, 'stories/main.jsonl'), { hook: '/hooks/all', until: null });
    expect(story.deliveries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['user_added_to_group', 'user_removed_from_group', 'unassigned']),
    );
    expect(story.lastAt > '2026-11-24T11:00:00.000Z').toBe(true);
  });

  it('keeps no key and no port of this machine', async () => {
    const files = readdirSync(join(folder, 'every'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));

    expect(texts.filter((text) => text.includes(SAMPLE_KEYS.allUsers) || /127\.0\.0\.1:\d/.test(text))).toEqual([]);
  });

  it('is played by replay as it is', async () => {
    expect(await desk('replay', join(folder, 'every'))).toMatchObject({ code: 0, json: { broken: [] } });
  });

  it('refuses a folder that is not empty, in one line', async () => {
    const into = join(folder, 'taken');
    mkdirSync(into);
    writeFileSync(join(into, 'a'), '');

    const answer = await desk('record', into, '--scenario', EVERY_DEED);

    expect(answer).toEqual({ code: 2, text: `${into} is not empty, so nothing was recorded. Name a new folder.` });
    expect(readdirSync(into)).toEqual(['a']);
  });

  it('leaves nothing behind when it is stopped', async () => {
    const into = join(folder, 'stopped');
    const before = readdirSync(folder);

    const answer = desk('record', into, '--scenario', EVERY_DEED);
    process.emit('SIGINT');

    expect(await answer).toMatchObject({ code: 1, text: expect.stringContaining('nothing was written') as unknown });
    expect(readdirSync(folder)).toEqual(before);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('says in which line the forum refused, and writes nothing', async () => {
    const into = join(folder, 'refused');
    const file = scenarioFile(
      'refused',
      step('{ as: paula, ask: { category: FAQ, title: May I write here, text: I may not. } }') + COMMUNITIES,
    );

    const answer = await desk('record', into, '--scenario', file);

    expect(answer.code).toBe(1);
    expect(answer.text).toContain('line 3: the forum refuses this (paula asks in category 9)');
    expect(existsSync(into)).toBe(false);
  });

  it('tells the line of what is wrong with its communities', async () => {
    const communities = 'communities:\n  - category: Housing Desks\n    experts: housing_experts\n';
    const unknown = 'communities:\n  - category: Housing Desk\n    expert: housing_experts\n';

    for (const [text, problem] of [
      [communities, 'line 2: communities.0.category: the forum has no category Housing Desks. Did you mean Housing Desk?'],
      [unknown, 'communities.0: the key expert is not known. Did you mean experts?'],
    ] as const) {
      const answer = await desk('record', join(folder, 'none'), '--scenario', scenarioFile('places', `${text}${step('wait: 1h')}`));
      expect(answer.text).toContain(problem);
    }
  });
});

describe('a scenario', () => {
  it.each([
    [
      'an unknown key',
      'title: A try\nstepps: []\nsteps:\n  - wait: 1h\n',
      { line: 2, text: 'the key stepps is not known. Did you mean steps?' },
    ],
    [
      'an unknown deed',
      step('{ as: paula, replay: x }'),
      { line: 3, path: 'steps.0', text: 'the key replay is not known. Did you mean reply?' },
    ],
    ['an unknown key within', step('as: ute\n    reply:\n      too: x'), { line: 5, path: 'steps.0.reply' }],
    [
      'a wait of no length',
      step('wait: soon'),
      { line: 3, path: 'steps.0.wait', text: 'is no length of time; write it as 8h, 90m or 2d 4h' },
    ],
    [
      'a name that nothing has',
      step('{ as: ute, accept: anser }'),
      { line: 3, text: expect.stringContaining('no earlier step is called anser') },
    ],
    ['nobody', step('accept: x'), { line: 3, text: 'who does it? Add as: and a person' }],
    ['two deeds', step('{ as: ute, close: x, open: x }'), { line: 3, text: 'a step does one thing; this one does close and open' }],
    ['a name for nothing', step('{ as: ute, like: x, call: y }'), { line: 3, text: 'like makes nothing that could be called y' }],
    [
      'an await of nothing',
      step('await: { says: x }'),
      { line: 3, path: 'steps.0.await', text: 'await names one of: room, message, article, status, post' },
    ],
    ['an await of two', step('await: { room: x, status: x }'), { line: 3, text: expect.stringContaining('await names one of') }],
    [
      'an await about what it names',
      step('await: { room: x, about: x }'),
      { line: 3, text: 'about: belongs to a message; room: names already what it is about' },
    ],
    [
      'an await of what nobody made',
      step('await: { status: x }'),
      { line: 3, text: expect.stringContaining('no earlier step is called x') },
    ],
    ['an await of no length', step('await: { message: ute, within: a while }'), { line: 3, path: 'steps.0.await.within' }],
    ['broken YAML', 'title: "A try\n', { line: 2 }],
  ])('is refused with its line for %s', (_what, text, problem) => {
    expect(parseScenario(text)).toEqual({ ok: false, problems: expect.arrayContaining([expect.objectContaining(problem)]) as unknown });
  });
});

describe('record in a real forum', () => {
  const keys = 'key: sandbox-key-all-users\nsecret: the-secret-of-the-hook\nbot: desk_bot\nadmin: vera_admin\npeople: { ada: paula }\n';

  it('does not wait, and says where it would have to', async () => {
    const file = scenarioFile('keys', keys);
    const words = [
      'record',
      join(folder, 'real'),
      '--scenario',
      EVERY_DEED,
      '--forum',
      'http://127.0.0.1:1',
      '--keys',
      file,
      '--listen',
      '127.0.0.1:0',
    ];

    expect(await desk(...words)).toMatchObject({ code: 2, text: expect.stringMatching(/^line \d+: a real forum cannot wait/) as unknown });
    expect(await desk(...words, '--fast')).toMatchObject({ code: 1, text: expect.stringContaining('does not answer') as unknown });
    expect(await desk(...words, '--with-service')).toMatchObject({ code: 2, text: expect.stringContaining('sandbox only') as unknown });
  });

  it('makes the same calls, as the people of the file of keys', async () => {
    const port = await freePort();
    const sandbox = createSandbox({ clock: systemClock });
    setUpSample(sandbox);
    sandbox.admin.addHook({ url: `http://127.0.0.1:${port}/hooks/all`, secret: 'the-secret-of-the-hook' });
    await sandbox.start();
    stops.push(() => sandbox.stop());
    const listen = { host: '127.0.0.1', port };

    const played = await play({
      scenario: scenarioOf(
        step('as: ada\n    ask: { category: Rent, title: Who cleans the stairs, text: Whose turn is it? }') + COMMUNITIES,
      ),
      open: (parts) => openForumStage({ ...parts, url: sandbox.url, keys: readKeys(keys), listen, quietMilliseconds: 100 }),
      signal: new AbortController().signal,
    });
    await played?.stage.stop();

    const into = join(folder, 'played');
    played?.recording.write(into, played.files);
    const story = loadStory(join(into, 'stories/main.jsonl'), { hook: '/hooks/all', until: null });
    expect(story.deliveries.map(({ event }) => event)).toEqual(expect.arrayContaining(['topic_created', 'post_created']));
    expect(story.reads.some(({ path, account }) => path === '/t/21.json' && account === 'desk_bot')).toBe(true);
    expect(sandbox.state.topics.at(-1)).toMatchObject({ title: 'Who cleans the stairs', userId: 3 });
  });

  it('waits for what the bot makes, and says what it made when it waits in vain', async () => {
    const port = await freePort();
    const sandbox = createSandbox({ clock: systemClock });
    setUpSample(sandbox);
    sandbox.admin.addHook({ url: `http://127.0.0.1:${port}/hooks/all`, secret: 'the-secret-of-the-hook' });
    await sandbox.start();
    stops.push(() => sandbox.stop());
    const listen = { host: '127.0.0.1', port };
    const playing = async ([title, text]: readonly [string, string], ...steps: readonly string[]) => {
      const asking = `as: ada\n    ask: { category: Rent, title: ${title}, text: '${text}' }\n    call: stairs`;
      const played = await play({
        scenario: scenarioOf(step([asking, ...steps].join('\n  - ')) + COMMUNITIES),
        open: (parts) => openForumStage({ ...parts, url: sandbox.url, keys: readKeys(keys), listen, quietMilliseconds: 50 }),
        signal: new AbortController().signal,
      });
      await played?.stage.stop();
      const into = join(folder, `awaited-${String(sandbox.state.topics.length)}`);
      played?.recording.write(into, played.files);
      return readFileSync(join(into, 'stories/main.jsonl'), 'utf8');
    };
    const bot = sandbox.as('desk_bot');

    await expect(playing(['Who cleans the stairs', 'Whose turn is it?'], 'await: { status: stairs, within: 1s }')).rejects.toThrow(
      'line 6: waited 1s for a status about stairs, in vain. desk_bot has made nothing at all. Does the service run',
    );

    // What the service would write while the step waits: the second of three is meant.
    const topic = (sandbox.state.topics.at(-1)?.id ?? 0) + 1;
    const writing = setInterval(() => {
      if (sandbox.state.topics.at(-1)?.id !== topic) return;
      clearInterval(writing);
      bot.reply(topic, `**Desk: HD-${topic}** Somebody looks at it.`);
      bot.message({ to: ['ute'], title: 'Something else', raw: 'Nothing about that.' });
      bot.message({ to: ['ute'], title: `Refused (HD-${topic})`, raw: 'You may not.' });
    }, 20);
    stops.push(() => {
      clearInterval(writing);
      return Promise.resolve();
    });
    const told = await playing(
      ['Who cleans the yard', 'It is full of leaves since October.'],
      'await: { message: ute, about: stairs, says: may not, within: 5s }\n    call: refusal',
      '{ as: ute, reply: { to: refusal, text: Why may I not? } }',
      'await: { status: stairs }',
    );
    const message = topic + 2;
    expect(told).toContain(String.raw`desk_bot has made a message to ute about stairs that says \"may not\", post `);
    expect(told).toMatch(new RegExp(`topic ${message}: refusal"`));
    expect(told).toMatch(new RegExp(`ute replies to post \\d+ in topic ${message}`));
    expect(told).toMatch(new RegExp(`has made a status about stairs, post \\d+ in topic ${topic}`));

    await expect(
      playing(['Who cleans the attic', 'Nobody did so for ten years, and pigeons live there now.'], 'await: { room: stairs, within: 1s }'),
    ).rejects.toThrow(/in vain\. desk_bot has made nothing at all/);
  });

  it('does not show a key when the file of keys is wrong', () => {
    expect(() => readKeys('key: top-secret\nsecrets: top-secret\n')).toThrow(/secret/);
    expect(() => readKeys('key: top-secret\nsecrets: top-secret\n')).not.toThrow(/top-secret/);
  });
});

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

async function freePort(): Promise<number> {
  const receiver = await openReceiver({ host: '127.0.0.1', port: 0 }, () => undefined);
  await receiver.close();
  return receiver.port;
}
