import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Call } from '../../service/adapters/discourse/call.js';
import { CALLS } from '../../service/adapters/discourse/calls.js';
import { textsIn } from '../../service/adapters/discourse/refusals.js';
import type { RecordedCall } from './discourse-recordings.js';
import { recordedCall, recordedCalls } from './discourse-recordings.js';
import type { CallName } from './discourse-replay.js';
import { failure, forum, URL_OF_FORUM } from './discourse-replay.js';
import { REPLAYS } from './discourse-replays.js';

const NAMES = Object.keys(CALLS).filter((name): name is CallName => name !== 'likers');
const GIVES_NULL: readonly CallName[] = ['newestRevision', 'findTopic'];

function reply(name: CallName, { response }: RecordedCall): nock.Scope {
  const { request, body } = REPLAYS[name];
  const [method = '', path = ''] = request.split(' ');
  return nock(URL_OF_FORUM, { reqheaders: { 'Api-Key': 'key', 'Api-Username': 'desk_bot', Accept: 'application/json' } })
    .intercept(path, method, body as nock.RequestBodyMatcher | undefined)
    .reply(response.status, response.body, response.headers);
}

/** The recorded requests to the route of a call; the three calls of one route are told apart by what they send. */
function recordedOf(name: CallName): readonly RecordedCall[] {
  const { method, path }: Call<unknown> = CALLS[name];
  const route = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}(?:\\?.*)?$`);
  return recordedCalls().filter(({ request }) => {
    if (request.method !== method || !route.test(request.path)) return false;
    if (path !== '/posts.json' || method !== 'POST') return true;
    return madeBy(request.body ?? '') === name;
  });
}

function madeBy(body: string): CallName {
  if (/"topic_id"|topic_id=/.test(body)) return 'createPost';
  return /private_message/.test(body) ? 'createMessage' : 'createTopic';
}

interface RecordedRefusal {
  readonly number: string;
  readonly kind: string | undefined;
  readonly code: string | undefined;
}

function refusalsOf(name: CallName): readonly RecordedRefusal[] {
  return Object.entries(REPLAYS[name].refusals).flatMap(([outcome, numbers]) => {
    const [kind, code] = outcome.split(' ');
    return numbers.split(' ').map((number) => ({ number, kind, code }));
  });
}

const isSuccess = ({ response }: RecordedCall) => response.status < 400;

describe.each(NAMES)('call %s', (name) => {
  const { ask, success } = REPLAYS[name];
  const refusals = refusalsOf(name);

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
    expect(unread.map(({ number }) => number)).toEqual([]);
  });

  it('knows every recorded refusal', () => {
    const recorded = recordedOf(name).filter((one) => !isSuccess(one));

    expect(refusals.map(({ number }) => number).sort()).toEqual(recorded.map(({ number }) => number).sort());
  });

  it('turns each recorded refusal into our kind and code', async () => {
    for (const { number, kind, code } of refusals) {
      const recorded = recordedCall(number);
      reply(name, recorded);
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
    expect(NAMES.filter((name) => refusalsOf(name).length === 0)).toEqual([
      'topicPosts',
      'postWindow',
      'latestTopics',
      'members',
      'badges',
      'unassign',
      'removeUser',
      'removeGroup',
    ]);
  });

  it('lists the refusals that it knows without a recording', () => {
    const unrecorded = NAMES.flatMap((name) => {
      const call: Call<unknown> = CALLS[name];
      const hit = new Set(
        refusalsOf(name).map(({ number }) => {
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
      'badges 403 missing',
      'badges 404 missing',
      'badges 410 missing',
      'createPost 404 missing',
      'createTopic 422 closed_or_gone',
      'createTopic 422 too_long',
      'createTopic 422 too_similar',
      'createTopic 422 external_id_taken',
      'createTopic 422 tags_not_allowed',
      'createMessage 403 not_permitted',
      'createMessage 404 missing',
      'createMessage 422 closed_or_gone',
      'createMessage 422 too_short',
      'createMessage 422 too_long',
      'createMessage 422 too_similar',
      'createMessage 422 too_many_recipients',
      'createMessage 422 recipient_not_messageable',
      'editPost 404 missing',
      'editPost 422 too_long',
      'setTags 404 missing',
      'setNotice 403 not_permitted',
      'setNotice 409 edit_conflict',
      'setNotice 422 too_short',
      'setNotice 422 too_long',
      'likePost 404 missing',
      'setStatus 404 missing',
      'assign 400 assignee_at_limit',
      'unassign 403 not_permitted',
      'unassign 404 missing',
      'inviteUser 404 missing',
      'inviteUser 422 too_many_recipients',
      'inviteGroup 422 too_many_recipients',
      'inviteGroup 404 missing',
      'removeUser 403 not_permitted',
      'removeUser 404 missing',
      'removeGroup 403 not_permitted',
      'removeGroup 404 missing',
    ]);
  });

  it('never sends a whisper, and asks for the wrapped answer with every new post', () => {
    const sent = NAMES.flatMap((name): readonly string[] => CALLS[name].sends);

    expect(sent.filter((one) => one.includes('whisper'))).toEqual([]);
    expect(CALLS.createPost.sends).toContain('nested_post');
    expect(CALLS.createMessage.sends).toContain('nested_post');
  });
});
