import type { PluginStore } from '../../ports/plugin-store.js';
import type { Store } from '../../ports/store.js';
import { claimIn, endAttemptIn, expireLeasesIn } from './attempts.js';
import { blockUntilIn, takeTokenIn } from './bucket.js';
import { clockTopicsOf, rowsStarted, storedClocksOf } from './clock-rows.js';
import type { Database } from './database.js';
import { markTopics } from './dirty.js';
import { actsOf, effectsOf } from './effect-rows.js';
import { allFactsOf, compactFactsIn } from './fact-rows.js';
import { applySettingsIn, fillInSettingsIn, forumOf, openForumIn, setModeIn, settingsOf, startRunIn } from './forum-rows.js';
import { brokenDeliveriesOf, deliveryOf, forgetBodiesIn, storeDeliveriesIn, waitingDeliveriesOf } from './inbox-rows.js';
import { learnIn } from './learn.js';
import {
  addNote,
  dirtyTopicsOf,
  featureErrorsOf,
  highestPostOf,
  idOfNameIn,
  knownMembersOf,
  knownPostsOf,
  labelsOf,
  membershipEndsOf,
  nextDueOf,
  notesOf,
  placesOf,
  topicPlaceOf,
  projectionRowsOf,
  projectionRowsOfAll,
  topicsWithoutTicketOf,
  wakingTopicsOf,
} from './lookups.js';
import { pressRows } from './press-rows.js';
import { loadMaterial, parentsOf } from './material.js';
import { addNeeds, allNeeds, nextNeeds, postponeNeed } from './needs.js';
import { digestsOf, forgetDigestsIn, forgetPluginIn, saveDigestIn, setPluginIn, topicsWithoutDigestOf } from './plugin-rows.js';
import { groupsOfUser, queueOf } from './queue-rows.js';
import { sql } from './rows.js';
import { carryOutBaselineIn, goLiveIn, holdWaitingIn } from './switching.js';
import { lockTicket, ticketsOf, watchedTopicsOf } from './ticket-rows.js';

/** The store on either technology. Each method is one statement or one transaction; none calls another. */
export function createStore(database: Database): Store {
  return {
    ...forums(database),
    ...inbox(database),
    ...needs(database),
    ...tickets(database),
    ...lookups(database),
    ...outbox(database),
    ...plugin(database),
    ...budget(database),
    ping: async () => {
      await database.rows(sql`select 1 as answer`);
    },
    close: () => database.close(),
  };
}

function forums(database: Database): Pick<Store, 'openForum' | 'forum' | 'setMode' | 'applySettings' | 'fillInSettings' | 'settings'> {
  return {
    openForum: (forum) => openForumIn(database, forum),
    forum: (forumId) => forumOf(database, forumId),
    setMode: (forumId, mode) => setModeIn(database, forumId, mode),
    applySettings: (forumId, versions) => database.transaction((transaction) => applySettingsIn(transaction, forumId, versions)),
    fillInSettings: (forumId, versions) => database.transaction((transaction) => fillInSettingsIn(transaction, forumId, versions)),
    settings: (forumId) => settingsOf(database, forumId),
  };
}

function inbox(
  database: Database,
): Pick<
  Store,
  'storeDeliveries' | 'waitingDeliveries' | 'delivery' | 'brokenDeliveries' | 'forgetBodies' | 'learn' | 'allFacts' | 'compactFacts'
> {
  return {
    storeDeliveries: (rows) => storeDeliveriesIn(database, rows),
    waitingDeliveries: (forumId, limit) => waitingDeliveriesOf(database, forumId, limit),
    brokenDeliveries: (forumId, limit) => brokenDeliveriesOf(database, forumId, limit),
    delivery: (id) => deliveryOf(database, id),
    forgetBodies: (forumId, before) => forgetBodiesIn(database, forumId, before),
    compactFacts: (forumId, before) => compactFactsIn(database, forumId, before),
    allFacts: (forumId) => allFactsOf(database, forumId),
    learn: (forumId, lesson) => database.transaction((transaction) => learnIn(transaction, forumId, lesson)),
  };
}

function needs(database: Database): Pick<Store, 'addNeeds' | 'nextNeeds' | 'postponeNeed' | 'needs'> {
  return {
    addNeeds: (forumId, wanted) => addNeeds(database, forumId, wanted),
    nextNeeds: (forumId, now, limit) => nextNeeds(database, forumId, { now, limit }),
    postponeNeed: (forumId, thing, notBefore) => postponeNeed(database, forumId, { thing, notBefore }),
    needs: (forumId) => allNeeds(database, forumId),
  };
}

function tickets(
  database: Database,
): Pick<
  Store,
  'dirtyTopics' | 'wakingTopics' | 'markDirty' | 'withTicket' | 'material' | 'ticket' | 'tickets' | 'watchedTopics' | 'queue' | 'groupsOf'
