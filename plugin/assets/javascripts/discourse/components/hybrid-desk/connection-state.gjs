import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";
import { moment, zoneOf } from "../../lib/hybrid-desk/times";

/** As often as the forum asks for the service. */
const LOOKED_EVERY = 60_000;

/** @import { ConnectionStatus } from "../../../../../types/hybrid-desk" */

/**
 * What administrators see of the connection of forum and service (UI-26). No secret is in it.
 *
 * @extends {Component<{}>}
 */
export default class ConnectionState extends Component {
  @service currentUser;
  @service hybridDesk;

  @tracked isBusy = false;
  @tracked hasFailed = false;
  /** @type {ConnectionStatus | null} */
  @tracked status = null;
  #timer = null;

  constructor(owner, args) {
    super(owner, args);
    this.look();
    this.#timer = setInterval(() => this.#fetch(), LOOKED_EVERY);
  }

  willDestroy() {
    super.willDestroy();
    clearInterval(this.#timer);
  }

  /** What is known, each as a name and a value. */
  get facts() {
    const {
      contract,
      plugin,
      forum,
      bot,
      service: desk,
      hook,
      keys,
      withholding,
    } = this.status;
    const { waiting, refused } = desk.effects ?? {};
    const yes = (is) => say(`admin.${is ? "works" : "works_not"}`);
    return [
      [
        "versions",
        say("admin.version_list", {
          plugin,
          forum,
          service: desk.version ?? "–",
          contract,
        }),
      ],
      ["service", desk.url],
      ["reached_at", this.#at(desk.reached_at)],
      ["last_delivery_at", this.#at(desk.last_delivery_at)],
      [
        "effects",
        desk.effects && say("admin.effect_counts", { waiting, refused }),
      ],
      ["bot", bot.problem ?? bot.username],
      [
        "hook",
        hook
          ? say(hook.active ? "admin.hook_is" : "admin.hook_off", {
              id: hook.id,
            })
          : say("admin.hook_none"),
      ],
      ["hook_last_at", this.#at(hook?.last_at)],
      ["missed", hook?.missed],
      ["keys", keys.with_our_scope],
      ["keys_last_used_at", this.#at(keys.last_used_at)],
      ["keys_for_everything", keys.for_everything],
      ["withholding", yes(withholding.works && withholding.on)],
      [
        "own_hooks",
        withholding.own_hooks
          .map(({ id, address }) => `${id} (${address})`)
          .join(", ") || say("admin.none"),
      ],
      ["other_hooks", withholding.other_hooks.join(", ") || say("admin.none")],
    ].map(([name, value]) => ({
      name: say(`admin.facts.${name}`),
      value: value ?? "–",
    }));
  }

  get links() {
    const { console: address, doctor } = this.status.service;
    return [
      { text: say("admin.console"), href: address },
      { text: say("admin.doctor"), href: doctor },
    ].filter(({ href }) => href);
  }

  #at(instant) {
    return instant ? moment(instant, { zone: zoneOf(this.currentUser) }) : null;
  }

  async #fetch() {
    const status = await this.hybridDesk.connection();
    if (!this.isDestroying) {
      this.hasFailed = !status;
      this.status = status ?? this.status;
    }
  }

  @action
  async look() {
    this.isBusy = true;
    await this.#fetch();
    this.isBusy = false;
  }

  <template>
    <section
      class="hybrid-desk-connection admin-detail"
      aria-label={{say "admin.title"}}
    >
      <h2>{{say "admin.title"}}</h2>
      <div role="status">
        {{#if this.isBusy}}
          <p>{{say "admin.loading"}}</p>
        {{else if this.hasFailed}}
          <p class="hybrid-desk-connection__problem">{{say "admin.failed"}}</p>
        {{else if this.status.problems.length}}
          <p>{{say "admin.red"}}</p>
          <ul>
            {{#each this.status.problems key="name" as |problem|}}
              <li
                class="hybrid-desk-connection__problem"
                dir="auto"
              >{{problem.text}}</li>
            {{/each}}
          </ul>
        {{else}}
          <p class="hybrid-desk-connection__fine">{{say "admin.green"}}</p>
        {{/if}}
      </div>
      <DButton
        @action={{this.look}}
        @translatedLabel={{say "admin.again"}}
        @disabled={{this.isBusy}}
        class="btn-default btn-small"
      />
      {{#if this.status}}
        <dl>
          {{#each this.facts key="name" as |fact|}}
            <div>
              <dt>{{fact.name}}</dt>
              <dd dir="auto">{{fact.value}}</dd>
            </div>
          {{/each}}
        </dl>
        {{#if this.links}}
          <p>
            {{#each this.links as |link|}}
              <a href={{link.href}}>{{link.text}}</a>
            {{/each}}
          </p>
        {{/if}}
        <h3>{{say "admin.communities"}}</h3>
        {{#if this.status.communities.length}}
          <ul>
            {{#each this.status.communities key="community" as |one|}}
              <li><span dir="auto">
                  {{#if one.console}}<a
                      href={{one.console}}
                    >{{one.name}}</a>{{else}}{{one.name}}{{/if}}
                  ({{say
                    "admin.community_facts"
                    version=one.version
                    helped=one.self_served
                  }})
                </span></li>
            {{/each}}
          </ul>
        {{else}}
          <p>{{say "admin.no_communities"}}</p>
        {{/if}}
      {{/if}}
    </section>
  </template>
}
