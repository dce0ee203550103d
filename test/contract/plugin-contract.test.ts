import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { errorAnswer } from '../../shared/contracts/plugin/common.js';
import { effectAnswer, pluginEffect } from '../../shared/contracts/plugin/effects.js';
import { applyAnswer, applyRequest, stateAnswer, stateRequest } from '../../shared/contracts/plugin/requests.js';
import { isSignedBy, signatureOf } from '../../shared/contracts/plugin/signature.js';

/** The plugin's own specs read the same two files, with the schema that is made of these types. */
const PARTS = { errorAnswer, effectAnswer, pluginEffect, applyRequest, applyAnswer, stateRequest, stateAnswer };

interface Example {
  readonly name: string;
  readonly part: keyof typeof PARTS;
  readonly fits: boolean;
  readonly value: unknown;
}

interface Vector {
  readonly name: string;
  readonly secret: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly signature: string;
}

function fixture<Row>(name: string): readonly Row[] {
  return JSON.parse(readFileSync(`test/fixtures/${name}`, 'utf8')) as readonly Row[];
}

describe('what plugin and service both read', () => {
  it.each(fixture<Example>('plugin-contract-examples.json'))('agrees with the plugin about $name', ({ part, value, fits }) => {
    expect(PARTS[part].safeParse(value).success).toBe(fits);
  });

  it.each(fixture<Vector>('plugin-signatures.json'))('makes the same signature of $name', (vector) => {
    expect(signatureOf(vector.secret, vector)).toBe(vector.signature);
    expect(isSignedBy(vector.secret, vector, vector.signature)).toBe(vector.secret !== '');
  });
});
