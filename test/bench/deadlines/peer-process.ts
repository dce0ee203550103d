// One peer in a process of its own: a line of JSON in, a line out. Peers may loop for ever, and read their zone when the process starts.
import { createInterface } from 'node:readline';
import { Cannot, type Group, type Peer, type Reply } from './peer.js';
import { PEERS } from './peers.js';

const peer = PEERS[process.argv[2] ?? ''];
if (!peer) throw new Error(`no peer ${process.argv[2] ?? ''}`);
// The asker's time limits begin here.
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(replyTo(peer, JSON.parse(line) as Group))}\n`);
}

function replyTo({ prepare }: Peer, { calendar, questions, milliseconds }: Group): Reply {
  try {
    const ready = questions.map(prepare(calendar));
    return {
      due: ready.map((one) => one.shown(one.due())),
      elapsed: ready.map((one) => one.elapsed()),
      dueCost: costOf(milliseconds, ready.length, () => {
        for (const one of ready) one.due();
      }),
      elapsedCost: costOf(milliseconds, ready.length, () => {
        for (const one of ready) one.elapsed();
      }),
    };
  } catch (error) {
    return { cannot: error instanceof Cannot ? error.message : `failed: ${String(error)}` };
  }
}

/** Nanoseconds per question. */
function costOf(milliseconds: number, count: number, pass: () => void): number {
  const started = process.hrtime.bigint();
  const enough = started + BigInt(Math.round(milliseconds * 1e6));
  let passes = 0;
  let now = started;
  while (now < enough || passes === 0) {
    pass();
    passes += 1;
    now = process.hrtime.bigint();
  }
  return Number(now - started) / (passes * count);
}
