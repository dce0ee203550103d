import { expect, it } from '@jest/globals';
import { masked, privateWords } from '../../service/cli/private-words.js';
import type { TicketView } from '../../service/engine/feature.js';
import type { TicketMaterial } from '../../service/ports/store.js';

const LINES = new Map([
  [101, '@desk escalate because of the blue canary'],
  [102, '@desk official for all'],
  [103, '@desk escalate because of the open road'],
]);
const material = {
  facts: [...LINES.keys()].map((post) => ({ body: { type: 'CommandLines', post, version: 1, lines: [{ hash: 'x', textId: `${post}` }] } })),
  texts: new Map([...LINES].map(([post, text]) => [`${post}`, text])),
  settings: [],
} as unknown as TicketMaterial;

function viewOf(isPrivate: boolean): TicketView {
  const posts = new Map([
    [102, { kind: 'whisper' }],
    [103, { kind: 'regular' }],
  ]);
  return { topic: { isPrivate, posts } } as unknown as TicketView;
}

it('ES-02 what a line said in private is masked for the operator, wherever it stands', () => {
  const said = { because: 'they said: of the blue canary', scope: 'all', state: 'allowed', road: ['of the open road'] };

  // 101 is nowhere to be seen, 102 is a whisper.
  expect(masked(said, privateWords(material, [viewOf(false)]))).toEqual({
    because: 'they said: of (private words)',
    scope: '(private words)',
    state: 'allowed',
    road: ['of the open road'],
  });
  expect(masked(said, privateWords(material, [viewOf(false), viewOf(true)]))).toMatchObject({ road: ['of (private words)'] });
});
