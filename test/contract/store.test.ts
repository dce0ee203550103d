import { describe } from '@jest/globals';
import { testStore, type TestStore } from '../support/database.js';
import { openInMemory } from '../support/embedded.js';
import { describeBudget } from './store-budget.js';
import { describeDirty } from './store-dirty.js';
import { describeCompaction, describeInbox, describeLearning } from './store-learning.js';
import { describeOutbox } from './store-outbox.js';
import { describeRest } from './store-rest.js';
import { describeRooms } from './store-rooms.js';
import { describeTickets } from './store-tickets.js';

function describeStore(opened: TestStore): void {
  describeInbox(opened);
  describeLearning(opened);
  describeCompaction(opened);
  describeDirty(opened);
  describeTickets(opened);
  describeRooms(opened);
  describeRest(opened);
  describeOutbox(opened);
  describeBudget(opened);
}

describe('the store on PGlite', () => {
  describeStore(testStore(() => openInMemory()));
});

// Set by the check of the production adapters; without a server there is nothing to register.
const url = process.env['TEST_DATABASE_URL'];
if (url !== undefined && url !== '') {
  describe('the store on PostgreSQL', () => {
    describeStore(testStore());
  });
}
