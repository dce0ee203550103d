import { DModal } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";
import TopicStatus from "./topic-status";

const argsOf = (model) => ({ model });

/**
 * The same status and buttons from the end of a long topic.
 *
 * @type {import("@ember/component/template-only").TOC<{ Args: {
 *   model: import("../../../../../types/hybrid-desk").DeskTopic,
 *   closeModal?: () => void,
 * } }>}
 */
const ButtonsDialog = <template>
  <DModal
    @title={{say "footer.title"}}
    @closeModal={{@closeModal}}
    class="hybrid-desk-dialog"
  >
    <:body><TopicStatus @outletArgs={{argsOf @model}} /></:body>
  </DModal>
</template>;

export default ButtonsDialog;
