import Component from "@glimmer/component";
import { service } from "@ember/service";
import { capital, say } from "../../lib/hybrid-desk/say";
import { labelsOf } from "../../lib/hybrid-desk/ticket";
import { moment, zoneOf } from "../../lib/hybrid-desk/times";
import Person from "./person";
import SignAgain from "./sign-again";

/** @import { DeskLabel, DeskPost } from "../../../../../types/hybrid-desk" */

/** Those that say more than a sentence does; the others are shown as the service words them. */
const SIGNED = ["official", "community_answer", "checked", "summary"];

/**
 * What marks a post, above its text: which answer is official and what that means, which is not, and who is an expert.
 *
 * @extends {Component<{ Args: { outletArgs: { post: DeskPost } } }>}
 */
export default class PostLabels extends Component {
  @service currentUser;
  @service hybridDesk;

  /** @param {DeskLabel} label */
  shown = ({
    label,
    text,
    by,
    capacity,
    at,
    scope,
    validUntil,
    changed,
    people,
  }) => {
    const isSigned = SIGNED.includes(label);
    const zone = zoneOf(this.currentUser);
    const { post } = this.args.outletArgs;
    const isOver = validUntil && new Date(validUntil) < new Date();
    return {
      label,
      title: isSigned
        ? capital(say(`labels.${label}`, { words: this.words }))
        : text,
      again:
        label === "voided" &&
        post.topic?.hybrid_desk?.maySay.includes("official")
          ? { label, text, scope }
          : null,
      by: isSigned && by ? people?.[by] : null,
      facts: [
        ["capacity", isSigned && capacity],
        ["at", isSigned && at && moment(at, { zone })],
        ["scope", isSigned && scope],
        [
          isOver ? "was_valid_until" : "valid_until",
          isSigned && this.validity({ label, validUntil, zone }),
        ],
        ["changed", changed !== text && changed],
      ]
        .filter(([, value]) => value)
        .map(([name, value]) => ({ name: say(`labels.facts.${name}`), value })),
    };
  };

  validity = ({ label, validUntil, zone }) => {
    if (label !== "official") {
      return null;
    }
    return validUntil ? moment(validUntil, { zone }) : say("labels.no_end");
  };

  get words() {
    const { community } = this.args.outletArgs.post.topic?.hybrid_desk ?? {};
    return this.hybridDesk.community(community)?.words;
  }

  get labels() {
    return labelsOf(this.args.outletArgs.post).map(this.shown);
  }

  <template>
    {{#each this.labels key="label" as |one|}}
      <aside
        class="hybrid-desk-label"
        data-label={{one.label}}
        aria-label={{one.title}}
      >
        <p class="hybrid-desk-label__title" dir="auto">
          {{one.title}}
          {{#if one.by}}· <Person @name={{one.by}} />{{/if}}
        </p>
        {{#if one.facts.length}}
          <dl>
            {{#each one.facts key="name" as |fact|}}
              <div>
                <dt>{{fact.name}}</dt>
                <dd dir="auto">{{fact.value}}</dd>
              </div>
            {{/each}}
          </dl>
        {{/if}}
        {{#if one.again}}
          <SignAgain
            @post={{@outletArgs.post}}
            @label={{one.again}}
            @words={{this.words}}
          />
        {{/if}}
      </aside>
    {{/each}}
  </template>
}
