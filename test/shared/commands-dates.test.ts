import { describe, it, expect } from '@jest/globals';
import { parseDay } from '../../shared/commands/dates.js';

/** A Tuesday. */
const TODAY = '2026-11-24';

describe('days that people write', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['1 December 2026', '2026-12-01'],
    ['1st of December, 2026', '2026-12-01'],
    ['December 1, 2026', '2026-12-01'],
    ['Dec 1st', '2026-12-01'],
    ['December 1', '2026-12-01'],
    ['November 24', '2026-11-24'],
    ['November 23', '2027-11-23'],
    ['29 February', '2028-02-29'],
    ['1.12.2026', '2026-12-01'],
    ['01.12.', '2026-12-01'],
    ['1.3', '2027-03-01'],
    ['1. Dezember 2026', '2026-12-01'],
    ['1. März', '2027-03-01'],
    ['1. Maerz 2027', '2027-03-01'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/2026', '2026-12-25'],
    ['05/05/2027', '2027-05-05'],
    ['in 12 months', '2027-11-24'],
    ['6 weeks', '2027-01-05'],
    ['in 10 days', '2026-12-04'],
    ['in a year', '2027-11-24'],
    ['in einem Jahr', '2027-11-24'],
    ['in 3 Monaten', '2027-02-24'],
    ['6 Wochen', '2027-01-05'],
    ['friday', '2026-11-27'],
    ['next Friday', '2026-11-27'],
    ['tuesday', '2026-12-01'],
    ['nächsten Freitag', '2026-11-27'],
    ['Sonnabend', '2026-11-28'],
    ['tomorrow', '2026-11-25'],
    ['heute', '2026-11-24'],
    ['no end', 'none'],
    ['unbefristet', 'none'],
    ['none', 'none'],
  ])('UI-32.2 reads "%s" as %s', (text, day) => {
    expect(parseDay(text, TODAY)).toBe(day);
  });

  it('UI-32.2 ends a month after the 31st with the shorter month', () => {
    expect(parseDay('in 1 month', '2027-01-31')).toBe('2027-02-28');
    expect(parseDay('in a month', '2028-01-31')).toBe('2028-02-29');
  });

  it.each([
    '03/04/2026',
    '3/4',
    '1.12.26',
    '12-01-2026',
    '2026-02-30',
    '2026-13-01',
    '31 June 2026',
    '31.6.',
    '32 December',
    'December',
    'December 2026',
    '2026',
    'soon',
    'in some weeks',
    'weeks',
    'in 6',
    '',
    '1 Decembre 2026',
    'the end of the year',
    '1 December 2026 or so',
    'in 9999 years',
  ])('UI-32.2 does not guess what "%s" means', (text) => {
    expect(parseDay(text, TODAY)).toBeNull();
  });

  it('UI-32.2 reads nothing relative to a day that is none', () => {
    expect(parseDay('tomorrow', 'yesterday')).toBeNull();
  });
});
