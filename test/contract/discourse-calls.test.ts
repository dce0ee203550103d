import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Call } from '../../service/adapters/discourse/calls.js';
import { CALLS } from '../../service/adapters/discourse/calls.js';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import { textsIn } from '../../service/adapters/discourse/refusals.js';
import type { Forum } from '../../service/ports/forum.js';
import { ForumError } from '../../service/ports/forum.js';
import type { RecordedCall } from './discourse-recordings.js';
import { recordedCall, recordedCalls } from './discourse-recordings.js';

const URL_OF_FORUM = 'https://forum.example';
const NOW = '2026-11-22T05:00:00.000Z';
const forum = (): Forum =>
  createDiscourseForum({
    url: URL_OF_FORUM,
    apiKey: 'key',
    apiUsername: 'desk_bot',
    clock: { now: () => NOW, sleep: () => Promise.resolve() },
  });

type Name = keyof typeof CALLS;
type Outcome = readonly [kind: string, code?: string];
const MISSING: Outcome = ['missing'];
const KEY: Outcome = ['unauthorised'];
const LIMIT: Outcome = ['throttled'];
const DOWN: Outcome = ['unavailable'];
const refused = (code: string): Outcome => ['refused', code];

interface Replay {
  readonly ask: (forum: Forum) => Promise<unknown>;
  /** Exactly what must be requested. */
  readonly request: string;
  readonly body?: unknown;
  /** A recorded success, and what the port must give for it. */
  readonly success: readonly [recording: string, value: unknown];
  /** All recorded answers to this call that are no success. */
  readonly refusals: Readonly<Record<string, Outcome>>;
}

const ALWAYS = { auto_track: 'false', nested_post: 'true' };
const POST_TEXT = 'A reply of the desk.';