> {
  return {
    dirtyTopics: (forumId, limit) => dirtyTopicsOf(database, forumId, limit),
    wakingTopics: (forumId, now, limit) => wakingTopicsOf(database, forumId, { now, limit }),
    markDirty: (forumId, topicIds) => markTopics(database, forumId, topicIds),
    withTicket: (forumId, topicId, work) =>
      database.transaction(async (transaction) => work(await lockTicket(transaction, forumId, topicId))),
    material: (forumId, topicId) => loadMaterial(database, forumId, topicId),
    ticket: async (forumId, topicId) => (await ticketsOf(database, forumId, topicId))[0] ?? null,
    tickets: (forumId) => ticketsOf(database, forumId, null),
    watchedTopics: (forumId) => watchedTopicsOf(database, forumId),
    queue: (forumId, filter) => queueOf(database, forumId, filter),
    groupsOf: (forumId, user) => groupsOfUser(database, forumId, user),
  };
}

type Lookups =
  | 'parents'
  | 'rows'
  | 'rowsOfAll'
  | 'clockRows'
  | 'vendorRows'
  | 'clockTopics'
  | 'storedClocks'
  | 'featureErrors'
  | 'topicsWithoutTicket'
  | 'knownPosts'
  | 'highestPost'
  | 'topicPlace'
  | 'topicsOfPosts'
  | 'knownMembers'
  | 'membershipEnds'
  | 'labels'
  | 'idOfName'
  | 'nextDue'
  | 'note'
  | 'notes';

function lookups(database: Database): Pick<Store, Lookups> {
  return {
    rows: (forumId, topicId) => projectionRowsOf(database, forumId, topicId),
    rowsOfAll: (forumId, projection, limit) => projectionRowsOfAll(database, forumId, { projection, limit }),
    clockRows: (forumId, started) => rowsStarted(database, forumId, { projection: 'clock', start: 'startedAt', ...started }),
    vendorRows: (forumId, began) => rowsStarted(database, forumId, { projection: 'vendor', start: 'from', ...began }),
    clockTopics: (forumId, wanted) => clockTopicsOf(database, forumId, wanted),
    storedClocks: (forumId, topicIds) => storedClocksOf(database, forumId, topicIds),
    featureErrors: (forumId) => featureErrorsOf(database, forumId),
    topicsWithoutTicket: (forumId) => topicsWithoutTicketOf(database, forumId),
    knownPosts: (forumId, topicId) => knownPostsOf(database, forumId, topicId),
    highestPost: (forumId) => highestPostOf(database, forumId),
    topicPlace: (forumId, topicId) => topicPlaceOf(database, forumId, topicId),
    topicsOfPosts: (forumId, posts) => placesOf(database, forumId, posts),
    knownMembers: (forumId, group) => knownMembersOf(database, forumId, group),
    membershipEnds: (forumId, group) => membershipEndsOf(database, forumId, group),
    parents: (forumId) => parentsOf(database, forumId),
    labels: (forumId, things) => labelsOf(database, forumId, things),
    idOfName: (forumId, kind, name) => idOfNameIn(database, forumId, { kind, name }),
    nextDue: (forumId) => nextDueOf(database, forumId),
    note: (forumId, note) => database.transaction((transaction) => addNote(transaction, forumId, note)),
    notes: (forumId) => notesOf(database, forumId),
  };
}

type Outbox = 'claimEffects' | 'endAttempt' | 'expireLeases' | 'effects' | 'acts' | 'goLive' | 'carryOutBaseline' | 'holdWaiting';

function outbox(database: Database): Pick<Store, Outbox> {
  return {
    claimEffects: (forumId, now, claim) => database.transaction((transaction) => claimIn(transaction, forumId, { now, ...claim })),
    endAttempt: (claim, end, now) => database.transaction((transaction) => endAttemptIn(transaction, claim, { end, now })),
    // After an unknown outcome the forum may still be writing (design section 3).
    expireLeases: (forumId, now, lookUpSeconds = 25) =>
      database.transaction((transaction) => expireLeasesIn(transaction, forumId, { now, lookUpSeconds })),
    effects: (forumId, filter) => effectsOf(database, forumId, filter),
    acts: (forumId, topicId) => actsOf(database, forumId, topicId),
    goLive: (forumId) => database.transaction((transaction) => goLiveIn(transaction, forumId)),
    carryOutBaseline: (forumId, kinds, now) =>
      database.transaction((transaction) => carryOutBaselineIn(transaction, forumId, { kinds, now })),
    holdWaiting: (forumId) => holdWaitingIn(database, forumId),
  };
}

function plugin(database: Database): PluginStore {
  return {
    ...pressRows(database),
    setPlugin: (forumId, plugin) => database.transaction((transaction) => setPluginIn(transaction, forumId, plugin)),
    forgetPlugin: (forumId, known) => database.transaction((transaction) => forgetPluginIn(transaction, forumId, known)),
    digests: (forumId, topicIds) => digestsOf(database, forumId, topicIds),
    topicsWithoutDigest: (forumId, now, wanted) => topicsWithoutDigestOf(database, forumId, { now, ...wanted }),
    forgetDigests: (forumId, topicIds) => forgetDigestsIn(database, forumId, topicIds),
    saveDigest: (forumId, topic, digest) => saveDigestIn(database, forumId, { topic, ...digest }),
  };
}

function budget(database: Database): Pick<Store, 'takeToken' | 'blockUntil' | 'startRun'> {
  return {
    takeToken: (forumId, now, priority) => database.transaction((transaction) => takeTokenIn(transaction, forumId, { now, priority })),
    blockUntil: (forumId, until) => blockUntilIn(database, forumId, until),
    startRun: (forumId, name, slot) => startRunIn(database, forumId, { name, slot }),
  };
}
