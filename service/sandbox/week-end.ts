import { ADA, BO, CHRIS } from './players.js';
import { ask, at, reply, type WeekStep } from './week-scene.js';

/** From Thursday on, what was asked before comes to its end. */
export const FROM_THURSDAY: readonly WeekStep[] = [
  at(
    'thu 10:05',
    reply('mould-more', {
      by: ADA.username,
      to: 'mould',
      raw: 'It has reached the window now.\n\n@desk escalate because it is getting worse every day',
    }),
  ),
  at(
    'thu 10:10',
    reply('key-member', { by: 'yara', to: 'letter', raw: '@desk kind need\n\nThe form is at the counter; bring the contract.' }),
  ),
  at('thu 10:30', (scene) => {
    const room = scene.messageTo('viktor', 'Question HD-');
    if (room !== null) scene.as('viktor').reply(room, '@desk accept');
  }),
  at(
    'thu 13:00',
    reply('mould-expert', {
      by: 'viktor',
      to: 'mould',
      raw: 'Yes: mould on an outer wall is for the landlord to mend, whoever aired the room. Report it in writing with photos and a date; after two weeks you may ask for a lower rent.\n\n@desk official for rented flats',
    }),
  ),
  at('thu 15:00', (scene) => void scene.as(ADA.username).accept(scene.post('mould-expert').id)),
  at('thu 15:20', reply('mould-faq', { by: 'sofia', to: 'mould-expert', raw: '@desk faq' })),
  at('thu 16:00', reply('mould-publish', { by: CHRIS.username, to: 'mould-expert', raw: '@desk publish' })),
  at(
    'fri 08:00',
    ask('bicycle', 'timo', {
      title: 'Where may bicycles stand in the yard?',
      raw: 'There are new signs in the yard, and our bicycles got stickers. Where may they stand now?',
      tags: ['policy'],
    }),
  ),
  at(
    'fri 09:00',
    reply('bicycle-member', { by: 'sofia', to: 'bicycle', raw: 'I would put them beside the bins, that has always been fine.' }),
  ),
  at('fri 09:30', (scene) => void scene.as('timo').accept(scene.post('bicycle-member').id)),
  at(
    'fri 10:00',
    ask('vpn', 'paula', {
      title: 'Zugang von zu Hause bricht nach zehn Minuten ab',
      raw: 'Der Zugang von zu Hause bricht immer nach zehn Minuten ab. Es ist kaputt seit dem letzten Wochenende.',
      category: 'IT-Hilfe',
      tags: ['incident'],
    }),
  ),
  at('fri 12:00', reply('library', { by: BO.username, to: 'deposit-expert', raw: '@desk library deposit parts limit' })),
];
