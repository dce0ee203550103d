import { apiInitializer } from "discourse/lib/api";
import CategoryTab from "../components/hybrid-desk/category-tab";
import { say } from "../lib/hybrid-desk/say";

export default apiInitializer((api) => {
  api.registerEditCategoryTab({
    id: "hybrid-desk",
    name: say("category.tab"),
    component: /** @type {any} */ (CategoryTab),
    condition: ({ category }) => !!category.id,
  });
});
