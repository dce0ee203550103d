import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { fn } from "@ember/helper";
import { action } from "@ember/object";
import { service } from "@ember/service";
import getURL from "discourse/lib/get-url";
import { BUTTONS, keyOf, lineOf } from "../../lib/hybrid-desk/actions";
import { DButton } from "../../lib/hybrid-desk/kit";
import Press from "../../lib/hybrid-desk/press";
import { say } from "../../lib/hybrid-desk/say";
import { moment, zoneOf } from "../../lib/hybrid-desk/times";
import Answer from "./answer";
import SayDialog from "./say-dialog";

/** More milliseconds than this no timer counts. */
const LONGEST_TIMER = 2 ** 31;

/** @import { DeskTopic } from "../../../../../types/hybrid-desk" */

/**
 * A button for everything that the reader may say about a question now.
 *
 * @extends {Component<{ Args: {
 *   topic: DeskTopic,
 *   words?: Record<string, string>,
 *   only?: string[],
 * } }>}
 */
export default class Buttons extends Component {
  @service composer;
  @service currentUser;
  @service hybridDesk;
  @service modal;

  @tracked press = null;

  @tracked now = Date.now();

  label = (one) => {
    const { words } = this.args;
    const { word, choice } = one;
    const button = say(`actions.${keyOf(word)}.button`, { words });
    if (choice) {
      const choiceText = say(`choices.${keyOf(word)}.${keyOf(choice)}`);
      return say("actions.choice", { button, choice: choiceText });
    }
    if (!this.waits(one)) {
      return button;
    }
    const when = moment(this.#from, { zone: zoneOf(this.currentUser) });
    return say("actions.from", { button, when });
  };

  /** ES-04: the asker reads from when she may pass it on. */
  waits = ({ word }) =>
    word === "escalate" && this.#from && Date.parse(this.#from) > this.now;

  /** TR-32: who cannot whisper writes a note where the desk speaks about it. */
  roomFor = ({ word }) => {
    const room = this.args.topic.hybrid_desk.desk?.roomTopicId;
    return word === "note" && room && !this.currentUser.whisperer
      ? getURL(`/t/${room}`)
      : null;
  };

  isOff = (one) => this.press?.isBusy || this.waits(one);

  #timer = null;

  constructor(owner, args) {
    super(owner, args);
    const rest = this.#from && Date.parse(this.#from) - this.now;
    if (rest > 0 && rest < LONGEST_TIMER) {
      this.#timer = setTimeout(() => (this.now += rest), rest);
    }
  }

  willDestroy() {
    super.willDestroy();
    clearTimeout(this.#timer);
    this.press?.forget();
  }

  get #from() {
    return this.args.topic.hybrid_desk?.asker?.escalateFrom;
  }

  get possible() {
    const { topic, only } = this.args;
    const words = this.currentUser ? topic.hybrid_desk.maySay : [];
    return BUTTONS.filter(
      ({ word, about, isPost }) =>
        about !== "post" &&
        (!isPost || !!this.hybridDesk.bot) &&
        words.includes(word) &&
        (!only || only.includes(word))
    );
  }

  get first() {
    const { state, outcome } = this.args.topic.hybrid_desk.everyone;
    // TR-29: nobody has said yet how it ended.
    const isAsked = state === "closed" && !outcome;
    return this.possible.filter(
      ({ isFirst, choice }) => isFirst || this.args.only || (choice && isAsked)
    );
  }

  get others() {
    return this.possible.filter((one) => !this.first.includes(one));
  }

  @action
  async choose(chosen) {
    const { topic, words } = this.args;
    if (this.press?.isBusy) {
      return;
    }
    this.press?.forget();
    if (chosen.isPost) {
      this.press = null;
      await this.composer.open(this.hybridDesk.replyIn(topic, chosen));
      return;
    }
    if (chosen.fields.length > 0 || chosen.asksBefore) {
      this.press = null;
      await this.modal.show(SayDialog, {
        model: { action: chosen, topic, words },
      });
      return;
    }
    this.press = new Press(this.hybridDesk, { topic });
    await this.press.send(lineOf(chosen));
  }

  <template>
    {{#if this.possible.length}}
      <div class="hybrid-desk-buttons">
        {{#each this.first key="@identity" as |one|}}
          {{#if (this.roomFor one)}}
            <a
              href={{this.roomFor one}}
              class="btn btn-default btn-small"
              data-word={{one.word}}
            >{{this.label one}}</a>
          {{else}}
            <DButton
              @action={{fn this.choose one}}
              @icon={{one.icon}}
              @translatedLabel={{this.label one}}
              @disabled={{this.isOff one}}
              class="btn-default btn-small"
              data-word={{one.word}}
            />
          {{/if}}
        {{/each}}
        {{#if this.others.length}}
          <details class="hybrid-desk-buttons__others">
            <summary>{{say "actions.others"}}</summary>
            <div>
              {{#each this.others key="@identity" as |one|}}
                <DButton
                  @action={{fn this.choose one}}
                  @icon={{one.icon}}
                  @translatedLabel={{this.label one}}
                  @disabled={{this.isOff one}}
                  class="btn-default btn-small"
                  data-word={{one.word}}
                />
              {{/each}}
            </div>
          </details>
        {{/if}}
      </div>
    {{/if}}
    <Answer @press={{this.press}} @words={{@words}} />
  </template>
}
