import { apiInitializer } from "discourse/lib/api";
import ArticleAnswers from "../components/hybrid-desk/article-answers";
import ButtonsDialog from "../components/hybrid-desk/buttons-dialog";
import FollowUp from "../components/hybrid-desk/follow-up";
import { POST_BUTTONS } from "../components/hybrid-desk/post-button";
import PostLabels from "../components/hybrid-desk/post-labels";
import TopicStatus from "../components/hybrid-desk/topic-status";
import { say } from "../lib/hybrid-desk/say";

export default apiInitializer((api) => {
  api.addTrackedTopicProperties("hybrid_desk");
  api.addTrackedPostProperties("hybrid_desk");

  /** @param {string} name */
  const service = (name) => api.container.lookup(`service:${name}`);
  const put = (where, outlet, component) => api[where](outlet, component);
  put("renderInOutlet", "topic-above-post-stream", TopicStatus);
  put("renderBeforeWrapperOutlet", "post-content-cooked-html", PostLabels);
  put("renderAfterWrapperOutlet", "post-content-cooked-html", FollowUp);
  put("renderAfterWrapperOutlet", "post-content-cooked-html", ArticleAnswers);

  api.registerValueTransformer(
    "post-menu-buttons",
    ({ value: dag, context }) => {
      for (const { key, component } of POST_BUTTONS) {
        dag.add(key, component, { before: context.firstButtonKey });
      }
    }
  );

  api.registerTopicFooterButton({
    id: "hybrid-desk",
    priority: 260,
    dependentKeys: ["topic.hybrid_desk"],
    classNames: ["hybrid-desk-footer-button"],
    translatedLabel: () => say("footer.button"),
    translatedTitle: () => say("footer.title"),
    displayed() {
      const ticket = this.topic.hybrid_desk;
      return !!ticket && !!api.getCurrentUser() && ticket.maySay.length > 0;
    },
    action() {
      service("modal").show(ButtonsDialog, { model: this.topic });
    },
  });

  api.registerCustomPostMessageCallback("hybrid_desk", (controller) =>
    service("hybrid-desk").refresh(controller.model)
  );
});
