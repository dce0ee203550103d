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
  api.addDiscoveryQueryParam("hybrid_desk", {
    replace: true,
    refreshModel: true,
  });
  filterItems({ hybridDesk, currentUser }).forEach((item) =>
    api.addNavigationBarItem(item)
  );
});
