import { z } from 'zod';
import { errorAnswer } from './common.js';
import { pluginEffect, effectAnswer } from './effects.js';
import {
  applyAnswer,
  applyRequest,
  commandAnswer,
  commandRequest,
  designationAnswer,
  designationRequest,
  helloAnswer,
  helloRequest,
  pingAnswer,
  similarAnswers,
  stateAnswer,
  stateRequest,
} from './requests.js';

const PARTS = {
  errorAnswer,
  pluginEffect,
  effectAnswer,
  applyRequest,
  applyAnswer,
  stateRequest,
  stateAnswer,
  pingAnswer,
  commandRequest,
  commandAnswer,
  designationRequest,
  designationAnswer,
  similarAnswers,
  helloRequest,
  helloAnswer,
};

/** The contract of plugin and service as JSON Schema: what `shared/contracts/plugin.schema.json` holds. */
export function pluginContractSchema(): string {
  const definitions = Object.entries(PARTS).map(([name, schema]) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return [name, rest] as const;
  });
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://hybrid-desk.example/contracts/plugin.schema.json',
    title: 'Hybrid Desk: what plugin and service say to each other',
    $defs: Object.fromEntries(definitions),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
