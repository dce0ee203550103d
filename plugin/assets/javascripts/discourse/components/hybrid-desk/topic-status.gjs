import Component from "@glimmer/component";
import { array } from "@ember/helper";
import { action } from "@ember/object";
import { service } from "@ember/service";
import getURL from "discourse/lib/get-url";
import { say } from "../../lib/hybrid-desk/say";
import Buttons from "./buttons";
import Clocks from "./clocks";
import Person from "./person";

/** @import { DeskTopic } from "../../../../../types/hybrid-desk" */

const postPath = (id) => getURL(`/p/${id}`);
const topicPath = (id) => getURL(`/t/${id}`);

/**
 * What everybody sees of a question above its posts: where it stands, who has it, until when, and what one can do.
 *
 * @extends {Component<{ Args: { topic: DeskTopic } }>}
 */
class Status extends Component {
  @service hybridDesk;
  @service messageBus;

  channel = `/topic/${this.args.topic.id}`;

  constructor(owner, args) {
    super(owner, args);
    // The nested view may not pass on what the flat one hears.
    this.messageBus.subscribe(this.channel, this.heard);
  }

  willDestroy() {
    super.willDestroy();
    this.messageBus.unsubscribe(this.channel, this.heard);
  }

  get ticket() {
    return this.args.topic.hybrid_desk;
  }

  get words() {
    return this.hybridDesk.community(this.ticket.community)?.words;
  }

  get owner() {
    return this.#name(this.ticket.everyone.ownerId);
  }

  get proposed() {
    return this.#name(this.ticket.everyone.proposedId);
  }

  get clocks() {
    return [
      ...this.ticket.everyone.clocks,
      ...(this.ticket.desk?.clocks ?? []),
    ];
  }

  get mode() {
    const { decisionMode } = this.ticket.everyone;
    return decisionMode && say(`modes.${decisionMode}`, { words: this.words });
  }

  /** The current one; older ones keep their label. */
  get summary() {
    const found = this.ticket.everyone.labels
      .filter(({ label }) => label === "summary")
      .at(-1);
    return found && { id: found.postId, by: this.#name(found.by) };
  }

  #name(id) {
    return id ? this.ticket.people?.[id] : undefined;
  }

  @action
  heard({ type }) {
    if (type === "hybrid_desk") {
      this.hybridDesk.refresh(this.args.topic);
    }
  }

  <template>
    {{#if this.ticket}}
      <section
        class="hybrid-desk-status"
        aria-label={{say
          "status.title"
          words=this.words
          reference=this.ticket.reference
        }}
        data-state={{this.ticket.everyone.state}}
      >
        <p class="hybrid-desk-status__line">
          <span
            class="hybrid-desk-mark"
            data-state={{this.ticket.everyone.state}}
            dir="auto"
          >{{this.ticket.everyone.stateText}}</span>
          <span
            class="hybrid-desk-status__reference"
          >{{this.ticket.reference}}</span>
          <span>
            {{#if this.owner}}
              {{say "status.owner"}}
              <Person @name={{this.owner}} />
            {{else if this.proposed}}
              {{say "status.proposed"}}
              <Person @name={{this.proposed}} />
            {{else}}
              {{say "status.nobody"}}
            {{/if}}
          </span>
          {{#if this.ticket.everyone.meToo}}
            <span>{{say
                "status.me_too"
                count=this.ticket.everyone.meToo
                words=this.words
              }}</span>
          {{/if}}
          {{#if this.ticket.isPrivate}}
            <span>{{say "status.private"}}</span>
          {{/if}}
        </p>
        <Clocks @clocks={{this.clocks}} @words={{this.words}} />
        {{#if this.mode}}
          <p class="hybrid-desk-status__mode">{{this.mode}}</p>
        {{/if}}
        {{#if this.ticket.everyone.next}}
          <p class="hybrid-desk-status__next">
            <span>{{say "status.next"}}</span>
            <span dir="auto">{{this.ticket.everyone.next}}</span>
          </p>
        {{/if}}
        {{#if this.summary}}
          <p class="hybrid-desk-status__summary">
            <a href={{postPath this.summary.id}}>{{say "status.summary"}}</a>
            {{#if this.summary.by}}
              {{say "status.summary_by"}}
              <Person @name={{this.summary.by}} />
            {{/if}}
          </p>
        {{/if}}
        {{#if this.ticket.everyone.articleTopicId}}
          <p><a href={{topicPath this.ticket.everyone.articleTopicId}}>{{say
                "status.article"
              }}</a></p>
        {{/if}}
        {{#if this.ticket.desk.roomTopicId}}
          <p><a href={{topicPath this.ticket.desk.roomTopicId}}>{{say
                "status.room"
                words=this.words
              }}</a></p>
        {{/if}}
        <Buttons @topic={{@topic}} @words={{this.words}} />
      </section>
    {{/if}}
  </template>
}

/** Made anew for each topic that the page goes to. */
/** @type {import("@ember/component/template-only").TOC<{ Args: { outletArgs: { model: DeskTopic } } }>} */
const TopicStatus = <template>
  {{#each (array @outletArgs.model) key="id" as |topic|}}
    <Status @topic={{topic}} />
  {{/each}}
</template>;

export default TopicStatus;
