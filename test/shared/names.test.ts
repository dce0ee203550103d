import { describe, it, expect } from '@jest/globals';
import { nameKey } from '../../shared/names.js';

describe('nameKey', () => {
  it('does not contain the name', () => {
    expect(nameKey('sofia')).toMatch(/^[0-9a-f]{20}$/);
  });

  it('is the same in any letter case, as names are in the forum', () => {
    expect(nameKey('Sofia_R')).toBe(nameKey('sofia_r'));
  });

  it('is the same for composed and decomposed letters', () => {
    expect(nameKey('Zo\u00eb')).toBe(nameKey('Zoe\u0308'));
  });

  it('differs for different names', () => {
    expect(nameKey('sofia')).not.toBe(nameKey('sofia1'));
  });
});
