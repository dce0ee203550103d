import { describe, expect, it } from '@jest/globals';
import { settingsUnder } from '../../../service/features/clocks/arithmetic/policy.js';
import { clocksSettings } from '../../../service/features/clocks/settings.js';
import { TEMPLATE_NAMES } from '../../../service/features/clocks/templates.js';

const under = (written: Record<string, unknown>, name: string) => settingsUnder(clocksSettings.parse(written), name);
const problemsOf = (...policies: unknown[]) =>
  (clocksSettings.safeParse({ policies }).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);

describe('policies as they are written', () => {
  it.each(['\u200b', '\u3164', '\u2800', ' \u00ad\u2060 '])('have names of which something can be seen, not %j', (name) => {
    expect(problemsOf({ name, when: { tag: 'x' } })).toEqual([['policies.0.name', expect.stringContaining('that can be seen')]]);
  });

  it('name each value of a list once', () => {
    const vendors = { names: ['City Water', 'city water'] };

    expect(problemsOf({ name: 'a', when: { tag: ['x', 'y', 'x'] } })).toEqual([
      ['policies.0.when.tag.2', '"x" stands here twice; leave one out'],
    ]);
    expect(
      clocksSettings.safeParse({ vendors, thresholds: { percent: [50, 50] } }).error?.issues.map(({ path }) => path.join('.')),
    ).toEqual(['thresholds.percent.1', 'vendors.names.1']);
  });

  it('R-NEVER: ask for a calendar that opens on weekdays, not on special dates alone', () => {
    const calendar = { tz: 'UTC', hours: {}, dateHours: { '2026-12-24': [['09:00', '12:00']] } };

    expect(clocksSettings.safeParse({ calendar }).error?.issues).toMatchObject([
      { path: ['calendar', 'hours'], message: expect.stringContaining('give at least one weekday opening hours') },
    ]);
  });

  it('take from the default whatever they leave out', () => {
    const written = {
      targets: { firstReplyMinutes: 120, updateMinutes: 300 },
      reopen: 'ignore',
      policies: [{ name: 'mail', when: { channel: 'mail' }, targets: { firstReplyMinutes: 30 }, thresholds: { percent: [80] } }],
    };

    expect(under(written, 'mail')).toMatchObject({
      targets: { firstReplyMinutes: 30, updateMinutes: 300 },
      thresholds: { percent: [80], riskPercent: 75 },
      reopen: 'ignore',
    });
    expect(under(written, 'default')).toMatchObject({ targets: { firstReplyMinutes: 120 }, thresholds: { percent: [50, 75, 90] } });
  });

  it('say of the priorities that they ask for what they say of targets', () => {
    const policies = [{ name: 'now', when: { priority: ['urgent', 'high'] }, targets: { firstReplyMinutes: 200 } }];

    expect(under({ policies }, 'now').targets.byPriority).toMatchObject({
      urgent: { firstReplyMinutes: 200 },
      high: { firstReplyMinutes: 200 },
      low: {},
    });
  });

  it('replace a calendar as a whole', () => {
    const calendar = { tz: 'Asia/Tokyo', hours: { sat: [['10:00', '12:00']] } };

    expect(under({ policies: [{ name: 'a', when: { tag: 'x' }, calendar }] }, 'a').calendar).toMatchObject({
      tz: 'Asia/Tokyo',
      hours: { mon: [], sat: [['10:00', '12:00']] },
    });
  });

  it('are refused without conditions, with an empty one, twice under one name, as the default, or where nothing can reach them (R-MATCH)', () => {
    expect(problemsOf({ name: 'a', when: {} })).toEqual([
      ['policies.0.when', expect.stringContaining('conditions left empty match nothing')],
    ]);
    expect(problemsOf({ name: 'a', when: { tag: [] } })).toEqual([
      ['policies.0.when.tag', expect.stringContaining('leave the condition out')],
    ]);
    expect(problemsOf({ name: 'a', when: { tag: 'x' } }, { name: 'a', when: { tag: 'y' } })).toEqual([
      ['policies.1.name', 'two policies are named "a"; give one another name'],
    ]);
    expect(problemsOf({ name: 'default', when: { tag: 'x' } })).toEqual([
      ['policies.0.name', expect.stringContaining('give this one another name')],
    ]);
    expect(problemsOf({ name: 'a', when: { kind: ['incident', 'policy'] } }, { name: 'b', when: { kind: 'policy', tag: 'x' } })).toEqual([
      ['policies.1.when', expect.stringContaining('put "b" before it')],
    ]);
    expect(problemsOf({ name: 'a', when: { kind: 'policy', tag: 'x' } }, { name: 'b', when: { kind: 'policy' } })).toEqual([]);
  });

  it('are refused with a kind, lane, channel or target that there is not', () => {
    const problems = problemsOf({
      name: 'a',
      when: { kind: 'incidents', lane: 'fast', channel: 'form', priority: 'now' },
      targets: { firstReplyMinutes: 0 },
      calender: {},
    });

    expect(problems.map(([path]) => path)).toEqual([
      'policies.0.when.kind.0',
      'policies.0.when.lane.0',
      'policies.0.when.channel.0',
      'policies.0.when.priority.0',
      'policies.0.targets.firstReplyMinutes',
      'policies.0',
    ]);
    expect(problems[2]?.[1]).toContain('let the form set a tag');
  });
});

describe('templates', () => {
  it.each(TEMPLATE_NAMES)('need no further setting: %s', (template) => {
    const { targets, calendar } = clocksSettings.parse({ template });

    expect(targets.firstReplyMinutes).toBeGreaterThan(0);
    expect(calendar).toMatchObject({ hours: { mon: [expect.anything()] } });
  });

  it('differ from each other, and give way to whatever is said beside them', () => {
    const [small, urgent] = TEMPLATE_NAMES.map((template) => clocksSettings.parse({ template }));
    const own = clocksSettings.parse({
      template: 'urgent desk',
      calendar: { tz: 'Europe/Berlin' },
      targets: { firstReplyMinutes: 45, byPriority: { urgent: { firstReplyMinutes: 5 } } },
      urgent: false,
    });

    expect([small?.targets.firstReplyMinutes, urgent?.targets.firstReplyMinutes]).toEqual([960, 60]);
    expect([small?.urgent, urgent?.urgent, own.urgent]).toEqual([false, true, false]);
    expect(own).toMatchObject({
      calendar: { tz: 'Europe/Berlin', hours: { sun: [['00:00', '24:00']] } },
      targets: { firstReplyMinutes: 45, nextReplyMinutes: 60, byPriority: { urgent: { firstReplyMinutes: 5, updateMinutes: 60 } } },
    });
  });

  it('take the zone of a desk without its hours, and leave a policy the hours of its desk', () => {
    const written = {
      template: 'small desk',
      calendar: { tz: 'Europe/Berlin' },
      policies: [{ name: 'slow', when: { tag: 'x' }, template: 'small desk' }],
    };

    expect(under(written, 'default').calendar).toMatchObject({ tz: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']], sun: [] } });
    expect(under(written, 'slow').calendar).toEqual(under(written, 'default').calendar);
  });

  it('may be that of one policy only', () => {
    const written = { policies: [{ name: 'now', template: 'urgent desk', when: { priority: 'urgent' } }] };

    expect(under(written, 'now')).toMatchObject({ urgent: true, targets: { byPriority: { urgent: { firstReplyMinutes: 15 } } } });
    expect(under(written, 'default')).toMatchObject({ urgent: false, targets: { firstReplyMinutes: 480 } });
  });
});
