import Component from "@glimmer/component";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { keyOf, lineOf } from "../../lib/hybrid-desk/actions";
import { DButton, DModal, Form } from "../../lib/hybrid-desk/kit";
import Press from "../../lib/hybrid-desk/press";
import { say } from "../../lib/hybrid-desk/say";
import Answer from "./answer";

/** A line to the desk has 1,000 characters. */
const LONGEST = 800;

/**
 * The few fields that a line needs. What was typed stays until it was heard.
 *
 * @extends {Component<{ Args: {
 *   model: {
 *     action: import("../../lib/hybrid-desk/actions").Action,
 *     topic: object,
 *     post?: object,
 *     words?: Record<string, string>,
 *   },
 *   closeModal?: () => void,
 * } }>}
 */
export default class SayDialog extends Component {
  @service hybridDesk;

  press = this.#newPress();
  data = Object.fromEntries(
    this.args.model.action.fields.map(({ name }) => [name, ""])
  );

  fieldTitle = ({ name }) => this.#say(`fields.${name}`);
  choiceTitle = ({ name }, choice) =>
    this.#say(`choices.${name}.${keyOf(choice)}`);

  /** @param {import("../../lib/hybrid-desk/actions").Field} field */
  rules = ({ required, control }) => {
    const length = ["input", "textarea"].includes(control)
      ? `length:0,${LONGEST}`
      : null;
    return [required && "required", length].filter(Boolean).join("|");
  };

  willDestroy() {
    super.willDestroy();
    this.press.forget();
  }

  get title() {
    return this.#say(`actions.${this.#key}.title`);
  }

  get hint() {
    return this.#say(`actions.${this.#key}.hint`);
  }

  get #key() {
    return keyOf(this.args.model.action.word);
  }

  #newPress() {
    return new Press(this.hybridDesk, this.args.model);
  }

  #say(key) {
    return say(key, { words: this.args.model.words });
  }

  @action
  send(values) {
    return this.press.send(lineOf(this.args.model.action, values));
  }

  <template>
    <DModal
      @title={{this.title}}
      @closeModal={{@closeModal}}
      class="hybrid-desk-dialog"
    >
      <:body>
        {{#unless this.press.isHeard}}
          <p>{{this.hint}}</p>
          <Form @data={{this.data}} @onSubmit={{this.send}} as |form|>
            {{#each @model.action.fields key="name" as |field|}}
              <form.Field
                @name={{field.name}}
                @title={{this.fieldTitle field}}
                @type={{field.control}}
                @validation={{this.rules field}}
                @format="full"
                as |shown|
              >
                {{#if field.choices}}
                  <shown.Control as |select|>
                    {{#each field.choices as |choice|}}
                      <select.Option @value={{choice}}>{{this.choiceTitle
                          field
                          choice
                        }}</select.Option>
                    {{/each}}
                  </shown.Control>
                {{else}}
                  <shown.Control />
                {{/if}}
              </form.Field>
            {{/each}}
            <form.Actions>
              <form.Submit
                @label="hybrid_desk.pages.dialog.send"
                @isLoading={{this.press.isBusy}}
              />
              <form.Button
                @label="hybrid_desk.pages.dialog.cancel"
                @action={{@closeModal}}
              />
            </form.Actions>
          </Form>
        {{/unless}}
        <Answer @press={{this.press}} @words={{@model.words}} />
      </:body>
      <:footer>
        {{#if this.press.isHeard}}
          <DButton
            @action={{@closeModal}}
            @label="hybrid_desk.pages.dialog.close"
            class="btn-primary"
          />
        {{/if}}
      </:footer>
    </DModal>
  </template>
}
