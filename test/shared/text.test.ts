import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, hashState, hashText, normaliseRaw } from '../../shared/text.js';

describe('normaliseRaw', () => {
  it.each([
    ['line ends of Windows', 'one\r\ntwo', 'one\ntwo'],
    ['line ends of old Macs', 'one\rtwo', 'one\ntwo'],
    ['blanks and tabs at the end of a line', 'one \t\ntwo', 'one\ntwo'],
    ['blank lines at the end', 'one\n\n \n', 'one'],
  ])('drops %s', (_what, raw, expected) => {
    expect(normaliseRaw(raw)).toBe(expected);
  });

  it.each([
    ['indentation', '    code'],
    ['blanks inside a line', 'one  two'],
    ['blank lines inside', 'one\n\ntwo'],
    ['the host of a link', 'https://example.org/t/1'],
    ['the host of an upload: another host is another file', 'https://example.org/uploads/a.png'],
  ])('keeps %s', (_what, raw) => {
    expect(normaliseRaw(raw)).toBe(raw);
  });

  it('changes nothing the second time', () => {
    const anyRaw = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', '\r\n', 'ä', '👍') });

    fc.assert(fc.property(anyRaw, (raw) => normaliseRaw(normaliseRaw(raw)) === normaliseRaw(raw)));
  });
});

describe('hashText', () => {
  it('is the same for texts that differ only in what is normalised', () => {
    expect(hashText('one \r\ntwo\n')).toBe(hashText('one\ntwo'));
  });

  it('differs for any other text, also in letter case', () => {
    expect(hashText('One')).not.toBe(hashText('one'));
  });

  it('is 32 hex digits of SHA-256', () => {
    expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb924');
  });
});

describe('canonicalJson and hashState', () => {
  it('orders the keys of objects at every depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });

  it('keeps the order of lists', () => {
    expect(hashState([1, 2])).not.toBe(hashState([2, 1]));
  });

  it('gives equal hashes for equal values, whatever the order of their keys', () => {
    const anyEntries = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key });

    fc.assert(
      fc.property(anyEntries, (entries) => {
        expect(hashState(Object.fromEntries(entries))).toBe(hashState(Object.fromEntries(entries.toReversed())));
      }),
    );
  });
});
