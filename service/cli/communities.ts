import { stringify } from 'yaml';
import { applyCommunities } from '../assembly/apply-communities.js';
import { DONE, FELL_SHORT } from './answer.js';
import type { DeskCommand } from './desk.js';

/** `communities apply <file>`: what differs becomes a new version, dated now. */
export const communitiesApply: DeskCommand = async ({ store, forumId, forum, rules, clock, holidays }, { file, text, recompute }) => {
  const applied = await applyCommunities(
    { name: file ?? 'the file', text: text ?? '' },
    { store, forumId, features: rules.features, clock, recompute: recompute === 'yes', forum, ...(holidays && { holidays }) },
  );
  return applied.ok ? { code: DONE, text: applied.text, json: { changed: applied.changed } } : { code: FELL_SHORT, text: applied.text };
};

/** `communities show`: what is in force, and which versions there were. */
export const communitiesShow: DeskCommand = async ({ store, forumId }) => {
  const versions = await store.settings(forumId);
  const newest = new Map(versions.map((version) => [version.community, version]));
  const inForce = [...newest.values()].filter((version) => version.settings !== null);
  const history = versions.map(({ community, version, at, recompute }) => ({ community, version, at, recompute }));
  const text =
    inForce.length === 0
      ? 'No community is designated. Apply a settings file: hybrid-desk communities apply <file>'
      : stringify({ inForce, history }, { lineWidth: 0, aliasDuplicateObjects: false });
  return { code: DONE, text, json: { inForce, history } };
};
