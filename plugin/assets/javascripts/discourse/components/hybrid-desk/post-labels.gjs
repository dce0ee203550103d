import Component from "@glimmer/component";
import { service } from "@ember/service";
import Press from "../../lib/hybrid-desk/press";
import { capital, say } from "../../lib/hybrid-desk/say";
import { labelsOf } from "../../lib/hybrid-desk/ticket";
import { moment, zoneOf } from "../../lib/hybrid-desk/times";
import Answer from "./answer";
import Facts from "./facts";
import Person from "./person";
import SignAgain from "./sign-again";

/** @import { DeskLabel, DeskPost } from "../../../../../types/hybrid-desk" */

/** Those that say more than a sentence does; the others are shown as the service words them. */
const SIGNED = ["official", "community_answer", "checked", "summary"];

const factsOf = (all) =>
  all
    .filter(([, value]) => value)
    .map(([name, value]) => ({ name: say(`labels.facts.${name}`), value }));

/**
 * What marks a post, above its text: which answer is official and what that means, which is not, and who is an expert.
 *
 * @extends {Component<{ Args: { outletArgs: { post: DeskPost } } }>}
 */
export default class PostLabels extends Component {
  @service currentUser;
  @service hybridDesk;

  /** What came of signing again stays when that made another label of it. */
  press = this.#newPress();

  /** @param {DeskLabel} label */
  shown = ({
    label,
    text,
    by,
    capacity,
    at,
    scope,
    validUntil,
    signedUntil,
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
          ? this.again({ scope, validUntil, signedUntil })
          : null,
      by: isSigned && by ? people?.[by] : null,
      facts: factsOf([
        ["capacity", isSigned && capacity],
        ["at", isSigned && at && moment(at, { zone })],
        ["scope", isSigned && scope],
        [
          isOver ? "was_valid_until" : "valid_until",
          isSigned && this.validity({ label, validUntil, zone }),
        ],
        ["changed", changed !== text && changed],
      ]),
    };
  };

  /** The same signature, and how long it holds: a day that is over cannot be signed, so it is the usual time then. */
  again = ({ scope, validUntil, signedUntil }) => {
    const zone = zoneOf(this.currentUser);
    const isOver = validUntil && new Date(validUntil) < new Date();
    const until = isOver ? undefined : signedUntil;
    const valid = until
      ? this.validity({ label: "official", validUntil, zone })
      : say("sign_again.usual");
    return {
      scope,
      until,
      facts: factsOf([
        ["scope", scope],
        ["valid_until", valid],
      ]),
    };
  };

  validity = ({ label, validUntil, zone }) => {
    if (label !== "official") {
      return null;
    }
    return validUntil ? moment(validUntil, { zone }) : say("labels.no_end");
  };

  willDestroy() {
    super.willDestroy();
    this.press.forget();
  }

  get words() {
    const { community } = this.args.outletArgs.post.topic?.hybrid_desk ?? {};
    return this.hybridDesk.community(community)?.words;
  }

  get labels() {
    return labelsOf(this.args.outletArgs.post).map(this.shown);
  }

  get isSigning() {
    return !!this.press.answer || this.labels.some(({ again }) => again);
  }

  #newPress() {
    const { post } = this.args.outletArgs;
    return new Press(this.hybridDesk, { topic: post.topic, post });
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
        <Facts @facts={{one.facts}} />
        {{#if one.again}}
          <SignAgain
            @post={{@outletArgs.post}}
            @again={{one.again}}
            @press={{this.press}}
          />
        {{/if}}
      </aside>
    {{/each}}
    {{#if this.isSigning}}
      <Answer @press={{this.press}} @words={{this.words}} />
    {{/if}}
  </template>
}
