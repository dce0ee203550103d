import { describe, it, expect } from '@jest/globals';
import { markerIn, markerOf, sameMarker, withMarker, withoutMarker } from '../../shared/marker.js';

const SECRET = 'installation secret';

describe('markerOf', () => {
  it('is hd1- and 26 characters that an external_id allows', () => {
    expect(markerOf(SECRET, 'notice:post:27', 1)).toMatch(/^hd1-[a-z2-7]{26}$/);
  });

  it('is HMAC-SHA256 of key and revision in base32', () => {
    // Worked out with: printf 'notice:post:27\n1' | openssl dgst -sha256 -hmac 'installation secret' -binary | base32
    expect(markerOf(SECRET, 'notice:post:27', 1)).toBe('hd1-qe6urthp5np7x5ahvusawbeo43');
  });

  it.each([
    ['the secret', markerOf('another secret', 'notice:post:27', 1)],
    ['the key', markerOf(SECRET, 'notice:post:28', 1)],
    ['the revision', markerOf(SECRET, 'notice:post:27', 2)],
    ['where the key ends', markerOf(SECRET, 'notice:post:2', 71)],
  ])('differs with %s', (_what, other) => {
    expect(other).not.toBe(markerOf(SECRET, 'notice:post:27', 1));
  });
});

describe('a marker in a text', () => {
  const marker = markerOf(SECRET, 'status:topic:20', 3);

  it('is read back from where it was written', () => {
    expect(markerIn(withMarker('Owner: the desk.\n', marker))).toBe(marker);
  });

  it('leaves the text as it was', () => {
    expect(withoutMarker(withMarker('Owner: the desk.', marker))).toBe('Owner: the desk.');
  });

  it('stands in a comment at the end', () => {
    expect(withMarker('Owner: the desk.\n\n', marker)).toBe(`Owner: the desk.\n\n<!-- ${marker} -->`);
  });

  it.each([
    ['no comment', `Owner ${marker}`],
    ['a comment of somebody else', '<!-- hello -->'],
    ['one character too few', `<!-- ${marker.slice(0, -1)} -->`],
    ['one character too many', `<!-- ${marker}a -->`],
    ['upper case', `<!-- ${marker.toUpperCase()} -->`],
  ])('is not found in %s', (_what, raw) => {
    expect(markerIn(raw)).toBeNull();
  });
});

describe('sameMarker', () => {
  it('accepts equal markers and refuses others, of any length', () => {
    const marker = markerOf(SECRET, 'a', 1);

    expect(sameMarker(marker, markerOf(SECRET, 'a', 1))).toBe(true);
    expect(sameMarker(marker, markerOf(SECRET, 'a', 2))).toBe(false);
    expect(sameMarker(marker, marker.slice(0, 10))).toBe(false);
    expect(sameMarker(marker, '')).toBe(false);
  });
});
