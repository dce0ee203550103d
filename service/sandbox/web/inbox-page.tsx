/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { groupNamed } from '../lookups.js';
import { canSeeTopic } from '../permissions.js';
import type { Topic } from '../state.js';
import { renderPage } from './layout.js';
import { TopicTable } from './topic-list.js';
import { inboxGroups } from './visit.js';
import type { Visit } from './visit.js';

/** Messages that the person takes part in by name. */
export function inboxPage(visit: Visit): string {
  const { state, reader } = visit;
  if (reader === null) {
    return renderPage({ visit, title: 'Messages', children: <p>Nobody has no messages. Choose at the top who you are.</p> });
  }
  const topics = state.topics.filter((topic) => isMessage(visit, topic) && topic.allowedUsers.includes(reader.id));
  return renderPage({ visit, title: 'My messages', children: <Inbox visit={visit} topics={topics} writeTo="" /> });
}

/** Null: no such group, or not one whose messages this person may look through. */
export function groupInboxPage(visit: Visit, name: string): string | null {
  const { state } = visit;
  const group = groupNamed(state, name);
  if (!group || !inboxGroups(visit).includes(group)) return null;
  const topics = state.topics.filter((topic) => isMessage(visit, topic) && topic.allowedGroups.includes(group.id));
  const title = `Messages of ${group.fullName ?? group.name}`;
  return renderPage({ visit, title, children: <Inbox visit={visit} topics={topics} writeTo={group.name} /> });
}

function isMessage({ state, reader }: Visit, topic: Topic): boolean {
  return topic.archetype === 'private_message' && canSeeTopic(state, reader, topic);
}

interface InboxProps {
  readonly visit: Visit;
  readonly topics: readonly Topic[];
  readonly writeTo: string;
}

function Inbox({ visit, topics, writeTo }: InboxProps): JSX.Element {
  const inboxes = [
    ['/web/messages', 'Mine'],
    ...inboxGroups(visit).map((group) => [`/web/messages/group/${encodeURIComponent(group.name)}`, group.fullName ?? group.name]),
  ] as const;
  return (
    <>
      <nav aria-label="Inboxes">
        <ul>
          {inboxes.map(([path, name]) => (
            <li key={path}>
              <a href={path} {...(path === visit.path ? { 'aria-current': 'page' as const } : {})}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <a class="button" href={writeTo === '' ? '/web/message' : `/web/message?to=${encodeURIComponent(writeTo)}`}>
        Write a message
      </a>
      <TopicTable visit={visit} topics={topics} caption="Messages" />
    </>
  );
}
