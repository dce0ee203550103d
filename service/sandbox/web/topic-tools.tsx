/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { canAssign, canEditTopic, canSeeTopic, isStaff } from '../permissions.js';
import type { SandboxState, Topic } from '../state.js';
import { Choice, Deed, Field, Form } from './parts.js';
import type { Visit } from './visit.js';

export interface TopicToolsProps {
  readonly visit: Visit;
  readonly topic: Topic;
}

export const toolForms = ['assign'] as const;

/** What the reader may do with the whole topic; nothing when there is nothing. */
export function TopicTools({ visit, topic }: TopicToolsProps): JSX.Element {
  const { state, reader } = visit;
  const mayAssign = reader !== null && canAssign(state, reader) && topic.deletedAt === null;
  const mayEdit = reader !== null && canEditTopic(state, reader, topic);
  return (
    <section id="tools" data-live="" aria-label="This topic">
      {mayAssign || mayEdit || isStaff(reader) ? <h2>This topic</h2> : null}
      <div class="row">
        {mayEdit ? (
          <a class="button" href={`/web/topics/${topic.id}/edit`}>
            {topic.archetype === 'regular' ? 'Change title, category or tags' : 'Change the title'}
          </a>
        ) : null}
        {isStaff(reader) ? <StaffDeeds visit={visit} topic={topic} /> : null}
        {mayAssign && topic.assignment !== null ? (
          <Deed visit={visit} id="unassign" action={`/web/topics/${topic.id}/unassign`} label="Take the assignment away" />
        ) : null}
      </div>
      {mayAssign ? <AssignForm visit={visit} topic={topic} /> : null}
    </section>
  );
}

function StaffDeeds({ visit, topic }: TopicToolsProps): JSX.Element {
  const deed = (id: string, label: string): JSX.Element => (
    <Deed visit={visit} id={id} action={`/web/topics/${topic.id}/${id}`} label={label} />
  );
  if (topic.deletedAt !== null) return deed('recover', 'Recover the topic');
  return (
    <>
      {topic.closed ? deed('open', 'Open again') : deed('close', 'Close')}
      <a class="button" href={`/web/topics/${topic.id}/move`}>
        Move posts
      </a>
      {deed('delete', 'Delete the topic')}
    </>
  );
}

function AssignForm({ visit, topic }: TopicToolsProps): JSX.Element {
  return (
    <details id="assigning" open={visit.refused?.form === 'assign'}>
      <summary>{topic.assignment === null ? 'Assign to somebody' : 'Assign to somebody else'}</summary>
      <Form visit={visit} id="assign" action={`/web/topics/${topic.id}/assign`}>
        <Choice visit={visit} form="assign" name="to" label="Assign to" options={assigneesOf(visit.state, topic)} />
        <Field visit={visit} form="assign" name="note" label="Note (may be empty)" />
        <button class="main">Assign</button>
      </Form>
    </details>
  );
}

/** People who may be assigned and can read the topic, then groups. */
function assigneesOf(state: SandboxState, topic: Topic): Array<readonly [string, string]> {
  const people = state.users.filter((user) => user.id > 0 && canAssign(state, user) && canSeeTopic(state, user, topic));
  const groups = state.groups.filter((group) => state.settings.assignGroups.includes(group.name));
  return [
    ...people.map(({ username, name }) => [username, `${name} (@${username})`] as const),
    ...groups.map(({ name, fullName }) => [name, `Group ${fullName ?? name} (@${name})`] as const),
  ];
}
