import getURL from "discourse/lib/get-url";

const path = (name) => getURL(`/u/${encodeURIComponent(name.toLowerCase())}`);

/** @type {import("@ember/component/template-only").TOC<{ Args: { name: string } }>} */
const Person = <template>
  <a href={{path @name}} data-user-card={{@name}} dir="auto">@{{@name}}</a>
</template>;

export default Person;
