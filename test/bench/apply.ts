import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import { createPluginClient } from '../../service/adapters/discourse/plugin-client.js';
import { MOST_EFFECTS, type PluginEffect } from '../../shared/contracts/plugin/effects.js';
import { markerOf, withMarker } from '../../shared/marker.js';
import { createSandbox } from '../../service/sandbox/sandbox.js';
import { SAMPLE_BOT, SAMPLE_KEYS, setUpSample } from '../../service/sandbox/sample.js';

const SECRET = 'secret-of-the-bench';
const ROUNDS = 5;

/**
 * A hundred status posts in a hundred topics: through the plugin in one request, and over REST as the outbox does it without (each topic is
 * read before it is written in). Both in the sandbox forum of this process, by turns.
 */
export async function apply() {
  const sandbox = createSandbox({ clock: systemClock });
  setUpSample(sandbox);
  sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);
  await sandbox.start();
  const counted = countRequests();
  const forum = createDiscourseForum({ url: sandbox.url, apiKey: SAMPLE_KEYS.bot, apiUsername: SAMPLE_BOT, clock: systemClock });
  const plugin = createPluginClient({ url: sandbox.url, secret: SECRET, clock: systemClock });
  const rows = { plugin: { requests: 0, seconds: [] as number[] }, rest: { requests: 0, seconds: [] as number[] } };
  const measured = async (row: (typeof rows)[keyof typeof rows], work: () => Promise<unknown>): Promise<void> => {
    const [before, began] = [counted.requests(), performance.now()];
    await work();
    row.seconds.push((performance.now() - began) / 1000);
    row.requests += counted.requests() - before;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const topics = Array.from({ length: 2 * MOST_EFFECTS }, (_, index) => {
      const title = `Question ${index} of round ${round}`;
      return sandbox.as('paula').ask({ category: 'Housing Desk', title, raw: `What can I do about this? ${title}` }).topicId;
    });
    await measured(rows.plugin, () => plugin.apply(topics.slice(0, MOST_EFFECTS).map(statusIn)));
    await measured(rows.rest, async () => {
      for (const topic of topics.slice(MOST_EFFECTS)) {
        await forum.readTopic(topic);
        await forum.createPost({ topicId: topic, raw: statusIn(topic).raw, quiet: true });
      }
    });
  }
  counted.stop();
  await sandbox.stop();
  const [one, other] = [figures(rows.plugin), figures(rows.rest)];
  const line = (name: string, { requestsPerHundred, effectsPerSecond, spread }: ReturnType<typeof figures>): string =>
    `${name}: ${requestsPerHundred} requests for ${MOST_EFFECTS} effects, ${effectsPerSecond} effects/s (median of ${ROUNDS}, ${spread})`;
  return { plugin: one, rest: other, lines: [line('plugin', one), line('REST', other)] };
}

function statusIn(topicId: number): Extract<PluginEffect, { type: 'post' }> {
  const key = `status:ticket:${topicId}`;
  const marker = markerOf(SECRET, key, 1);
  const raw = withMarker(`**Desk: HD-${topicId}**\n\n- It is with the desk.`, marker);
  const where = { topicId, replyToPostId: null, noBump: true, onlyInMessage: false };
  return { type: 'post', key, revision: 1, raw, markers: [marker], ...where };
}

function figures({ requests, seconds }: { readonly requests: number; readonly seconds: readonly number[] }) {
  const rates = seconds.map((one) => Math.round(MOST_EFFECTS / one)).sort((a, b) => a - b);
  const effectsPerSecond = rates[Math.floor(rates.length / 2)] ?? 0;
  return { requestsPerHundred: requests / seconds.length, effectsPerSecond, spread: `${rates[0] ?? 0} to ${rates.at(-1) ?? 0}` };
}

/** All requests that reach a server of this process. */
function countRequests() {
  let count = 0;
  const onRequest = (): void => void (count += 1);
  subscribe('http.server.request.start', onRequest);
  return { requests: () => count, stop: () => unsubscribe('http.server.request.start', onRequest) };
}
