import { describe, expect, it } from '@jest/globals';
import { wordsFor } from '../../shared/words.js';
import type { OwnWant, Part, Want } from '../../service/engine/feature.js';
import { surfaces } from '../../service/engine/surfaces.js';
import { at } from './engine-story.js';

const TOPIC = 20;
const status = (line: string, because = 'why'): Part => ({ type: 'StatusPart', topic: TOPIC, line, because });
const tag = (name: string, because = 'why'): Part => ({ type: 'TagPart', topic: TOPIC, tag: name, because });
const notice = (post: number, text: string, because = 'why'): Part => ({ type: 'NoticePart', post, topic: TOPIC, text, because });
const message = ({ raw = 'R', ...own }: Partial<OwnWant<'room'>> & { raw?: string } = {}): Want => ({
  type: 'Want',
  kind: 'room',
  key: 'room:ticket:20:1',
  value: { title: 'T', raw, users: [1], groups: [], mostMembers: null, timesAsked: 1 },
  because: 'why',
  notAfter: null,
  isAskedFor: false,
  ...own,
});

function compose(spoken: ReadonlyArray<Part | Want>, managedTags: readonly string[] = []) {
  return surfaces(spoken, { topic: TOPIC, words: wordsFor('en', {}), locale: 'en', managedTags, removedTags: [] });
}
const hashes = (spoken: ReadonlyArray<Part | Want>) => compose(spoken).map((want) => want.valueHash);

describe('the parts of one object', () => {
  it('make one status post per ticket, its lines in the order of the features', () => {
    const [want, ...others] = compose([status('first'), tag('x'), status('second')]).filter(({ kind }) => kind === 'status');

    expect(others).toEqual([]);
    expect(want).toMatchObject({ key: 'status:ticket:20', isIrreversible: true, value: { topic: TOPIC } });
    expect((want?.value as { raw: string }).raw).toContain('- first\n- second\n');
  });

  it('make one notice per post', () => {
    expect(compose([notice(27, 'one'), notice(28, 'other'), notice(27, 'two')])).toMatchObject([
      { key: 'notice:post:27', value: { post: 27, text: 'one\n\ntwo' } },
      { key: 'notice:post:28', value: { post: 28, text: 'other' } },
    ]);
  });

  it('leave no trace of an empty part in a notice: empty means that our block shall be gone', () => {
    expect(compose([notice(27, '')])).toMatchObject([{ key: 'notice:post:27', value: { text: '' } }]);
  });

  it('make one list of tags per topic, without repetitions', () => {
    expect(compose([tag('b'), tag('a'), tag('b')])).toMatchObject([
      { key: 'tags:topic:20', isIrreversible: false, value: { present: ['a', 'b'], managed: ['a', 'b'] } },
    ]);
  });

  it('take away tags of ours that no part wants any more, and no other', () => {
    expect(compose([tag('b')], ['a', 'b'])).toMatchObject([{ value: { present: ['b'], managed: ['a', 'b'] } }]);
    expect(compose([], ['a'])).toMatchObject([{ value: { present: [], managed: ['a'] }, because: 'no tag of the desk applies' }]);
    expect(compose([], [])).toEqual([]);
  });

  it('give all their reasons, each once', () => {
    expect(compose([status('first', 'one'), status('second', 'two'), status('third', 'one')])[0]?.because).toBe('one; two');
  });
});

describe('a message', () => {
  it('keeps its own key and time limit, and comes before all else', () => {
    const wants = compose([tag('a'), status('first'), message({ notAfter: at('12:00') }), message({ key: 'room:ticket:20:2' })]);

    expect(wants.map(({ key, notAfter }) => [key, notAfter])).toEqual([
      ['room:ticket:20:1', at('12:00')],
      ['room:ticket:20:2', null],
      ['status:ticket:20', null],
      ['tags:topic:20', null],
    ]);
    const priorities = wants.map(({ priority }) => priority);
    expect(priorities).toEqual([...priorities].sort((a, b) => a - b));
    expect(wants[0]).toMatchObject({ kind: 'room', isIrreversible: true, value: { title: 'T', raw: 'R', users: [1], groups: [] } });
  });
});

describe('equality', () => {
  it('is that of the composed text: a reason that changed and parts that come otherwise change nothing', () => {
    expect(hashes([status('first', 'one'), tag('a'), tag('b')])).toEqual(hashes([status('first', 'two'), tag('b'), tag('a')]));
  });

  it('ends with another text, another order of lines or another tag', () => {
    expect(hashes([status('first'), status('second')])).not.toEqual(hashes([status('second'), status('first')]));
    expect(hashes([tag('a')])).not.toEqual(hashes([tag('b')]));
    expect(hashes([message()])).not.toEqual(hashes([message({ raw: 'R2' })]));
    expect(hashes([message()])).toEqual(hashes([message({ notAfter: at('12:00'), because: 'another' })]));
  });

  it('is that of each language for itself', () => {
    const german = surfaces([status('first')], { topic: TOPIC, words: wordsFor('de', {}), locale: 'de', managedTags: [], removedTags: [] });

    expect(german.map((want) => want.valueHash)).not.toEqual(hashes([status('first')]));
  });
});
