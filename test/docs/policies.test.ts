import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseCommunities } from '../../service/config/communities.js';
import { shownPolicies, tryPolicies } from '../../service/features/clocks/policy-desk.js';
import { rules } from '../../service/features/list.js';
import { codeBlocks } from './code-blocks.js';

const PAGE = readFileSync('docs/operating/policies.md', 'utf8');
const [file = ''] = codeBlocks(PAGE).flatMap(({ language, text }) => (language === 'yaml' ? [text] : []));
const ROWS = PAGE.split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.replaceAll('`', '').trim()));

it('the table of the page of policies has rows', () => {
  expect(ROWS).toHaveLength(6);
});

it.each(ROWS)('the page of policies is right about: %s %s %s %s %s', (...row) => {
  const [kind = '', tags = '', channel = '', lane = '', priority = '', policy = '', minutes = ''] = row;
  const parsed = parseCommunities(file, rules.features);
  const settings = parsed.ok ? parsed.communities[0]?.features['clocks']?.settings : null;
  const question = {
    category: 5,
    tags: tags === '' ? [] : [tags],
    kind,
    lane,
    channel: channel === 'mail' ? ('mail' as const) : ('board' as const),
    priority: priority as 'urgent' | 'high' | 'normal',
    language: 'en',
    isAskerIn: () => false,
  };

  expect(tryPolicies(settings, question)?.name).toBe(policy);
  const shown = shownPolicies(settings)?.find(({ name }) => name === policy);
  expect(shown?.targets.find(({ metric }) => metric === 'fr')?.minutes[question.priority]).toBe(Number(minutes));
});
