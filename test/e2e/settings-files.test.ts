import { describe, expect, it } from '@jest/globals';
import { parseCommunities, problemsText } from '../../service/config/communities.js';
import { rules } from '../../service/features/list.js';

const parse = (text: string) => parseCommunities(text, rules.features);

function refusedAs(text: string): string {
  const parsed = parse(text);
  return parsed.ok ? 'taken' : problemsText('communities.yaml', parsed.problems);
}

const community = (number: number): string => `  - id: desk-${number}
    name: Desk ${number}
    category: ${number}
    experts: experts_${number}
    facilitators: [facilitators, yara_and_friends]
    settleSeconds: 30
    locale: en
    words: { desk: help desk }
${'    # a line that says why\n'.repeat(13)}`;

/** 500 communities are the most that a file may have. */
const MOST = 500;

describe('a settings file', () => {
  it('that refers to itself is refused and says so', () => {
    expect(refusedAs('communities: &all\n  - *all\n')).toMatch(/refers to itself/);
  });

  it('whose aliases grow without end is refused at once', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`);
    const began = performance.now();

    expect(refusedAs(`l0: &l0 [x]\n${levels.join('\n')}\ncommunities: *l12\n`)).toMatch(/repeats an alias too often/);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('with a key twice is refused with the line of the second', () => {
    const text = 'communities:\n  - id: housing\n    category: 5\n    category: 6\n';

    expect(refusedAs(text)).toMatch(/line 4: .*unique/i);
  });

  it('of 10,000 lines is read in a few seconds', () => {
    const text = `communities:\n${Array.from({ length: MOST }, (_, index) => community(index + 1)).join('')}`;
    expect(text.split('\n').length).toBeGreaterThan(10_000);
    const began = performance.now();

    const parsed = parse(text);

    expect(parsed.ok && parsed.communities).toHaveLength(MOST);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('of 10,000 lines with a mistake near its end names that line', () => {
    const text = `communities:\n${Array.from({ length: MOST }, (_, index) => community(index + 1)).join('')}`;
    const start = text.lastIndexOf('    settleSeconds: 30');
    const wrong = `${text.slice(0, start)}    setleSeconds: 30${text.slice(start + '    settleSeconds: 30'.length)}`;
    const line = text.slice(0, start).split('\n').length;

    expect(line).toBeGreaterThan(10_000);
    expect(refusedAs(wrong)).toContain(
      `line ${line}: communities.${MOST - 1}: the key setleSeconds is not known. Did you mean settleSeconds?`,
    );
  });

  it('with more communities than anybody has is refused with the number', () => {
    const text = `communities:\n${Array.from({ length: MOST + 1 }, (_, index) => community(index + 1)).join('')}`;

    expect(refusedAs(text)).toContain('there are 501 communities; a file has at most 500');
  });
});
