/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { groupNamed, groupsOf, isMember, topicOf, userNamed, userOf } from '../lookups.js';
import { canMessageGroup, canSeeGroup, canSeePost, canSeeTopic } from '../permissions.js';
import type { Group, User } from '../state.js';
import { renderPage } from './layout.js';
import { PersonLink, Time, groupPath } from './parts.js';
import { TopicTable } from './topic-list.js';
import { inboxGroups } from './visit.js';
import type { Visit } from './visit.js';

export function peoplePage(visit: Visit): string {
  const { state, reader } = visit;
  return renderPage({
    visit,
    title: 'People and groups',
    children: (
      <>
        <h2>People</h2>
        <ul>
          {state.users
            .filter((user) => user.id > 0)
            .map((user) => (
              <li key={user.id}>
                <PersonLink user={user} /> <span class="quiet">{[`@${user.username}`, ...roleWords(user)].join(' · ')}</span>
              </li>
            ))}
        </ul>
        <h2>Groups</h2>
        <GroupList groups={state.groups.filter((group) => canSeeGroup(reader, group))} />
      </>
    ),
  });
}

/** Null: no such person. */
export function profilePage(visit: Visit, username: string): string | null {
  const { state, reader } = visit;
  const user = userNamed(state, username);
  if (!user || user.id < 0) return null;
  const topics = state.topics.filter(
    (topic) => topic.userId === user.id && topic.archetype === 'regular' && canSeeTopic(state, reader, topic),
  );
  return renderPage({
    visit,
    title: user.name,
    children: (
      <>
        <p class="quiet">{[`@${user.username}`, ...roleWords(user)].join(' · ')}</p>
        <ProfileFacts visit={visit} user={user} />
        <h2>Groups</h2>
        <GroupList groups={groupsOf(state, user.id).filter((group) => canSeeGroup(reader, group))} />
        <h2>Topics</h2>
        <TopicTable visit={visit} topics={topics} caption="Topics" />
      </>
    ),
  });
}

function ProfileFacts({ visit, user }: { readonly visit: Visit; readonly user: User }): JSX.Element {
  const { state, reader } = visit;
  const posts = state.posts.filter(
    (post) =>
      post.userId === user.id &&
      post.actionCode === null &&
      topicOf(state, post).archetype === 'regular' &&
      canSeePost(state, reader, post),
  );
  const likes = state.likes.filter((like) => posts.some((post) => post.id === like.postId)).length;
  const solutions = posts.filter((post) => topicOf(state, post).acceptedPostId === post.id && post.deletedAt === null).length;
  return (
    <>
      <dl>
        <dt>Here since</dt>
        <dd>
          <Time at={user.createdAt} />
        </dd>
        <dt>Posts</dt>
        <dd>{posts.length}</dd>
        <dt>Likes received</dt>
        <dd>{likes}</dd>
        <dt>Solutions</dt>
        <dd>{solutions}</dd>
      </dl>
      <ProfileDeeds visit={visit} user={user} />
    </>
  );
}

function ProfileDeeds({ visit, user }: { readonly visit: Visit; readonly user: User }): JSX.Element {
  const { reader } = visit;
  const isMe = reader?.id === user.id;
  return (
    <div class="row">
      {reader !== null && !isMe ? (
        <a class="button" href={`/web/message?to=${encodeURIComponent(user.username)}`}>
          Write a message
        </a>
      ) : null}
      {isMe || user.suspended ? null : (
        <form method="post" action="/web/person">
          <input type="hidden" name="back" value={visit.path} />
          <button name="person" value={user.username}>{`Be ${user.name}`}</button>
        </form>
      )}
    </div>
  );
}

/** Null: no such group, or not for this reader. */
export function groupPage(visit: Visit, name: string): string | null {
  const { state, reader } = visit;
  const group = groupNamed(state, name);
  if (!group || !canSeeGroup(reader, group)) return null;
  return renderPage({
    visit,
    title: group.fullName ?? group.name,
    children: (
      <>
        <p class="quiet">{`@${group.name}${reader !== null && isMember(group, reader.id) ? ' · you are a member' : ''}`}</p>
        <div class="row">
          {reader !== null && canMessageGroup(reader, group) ? (
            <a class="button" href={`/web/message?to=${encodeURIComponent(group.name)}`}>
              Write to the group
            </a>
          ) : null}
          {inboxGroups(visit).includes(group) ? (
            <a class="button" href={`/web/messages/group/${encodeURIComponent(group.name)}`}>
              Messages of the group
            </a>
          ) : null}
        </div>
        <h2>Members</h2>
        <ul>
          {group.members.map(({ userId, owner }) => (
            <li key={userId}>
              <PersonLink user={userOf(state, userId)} /> {owner ? <span class="quiet">owner</span> : null}
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

function GroupList({ groups }: { readonly groups: readonly Group[] }): JSX.Element {
  if (groups.length === 0) return <p>None.</p>;
  return (
    <ul>
      {groups.map((group) => (
        <li key={group.id}>
          <a href={groupPath(group.name)}>{group.fullName ?? group.name}</a> <span class="quiet">{`@${group.name}`}</span>
        </li>
      ))}
    </ul>
  );
}

function roleWords(user: User): string[] {
  return [
    ...(user.title === null ? [] : [user.title]),
    ...(user.admin ? ['admin'] : []),
    ...(user.moderator ? ['moderator'] : []),
    `trust level ${user.trustLevel}`,
    ...(user.suspended ? ['suspended'] : []),
    ...(user.silenced ? ['silenced'] : []),
  ];
}