const REPLAYS: Readonly<Record<Name, Replay>> = {
  whoAmI: {
    ask: (one) => one.whoAmI(),
    request: 'GET /session/current.json',
    success: ['0581', { id: 2, name: 'desk_bot' }],
    refusals: { '0443': KEY, '0467': KEY, '0479': KEY },
  },
  topic: {
    ask: (one) => one.readTopic(26),
    request: 'GET /t/26.json?include_raw=1',
    success: [
      '0615',
      {
        readAt: NOW,
        topic: expect.objectContaining({
          id: 26,
          archetype: 'private_message',
          externalId: 'hd-room-0001',
          acceptedNumber: null,
          assignee: null,
          participants: {
            users: [expect.objectContaining({ id: 2 }), { id: 3, name: 'alma_b' }],
            groups: [{ id: 41, name: 'housing_experts' }],
          },
        }),
        posts: [71, 72, 73].map((id) =>
          expect.objectContaining({ id, archetype: 'private_message', raw: expect.any(String), notice: null }),
        ),
      },
    ],
    refusals: {
      '0161': MISSING,
      '0181': MISSING,
      '0182': MISSING,
      '0183': MISSING,
      '0360': MISSING,
      '0364': MISSING,
      '0365': MISSING,
      '0549': MISSING,
      '0473': KEY,
      '0477': KEY,
      '0480': KEY,
      '0569': LIMIT,
      '0570': LIMIT,
      '0573': LIMIT,
    },
  },
  topicPosts: {
    // The topic answers with its stream only; the two posts must be asked for.
    ask: async (one) => {
      const body = { ...(JSON.parse(recordedCall('0615').response.body) as object), post_stream: { posts: [], stream: [27, 25] } };
      nock(URL_OF_FORUM).get('/t/20.json?include_raw=1').reply(200, body);
      return (await one.readTopic(20)).posts.map((post) => ({ id: post.id, version: post.version, notice: post.notice }));
    },
    request: 'GET /t/20/posts.json?post_ids%5B%5D=27&post_ids%5B%5D=25&include_raw=1',
    success: [
      '0362',
      [
        { id: 27, version: 9, notice: null },
        { id: 25, version: 1, notice: null },
      ],
    ],
    refusals: {},
  },
  post: {
    ask: (one) => one.readPost(27),
    request: 'GET /posts/27.json',
    success: [
      '0109',
      {
        readAt: NOW,
        post: expect.objectContaining({
          id: 27,
          topicId: 20,
          author: { id: 7, name: 'ella_h' },
          replyTo: 3,
          version: 6,
          accepted: false,
          notice: { raw: '**Official answer** of the housing desk, valid until 2027-06-30.' },
        }),
      },
    ],
    refusals: { '0156': MISSING, '0184': MISSING, '0345': MISSING, '0508': MISSING },
  },
  postWindow: {
    ask: (one) => one.readPostWindow(60),
    request: 'GET /posts.json?before=60',
    success: ['0543', { highestId: 58, posts: expect.arrayContaining([expect.objectContaining({ id: 58, kind: 'small_action' })]) }],
    refusals: {},
  },
  latestTopics: {
    ask: (one) => one.listTopics(0),
    request: 'GET /latest.json?order=activity&page=0',
    success: ['0372', { more: false, topics: expect.arrayContaining([{ id: 47, bumpedAt: '2026-11-22T04:15:33.472Z', categoryId: 7 }]) }],
    refusals: {},
  },
  groupMessages: {
    ask: (one) => one.listGroupMessages('housing_experts'),
    request: 'GET /topics/private-messages-group/desk_bot/housing_experts.json',
    success: ['0434', expect.arrayContaining([{ id: 26, bumpedAt: '2026-11-22T04:09:03.823Z', categoryId: null }])],
    refusals: { '0435': MISSING },
  },
  site: {
    ask: async (one) => (await one.listCategories()).filter(({ id }) => id === 6 || id === 8),
    request: 'GET /site.json',
    success: [
      '0425',
      [
        { id: 6, parent: 5, readRestricted: false, name: 'Rent, contracts, deposits' },
        { id: 8, parent: null, readRestricted: true, name: 'Expert library' },
      ],
    ],
    refusals: { '0461': KEY },
  },
  members: {
    ask: (one) => one.listMembers('housing_experts'),
    request: 'GET /groups/housing_experts/members.json?limit=200&offset=0',
    success: [
      '0033',
      expect.arrayContaining([
        { id: 8, name: 'finn_w', addedAt: '2026-11-22T03:58:11.452Z' },
        { id: 7, name: 'ella_h', addedAt: '2026-11-22T03:58:11.423Z' },
      ]),
    ],
    refusals: {},
  },
  newestRevision: {
    ask: (one) => one.previousTags(23),
    request: 'GET /posts/23/revisions/latest.json',
    success: ['0353', ['incident', 'heating']],
    refusals: { '0352': MISSING },
  },
  findTopic: {
    ask: (one) => one.findByExternalId('hd-room-0001'),
    request: 'GET /t/external_id/hd-room-0001.json',
    success: ['0208', 26],
    refusals: { '0209': MISSING, '0210': MISSING },
  },
  createPost: {
    ask: (one) => one.createPost({ topicId: 20, raw: POST_TEXT, quiet: true }),
    request: 'POST /posts.json',
    body: { topic_id: '20', raw: POST_TEXT, no_bump: 'true', ...ALWAYS },
    success: ['0339', { state: 'created', postId: 143, topicId: 20 }],
    refusals: {
      '0130': refused('closed_or_gone'),
      '0162': refused('closed_or_gone'),
      '0185': refused('closed_or_gone'),
      '0270': refused('closed_or_gone'),
      '0329': refused('closed_or_gone'),
      '0325': refused('too_short'),
      '0540': refused('too_short'),
      '0343': refused('too_long'),
      '0324': refused('too_similar'),
      '0267': refused('not_permitted'),
      '0510': refused('not_permitted'),
      '0342': refused('invalid'),
      '0462': KEY,
      '0463': KEY,
      '0464': KEY,
      '0522': KEY,
      '0481': KEY,
      '0482': KEY,
      '0330': DOWN,
      '0341': DOWN,
      '0532': DOWN,
      '0528': LIMIT,
      '0572': LIMIT,
    },
  },
  createMessage: {
    ask: (one) =>
      one.createMessage({ title: 'Room', raw: POST_TEXT, users: ['alma_b'], groups: ['housing_experts', 'desk'], externalId: 'hd1-x' }),
    request: 'POST /posts.json',
    body: {
      title: 'Room',
      raw: POST_TEXT,
      archetype: 'private_message',
      target_recipients: 'alma_b,housing_experts,desk',
      external_id: 'hd1-x',
      ...ALWAYS,
    },
    success: ['0204', { state: 'created', postId: 71, topicId: 26 }],
    // Those of other new topics too: a title is refused with the same words.
    refusals: {
      '0211': refused('external_id_taken'),
      '0212': refused('recipient_unknown'),
      '0213': refused('recipient_unknown'),
      '0214': refused('recipient_unknown'),
      '0326': refused('too_short'),
      '0327': refused('title_taken'),
      '0224': refused('not_permitted'),
      '0225': refused('not_permitted'),
      '0331': refused('not_permitted'),
      '0328': MISSING,
    },
  },
  editPost: {
    ask: (one) => one.editPost({ postId: 23, raw: POST_TEXT, reason: 'state of the ticket', quiet: true }),
    request: 'PUT /posts/23.json',
    body: { post: { raw: POST_TEXT, edit_reason: 'state of the ticket' }, bypass_bump: 'true' },
    success: ['0069', undefined],
    refusals: {
      '0098': refused('not_permitted'),
      '0105': refused('not_permitted'),
      '0100': refused('too_short'),
      '0578': refused('edit_conflict'),
      '0533': DOWN,
    },
  },
  setTags: {
    ask: async (one) => {
      nock(URL_OF_FORUM).get('/t/20.json').optionally().reply(200, recordedCall('0356').response.body);
      return one.setTags(20, ['incident', 'heating', 'desk-escalated']);
    },
    request: 'PUT /t/-/20.json',
    body: { tags: ['incident', 'heating', 'desk-escalated'] },
    success: ['0071', ['heating', 'incident', 'desk-escalated']],
    refusals: {
      '0075': refused('tags_not_allowed'),
      '0076': refused('not_permitted'),
      '0400': refused('not_permitted'),
      '0398': refused('invalid'),
    },
  },
  setNotice: {
    ask: (one) => one.setNotice(27, 'Official.'),
    request: 'PUT /posts/27/notice.json',
    body: { notice: 'Official.' },
    success: ['0107', undefined],
    refusals: { '0108': MISSING },
  },
};

