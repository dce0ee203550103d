/** @type {import("@ember/component/template-only").TOC<{ Args: { facts: { name: string, value: string }[] } }>} */
const Facts = <template>
  {{#if @facts.length}}
    <dl>
      {{#each @facts key="name" as |fact|}}
        <div>
          <dt>{{fact.name}}</dt>
          <dd dir="auto">{{fact.value}}</dd>
        </div>
      {{/each}}
    </dl>
  {{/if}}
</template>;

export default Facts;
