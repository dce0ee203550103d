import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cycleIn, DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

describe('the two clocks of one thread', () => {
  it("CL-03.1 a member's reply fills only the community's, an expert's only the official one, and the community's if it is the first", async () => {
    const [memberFirst, expertFirst] = [
      await desk.ask('The bell at the door does not ring'),
      await desk.ask('The lift stops between two floors'),
    ];
    const member = desk.sandbox.as('timo').reply(memberFirst, 'Mine did not either. It was the fuse in the cellar.');
    await desk.quiet();
    const before = await desk.view(memberFirst);
    const second = desk.sandbox.as('ute').reply(memberFirst, 'The caretaker must mend it. Call him in the morning.');
    const first = desk.sandbox.as('ute').reply(expertFirst, 'Call the number in the lift, it is answered at night too.');
    desk.sandbox.as('timo').reply(expertFirst, 'Thank you, I had the same.');
    await desk.quiet();

    expect(cycleIn(before, 'cr')).toMatchObject({ state: 'met', endedBy: member.id });
    expect(cycleIn(before, 'fr')).toMatchObject({ state: 'running', endedBy: null });
    expect(cycleIn(await desk.view(memberFirst), 'cr')).toMatchObject({ state: 'met', endedBy: member.id });
    expect(cycleIn(await desk.view(memberFirst), 'fr')).toMatchObject({ state: 'met', endedBy: second.id });
    expect(cycleIn(await desk.view(expertFirst), 'fr')).toMatchObject({ state: 'met', endedBy: first.id });
    expect(cycleIn(await desk.view(expertFirst), 'cr')).toMatchObject({ state: 'met', endedBy: first.id });
  });

  it('CL-03.2 both are told in the topic and on the page of the ticket; neither hides the other', async () => {
    const topic = await desk.ask('The window in the stairs is broken');
    desk.sandbox.as('timo').reply(topic, 'I put cardboard into it for now, mind the glass.');
    await desk.quiet();
    const waiting = desk.statusPost(topic).raw;
    desk.sandbox.as('ute').reply(topic, 'The glazier comes on Thursday.');
    await desk.quiet();

    const page = await (await fetch(`${desk.url}/tickets/${topic}`)).text();
    expect(waiting).toMatch(/Official answer expected by .*\n- First reply: /);
    expect(desk.statusPost(topic).raw).toMatch(/First reply by the desk: .*\n- First reply: /);
    expect(page).toContain('First official response');
    expect(page).toContain('First reply of the community');
  });
});