const NAMES = Object.keys(CALLS) as Name[];
const GIVES_NULL: readonly Name[] = ['newestRevision', 'findTopic'];

function reply(name: Name, { response }: RecordedCall): nock.Scope {
  const { request, body } = REPLAYS[name];
  const [method = '', path = ''] = request.split(' ');
  return nock(URL_OF_FORUM, { reqheaders: { 'Api-Key': 'key', 'Api-Username': 'desk_bot', Accept: 'application/json' } })
    .intercept(path, method, body as nock.RequestBodyMatcher | undefined)
    .reply(response.status, response.body, response.headers);
}

/** The recorded requests to the route of a call; the two calls of one route are told apart by what they send. */
function recordedOf(name: Name): readonly RecordedCall[] {
  const { method, path }: Call<unknown> = CALLS[name];
  const route = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}(?:\\?.*)?$`);
  return recordedCalls().filter(({ request, response }) => {
    // 0366 is the same route with a slug; 2.9's front end asks so, we never do.
    if (
      request.method !== method ||
      !route.test(request.path) ||
      (response.status === 301) !== (name === 'findTopic' && response.status === 301)
    )
      return false;
    if (path !== '/posts.json' || method !== 'POST') return true;
    return /"topic_id"|topic_id=/.test(request.body ?? '') === (name === 'createPost');
  });
}

const isSuccess = ({ response }: RecordedCall) => response.status < 400;

async function failure(asked: Promise<unknown>): Promise<ForumError> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ForumError)) throw new Error(`no ForumError but ${String(error)}`);
  return error;
}

describe.each(NAMES)('call %s', (name) => {
  const { ask, success, refusals } = REPLAYS[name];

  it('asks as the table says and gives the port what the forum recorded', async () => {
    const asked = reply(name, recordedCall(success[0]));

    await expect(ask(forum())).resolves.toEqual(success[1]);
    expect(asked.isDone()).toBe(true);
  });

  it('reads every recorded success', () => {
    const unread = recordedOf(name)
      .filter(isSuccess)
      .filter(({ response }) => {
        const json: unknown = name === 'findTopic' ? response.headers['Location'] : response.body === '' ? '' : JSON.parse(response.body);
        return !(CALLS[name] as Call<unknown>).answer.safeParse(json).success;
      });

    expect(recordedOf(name).filter(isSuccess).length).toBeGreaterThan(0);
    // Topics of which posts are left out hold no page of posts: `print` and `page` are other reads of the same route.
    expect(unread.map(({ number }) => number)).toEqual([]);
  });

  it('knows every recorded refusal', () => {
    const recorded = recordedOf(name).filter((one) => !isSuccess(one));

    expect(Object.keys(refusals).sort()).toEqual(recorded.map(({ number }) => number).sort());
  });

  it('turns each recorded refusal into our kind and code', async () => {
    for (const [number, [kind, code]] of Object.entries(refusals)) {
      const recorded = recordedCall(number);
      reply(name, recorded);
      nock(URL_OF_FORUM);
      const asked = ask(forum());

      if (kind === 'missing' && GIVES_NULL.includes(name)) {
        await expect(asked).resolves.toBeNull();
        continue;
      }
      const error = await failure(asked);
      expect({ number, kind: error.kind, code: error.detail.code, status: error.detail.status }).toEqual({
        number,
        kind,
        code,
        status: recorded.response.status,
      });
      expect(error.call).toBe(CALLS[name].name);
      nock.cleanAll();
    }
  });
});

describe('the table of calls', () => {
  it('lists the calls of which no refusal is recorded', () => {
    expect(NAMES.filter((name) => Object.keys(REPLAYS[name].refusals).length === 0)).toEqual([
      'topicPosts',
      'postWindow',
      'latestTopics',
      'members',
    ]);
  });

  it('lists the refusals that it knows without a recording', () => {
    const unrecorded = NAMES.flatMap((name) => {
      const call: Call<unknown> = CALLS[name];
      const hit = new Set(
        Object.keys(REPLAYS[name].refusals).map((number) => {
          const { status, body } = recordedCall(number).response;
          const texts = textsIn(body === '' ? '' : JSON.parse(body));
          return call.refusals.find(({ status: known, says }) => known === status && (!says || texts.some((text) => says.test(text))));
        }),
      );
      return call.refusals.filter((refusal) => !hit.has(refusal)).map(({ status, kind, code }) => `${name} ${status} ${code ?? kind}`);
    });

    expect(unrecorded).toEqual([
      'topic 410 missing',
      'topicPosts 403 missing',
      'topicPosts 404 missing',
      'topicPosts 410 missing',
      'post 410 missing',
      'postWindow 403 missing',
      'postWindow 404 missing',
      'postWindow 410 missing',
      'latestTopics 403 missing',
      'latestTopics 404 missing',
      'latestTopics 410 missing',
      'groupMessages 403 missing',
      'groupMessages 410 missing',
      'site 404 missing',
      'site 410 missing',
      'members 403 missing',
      'members 404 missing',
      'members 410 missing',
      'newestRevision 403 missing',
      'newestRevision 410 missing',
      'findTopic 410 missing',
      'createPost 404 missing',
      'createMessage 422 closed_or_gone',
      'createMessage 422 too_long',
      'createMessage 422 too_similar',
      'createMessage 422 recipient_not_messageable',
      'editPost 404 missing',
      'editPost 422 too_long',
      'setTags 404 missing',
      'setNotice 403 not_permitted',
      'setNotice 409 edit_conflict',
      'setNotice 422 too_short',
      'setNotice 422 too_long',
    ]);
  });

  it('never sends a whisper, and asks for the wrapped answer with every new post', () => {
    const sent: readonly string[] = NAMES.flatMap((name) => CALLS[name].sends);

    expect(sent.filter((one) => one.includes('whisper'))).toEqual([]);
    expect(CALLS.createPost.sends).toContain('nested_post');
    expect(CALLS.createMessage.sends).toContain('nested_post');
  });
});
