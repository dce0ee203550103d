import Component from "@glimmer/component";
import { service } from "@ember/service";
import getURL from "discourse/lib/get-url";
import { say } from "../../lib/hybrid-desk/say";
import { moment, zoneOf } from "../../lib/hybrid-desk/times";

/** @import { DeskClock } from "../../../../../types/hybrid-desk" */

const LANES = ["community", "desk", "experts"];

/** A line names posts by their path. */
const parts = (line) =>
  line
    .split(/(\/p\/\d+)/)
    .map((text) => ({ text, href: /^\/p\/\d+$/.test(text) && getURL(text) }));

/**
 * The clocks of a question, a lane of its own for each who may answer.
 *
 * @extends {Component<{ Args: { clocks: DeskClock[], words?: Record<string, string> } }>}
 */
export default class Clocks extends Component {
  @service currentUser;

  laneTitle = (lane) => say(`lanes.${lane}`, { words: this.args.words });

  /** @param {DeskClock} clock */
  stateText = ({ state, due, lane }) => {
    // Nobody in a community owes an answer: nothing of it is due or late (CL-04).
    if (lane === "community") {
      return say(`clocks.community_${state === "met" ? "met" : "open"}`);
    }
    const key =
      due && ["running", "late"].includes(state) ? `${state}_due` : state;
    const when = due && moment(due, { zone: zoneOf(this.currentUser) });
    return say(`clocks.${key}`, { when });
  };

  get lanes() {
    const shown = this.args.clocks.filter(({ state }) => state !== "cancelled");
    return LANES.map((lane) => ({
      lane,
      clocks: shown.filter((clock) => clock.lane === lane),
    })).filter(({ clocks }) => clocks.length > 0);
  }

  <template>
    {{#if this.lanes.length}}
      <div class="hybrid-desk-clocks">
        {{#each this.lanes key="lane" as |one|}}
          <div class="hybrid-desk-clocks__lane" data-lane={{one.lane}}>
            <span class="hybrid-desk-clocks__lane-title">{{this.laneTitle
                one.lane
              }}</span>
            <ul>
              {{#each one.clocks key="metric" as |clock|}}
                <li data-state={{clock.state}}>
                  <span
                    class="hybrid-desk-clocks__title"
                    dir="auto"
                  >{{clock.title}}</span>
                  <span class="hybrid-desk-clocks__state">{{this.stateText
                      clock
                    }}</span>
                  {{#if clock.why.length}}
                    {{! The rule takes the whole of details for its summary. }}
                    {{! template-lint-disable no-nested-interactive }}
                    <details>
                      <summary>{{say "clocks.why"}}<span class="sr-only">:
                          {{clock.title}}</span></summary>
                      <ol>
                        {{#each clock.why as |line|}}
                          <li><span dir="auto">{{#each
                                (parts line)
                                as |part|
                              }}{{#if part.href}}<a href={{part.href}}>{{say
                                      "clocks.post"
                                    }}</a>{{else}}{{part.text}}{{/if}}{{/each}}</span></li>
                        {{/each}}
                      </ol>
                    </details>
                  {{/if}}
                </li>
              {{/each}}
            </ul>
          </div>
        {{/each}}
      </div>
    {{/if}}
  </template>
}
