import { apiInitializer } from "discourse/lib/api";
import AskPrivately from "../components/hybrid-desk/ask-privately";
import ListMark from "../components/hybrid-desk/list-mark";
import { filterItems } from "../lib/hybrid-desk/filters";

export default apiInitializer((api) => {
  const hybridDesk = api.container.lookup("service:hybrid-desk");
  const currentUser = api.getCurrentUser();

  api.renderInOutlet("topic-list-after-title", /** @type {any} */ (ListMark));
  api.renderInOutlet(
    "before-create-topic-button",
    /** @type {any} */ (AskPrivately)
  );
  // One entry to ask: the forum's own button and form, by the name of what they are for here. A phone shows its icon alone.
  api.registerValueTransformer("create-topic-label", ({ value }) => {
    const { category } = api.container.lookup("service:discovery");
    return value && category && hybridDesk.communityOfCategory(category.id)
      ? "hybrid_desk.pages.ask.public"
      : value;
  });
  api.addDiscoveryQueryParam("hybrid_desk", {
    replace: true,
    refreshModel: true,
  });
  filterItems({ hybridDesk, currentUser }).forEach((item) =>
    api.addNavigationBarItem(item)
  );
});
