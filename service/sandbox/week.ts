import { ADA } from './players.js';
import { FROM_THURSDAY } from './week-end.js';
import { ask, at, reply, type WeekStep } from './week-scene.js';

/**
 * A week at the desk of the sample organisation, with two communities in two languages. Between them its questions show every story
 * that the desk can do: a member answers first and an expert later, an answer is signed, changed and signed again, silence brings in
 * the experts, somebody asks privately, an answer becomes an article.
 */
export const WEEK_STEPS: readonly WeekStep[] = [
  at(
    'mon 08:10',
    ask('deposit', 'sofia', {
      title: 'May the deposit be paid in three parts?',
      raw: 'The new contract asks for three rents as a deposit, all at once. May I pay it in three parts?',
      category: 'Rent',
      tags: ['policy'],
    }),
  ),
  at(
    'mon 09:05',
    reply('deposit-member', { by: 'timo', to: 'deposit', raw: 'I paid mine in three parts two years ago and nobody minded.' }),
  ),
  at(
    'mon 09:40',
    ask('drucker', 'ravi', {
      title: 'Der Drucker in der Bibliothek wird nicht gefunden',
      raw: 'Seit heute früh findet mein Rechner den Drucker in der Bibliothek nicht mehr. Wie richte ich ihn neu ein?',
      category: 'IT-Hilfe',
      tags: ['how-to'],
    }),
  ),
  at(
    'mon 11:20',
    reply('deposit-expert', {
      by: 'ute',
      to: 'deposit',
      raw: 'Yes. A tenant may pay the deposit in three equal monthly parts; the first is due when the tenancy begins.\n\n@desk official for all tenancies that began after 2001',
    }),
  ),
  at('mon 13:15', (scene) => void scene.as('sofia').accept(scene.post('deposit-expert').id)),
  at('tue 08:30', (scene) => {
    const { id, raw: written } = scene.post('deposit-expert');
    const raw = written.replace('three equal monthly parts;', 'three equal monthly parts, and nobody may ask for more than three rents;');
    scene.as('ute').edit(id, { raw, reason: 'The upper limit was missing' });
  }),
  at(
    'tue 09:10',
    reply('deposit-again', { by: 'ute', to: 'deposit-expert', raw: '@desk official for all tenancies that began after 2001' }),
  ),
  at(
    'tue 10:00',
    ask('letter', 'ravi', {
      title: 'Which form do I need for a second key?',
      raw: 'My flatmate moved in and needs a key for the house door. Which form do I need, and where do I hand it in?',
      tags: ['service-request'],
    }),
  ),
  at('tue 10:45', (scene) =>
    scene.remember(
      'eviction',
      scene.as('paula').message({
        to: ['housing_experts'],
        title: 'My landlord wants me out',
        raw: 'My landlord says that I must leave by May because of the noise. I do not want to write this in public.',
      }),
    ),
  ),
  at(
    'tue 12:30',
    reply('eviction-accept', {
      by: 'viktor',
      to: 'eviction',
      raw: '@desk accept\n\nYou do not have to leave because of a letter alone. Please send us a copy of it here.',
    }),
  ),
  at(
    'tue 14:00',
    reply('drucker-member', {
      by: 'timo',
      to: 'drucker',
      raw: 'Bei mir half: Drucker entfernen und mit der neuen Adresse wieder anlegen.',
    }),
  ),
  at('tue 15:30', (scene) => void scene.as('ravi').accept(scene.post('drucker-member').id)),
  at(
    'wed 09:30',
    ask('mould', ADA.username, {
      title: 'Black spots in the corner of the bedroom',
      raw: 'Since the winter there are black spots in the outer corner of our bedroom, and they grow. Is this for the landlord to mend?',
      tags: ['incident'],
    }),
  ),
  at(
    'wed 11:00',
    reply('mould-member', {
      by: 'sofia',
      to: 'mould',
      raw: 'Same here on the second floor. We air the room three times a day, it does not help.',
    }),
  ),
  at('wed 11:05', reply('mould-too', { by: 'timo', to: 'mould', raw: '@desk me too' })),
  ...FROM_THURSDAY,
];
