/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request, Response } from 'express';
import type { Thing } from '../../shared/facts.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { renderPage } from './layout.js';
import { openQuestions, questionOf, type PageQuestion, type PolicyDesk } from './policies.js';
import { PoliciesPage, type PoliciesProps } from './policies-page.js';
import { one, policyFrom, typedFrom, typedOf, type Typed } from './policy-draft.js';
import { mayTry } from './routing.js';
import { isForNobody, NotForYou, type Visit } from './visit.js';

const TITLE = 'Policies';

/** The list that is being written, and what is in the form beside it. */
interface Draft {
  readonly policies: readonly unknown[];
  readonly index: number | null;
  readonly typed: Typed;
  readonly problems: readonly string[];
}

/** CL-09: looked at by GET, written by POST; neither changes anything. */
export async function policiesPage(visit: Visit, request: Request, response: Response): Promise<string> {
  const { parts, context, frame, viewer, layout } = visit;
  const desk = parts.policies;
  const body = typedOf(request.method === 'POST' ? request.body : request.query);
  const found = await settingsOf(visit, one(body, 'community'));
  if (isForNobody(viewer) || desk === undefined || found === null || !mayTry(viewer, found)) {
    response.status(403);
    return renderPage({ title: TITLE, ...layout, address: '/policies', children: <NotForYou /> });
  }
  const inForce = found.features['clocks']?.settings;
  const written = (desk.show(inForce) ?? []).filter(({ isDefault }) => !isDefault).map((policy) => policy.written);
  const before = one(body, 'text') === '' ? { policies: written } : desk.fromText(body['text']?.[0] ?? '');
  const changed = request.method === 'POST' ? afterDeed(before?.policies ?? null, body, { desk, inForce }) : fresh(written);
  const checked = desk.check(inForce, changed.policies);
  const settings = checked.ok ? checked.settings : inForce;
  const [questions, trial] = await Promise.all([
    openQuestions(context, found, viewer),
    trialOf(visit, { settings: found, policies: settings, topic: one(body, 'topic') }, desk),
  ]);
  const policies = desk.show(settings) ?? [];
  const text = before === null ? (body['text']?.[0] ?? '') : desk.toText(changed.policies);
  const props: PoliciesProps = {
    community: found.id,
    frame,
    labels: await context.store.labels(context.forumId, thingsIn(policies)),
    policies,
    isChanged: text !== desk.toText(written),
    text,
    problems: [...changed.problems, ...(checked.ok ? [] : checked.problems.map((problem) => inWords(problem, changed.policies)))],
    open: { ...questions, gets: getsOf(questions.questions, (question) => desk.try(settings, question)?.name) },
    topic: one(body, 'topic'),
    trial,
    index: changed.index,
    typed: changed.typed,
  };
  return renderPage({ title: TITLE, ...layout, address: `/policies?community=${found.id}`, children: <PoliciesPage {...props} /> });
}

async function settingsOf({ context, frame }: Visit, asked: string): Promise<CommunitySettings | null> {
  const versions = [...(await context.store.settings(context.forumId))].sort((a, b) => a.version - b.version);
  const id = frame.communities.has(asked) ? asked : [...frame.communities.keys()][0];
  return versions.findLast(({ community }) => community === id)?.settings ?? null;
}

function fresh(policies: readonly unknown[]): Draft {
  return { policies, index: null, typed: {}, problems: [] };
}

const NO_LIST = 'the lines are no list of policies; write them as below `policies:` in the settings file';

/** What the button that was pressed makes of the list. */
function afterDeed(
  policies: readonly unknown[] | null,
  typed: Typed,
  { desk, inForce }: { readonly desk: PolicyDesk; readonly inForce: unknown },
): Draft {
  const given = one(typed, 'index');
  const index = /^\d{1,2}$/.test(given) ? Number(given) : null;
  if (policies === null) return { policies: [], index, typed, problems: [NO_LIST] };
  const [deed = '', place = ''] = one(typed, 'do').split(':');
  const at = /^\d{1,2}$/.test(place) ? Number(place) : -1;
  const here = policies[at];
  switch (deed) {
    case 'up':
    case 'down':
      return { policies: moved(policies, at, deed === 'up' ? at - 1 : at + 1), index: null, typed, problems: [] };
    case 'remove':
      return { policies: policies.filter((_, other) => other !== at), index: null, typed, problems: [] };
    case 'edit':
      return { policies, index: isPolicy(here) ? at : index, typed: isPolicy(here) ? typedFrom(here) : typed, problems: [] };
    case 'new':
      return fresh(policies);
    case 'save':
      return saved(policies, { index, typed }, (list) => desk.check(inForce, list));
    default:
      return { policies, index, typed, problems: [] };
  }
}

function moved(policies: readonly unknown[], from: number, to: number): readonly unknown[] {
  if (from < 0 || to < 0 || from >= policies.length || to >= policies.length) return policies;
  const rest = policies.toSpliced(from, 1);
  return rest.toSpliced(to, 0, policies[from]);
}

function saved(
  policies: readonly unknown[],
  { index, typed }: Pick<Draft, 'index' | 'typed'>,
  check: (policies: readonly unknown[]) => ReturnType<PolicyDesk['check']>,
): Draft {
  const before = index === null ? undefined : policies[index];
  const policy = policyFrom(typed, isPolicy(before) ? before : {});
  const list = isPolicy(before) ? policies.with(index ?? 0, policy) : [...policies, policy];
  const checked = check(list);
  if (checked.ok) return fresh(list);
  // The list stays as it was, so that what was typed can be mended.
  return { policies, index, typed, problems: checked.problems.map((problem) => inWords(problem, list)) };
}

function isPolicy(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `mail: targets.firstReplyMinutes: a target is at least one minute …` */
function inWords({ path, text }: { readonly path: readonly PropertyKey[]; readonly text: string }, policies: readonly unknown[]): string {
  const [, place, ...field] = path;
  const policy = typeof place === 'number' ? policies[place] : undefined;
  const name =
    isPolicy(policy) && typeof policy['name'] === 'string' && policy['name'] !== '' ? policy['name'] : `policy ${Number(place) + 1}`;
  return `${name}: ${field.length === 0 ? '' : `${field.map(String).join('.')}: `}${text}`;
}

async function trialOf(
  { context, viewer }: Visit,
  asked: { readonly settings: CommunitySettings; readonly policies: unknown; readonly topic: string },
  desk: PolicyDesk,
): Promise<PoliciesProps['trial']> {
  if (asked.topic === '') return null;
  const number = /^(?:HD-)?(\d{1,15})$/i.exec(asked.topic)?.[1];
  const question = number === undefined ? null : await questionOf(context, { settings: asked.settings, topicId: Number(number) }, viewer);
  return question === null ? 'unknown' : (desk.try(asked.policies, question) ?? 'unknown');
}

function getsOf(
  questions: ReadonlyArray<{ readonly topicId: number; readonly question: PageQuestion }>,
  nameOf: (question: PageQuestion) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const gets = new Map<string, number[]>();
  for (const { topicId, question } of questions) {
    const name = nameOf(question);
    if (name !== undefined) gets.set(name, [...(gets.get(name) ?? []), topicId]);
  }
  return gets;
}

function thingsIn(policies: PoliciesProps['policies']): Thing[] {
  const named = policies.flatMap(({ conditions }) => conditions).filter(({ what }) => what === 'category' || what === 'group');
  return [
    ...new Set(named.flatMap(({ what, asked }) => asked.map((id) => `${what === 'group' ? 'group' : 'category'}:${Number(id)}` as Thing))),
  ];
}
