import { parse, stringify } from 'yaml';
import type { PolicyDesk } from '../console/policies.js';
import { checkPolicies, shownPolicies, tryPolicies } from '../features/clocks/policy-desk.js';

/** What the page of policies needs of the clocks and of the form of the settings file. */
export const policyDesk: PolicyDesk = {
  show: shownPolicies,
  check: checkPolicies,
  try: tryPolicies,
  toText: (policies) => stringify({ policies }, { lineWidth: 0, aliasDuplicateObjects: false }),
  fromText(text) {
    try {
      const read: unknown = parse(text, { maxAliasCount: 0 });
      const policies = typeof read === 'object' && read !== null && 'policies' in read ? read.policies : read;
      return Array.isArray(policies) ? { policies } : null;
    } catch {
      return null;
    }
  },
};
