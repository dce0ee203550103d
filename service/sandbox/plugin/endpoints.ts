import type { IncomingHttpHeaders } from 'node:http';
import { CONTRACT, type PluginErrorType } from '../../../shared/contracts/plugin/common.js';
import { MOST_EFFECTS, pluginEffect, type EffectAnswer, type PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import { applyRequest, stateRequest } from '../../../shared/contracts/plugin/requests.js';
import { isSignedBy, SIGNATURE_HEADERS, SIGNATURE_SECONDS } from '../../../shared/contracts/plugin/signature.js';
import { userNamed } from '../lookups.js';
import { notFound, refusal, type Refusal } from '../refusal.js';
import type { Answer } from '../routes/call.js';
import { json } from '../routes/call.js';
import type { User } from '../state.js';
import type { World } from '../world.js';
import { carryOut } from './carry-out.js';
import { digestOf } from './digest.js';
import { refused, type Acting, type Outcome } from './outcome.js';
import type { PluginState } from './plugin-state.js';

/** A request as it came: what was signed. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type PluginEndpoint = 'ping' | 'state' | 'apply';

/** The endpoints of the plugin; as long as the forum has none, there is nothing at these paths. */
export function answerPlugin(world: World, endpoint: PluginEndpoint, request: SignedRequest): Answer | Refusal {
  const { plugin } = world.state;
  if (plugin === null || !plugin.isOn) return notFound();
  const problem = signatureProblem(world, plugin, request);
  if (problem !== null) return failed(403, problem);
  const bot = userNamed(world.state, plugin.bot);
  if (endpoint === 'ping') return json(ping(world, plugin, bot));
  const body = parsed(request.body);
  if (body === undefined) return failed(400, 'not_json');
  if (contractOf(body) !== plugin.contract) return failed(409, 'version_mismatch');
  if (isOfOther(plugin, body)) return failed(409, 'other_forum');
  if (!bot || bot.suspended) return failed(409, 'bot_unfit');
  return endpoint === 'state' ? state(world, bot, body) : apply({ world, bot, plugin }, body);
}

function failed(status: number, type: PluginErrorType): Refusal {
  return refusal(status, { errors: [`The plugin did not take the request: ${type}.`], error_type: type });
}

function signatureProblem(world: World, plugin: PluginState, { method, path, headers, body }: SignedRequest): PluginErrorType | null {
  if (plugin.secret === '') return 'not_configured';
  const [timestamp, nonce, signature] = [SIGNATURE_HEADERS.timestamp, SIGNATURE_HEADERS.nonce, SIGNATURE_HEADERS.signature].map((name) =>
    String(headers[name] ?? ''),
  );
  if (timestamp === undefined || nonce === undefined || signature === undefined) return 'bad_signature';
  if (!isSignedBy(plugin.secret, { timestamp, nonce, method, path, body }, signature)) return 'bad_signature';
  if (Math.abs(Date.parse(world.now()) / 1000 - Number(timestamp)) > SIGNATURE_SECONDS) return 'old_timestamp';
  if (plugin.nonces.includes(nonce)) return 'used_nonce';
  plugin.nonces = [...plugin.nonces.slice(-1_000), nonce];
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ping(world: World, plugin: PluginState, bot: User | undefined) {
  const configs = Object.entries(plugin.configs).flatMap(([name, value]) => (value === null ? [] : [[name, value.version] as const]));
  return {
    contract: plugin.contract,
    plugin: '0.1.0',
    forum: '2.9.0.beta4',
    site: plugin.site,
    at: world.now(),
    abilities: plugin.abilities,
    bot: { id: bot?.id ?? null, username: bot?.username ?? null, problem: bot && !bot.suspended ? null : 'suspended' },
    configs: Object.fromEntries(configs),
    problems: [],
  };
}

function isOfOther({ site }: PluginState, body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'site' in body && body.site !== site;
}

function contractOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'contract' in body ? body.contract : null;
}

function state(world: World, bot: User, body: unknown): Answer | Refusal {
  const read = stateRequest.safeParse(body);
  if (!read.success) return failed(422, 'invalid_request');
  const topics = read.data.topicIds.map((id) => {
    const digest = digestOf(world.state, bot, id);
    const topic = world.state.topics.find((one) => one.id === id);
    return digest === null ? { id, gone: true } : { id, digest, highestPostNumber: 1, bumpedAt: topic?.bumpedAt ?? null };
  });
  return json({ contract: CONTRACT, at: world.now(), topics });
}

function apply(acting: Acting, body: unknown): Answer | Refusal {
  const given = (body as { readonly effects?: unknown } | null)?.effects;
  if (Array.isArray(given) && given.length > MOST_EFFECTS) return failed(422, 'too_many');
  const read = applyRequest.safeParse(body);
  if (!read.success) return failed(422, 'invalid_request');
  const digests = digestsFor(acting, read.data.effects);
  return json({ contract: CONTRACT, answers: read.data.effects.map((effect) => answerOne(acting, effect, digests)) });
}

type Digests = ReadonlyMap<number, string | null>;

/** As the topics were before the batch began: what the batch itself changes is no reason against the rest of it. */
function digestsFor({ world, bot }: Acting, effects: readonly unknown[]): Digests {
  const topics = effects.flatMap((effect) => {
    const topicId = pluginEffect.safeParse(effect).data?.onlyIf?.topicId;
    return topicId === undefined ? [] : [topicId];
  });
  return new Map([...new Set(topics)].map((topic) => [topic, digestOf(world.state, bot, topic)]));
}

/** A bad effect does not stop the others. */
function answerOne(acting: Acting, given: unknown, digests: Digests): EffectAnswer {
  const read = pluginEffect.safeParse(given);
  if (read.success) {
    const { key, revision } = read.data;
    return { key, revision, ...claimed(acting, read.data, digests) };
  }
  const { key, revision, type } = given as { readonly key?: unknown; readonly revision?: unknown; readonly type?: unknown };
  const isKnown = pluginEffect.options.some((option) => option.shape.type.value === type);
  return { key: String(key), revision: Number(revision), ...refused(isKnown ? 'invalid_effect' : 'unknown_effect') };
}

/** What is done is answered as it was, a refused one is tried again; one that was overtaken, or whose topic changed, is not begun. */
function claimed(acting: Acting, effect: PluginEffect, digests: Digests): Outcome {
  const { plugin } = acting;
  const name = `${effect.key}#${effect.revision}`;
  const recorded = plugin.effects[name];
  if (recorded?.outcome === 'done') return recorded;
  if ((plugin.newest[effect.key] ?? 0) > effect.revision) return { outcome: 'overtaken' };
  if (effect.onlyIf && digests.get(effect.onlyIf.topicId) !== effect.onlyIf.digest) return { outcome: 'stale' };
  const outcome = carryOut(acting, effect);
  plugin.effects[name] = { key: effect.key, revision: effect.revision, ...outcome };
  if (outcome.outcome === 'done') plugin.newest[effect.key] = effect.revision;
  return outcome;
}
