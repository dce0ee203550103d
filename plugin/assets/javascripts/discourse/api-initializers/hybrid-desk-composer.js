import { apiInitializer } from "discourse/lib/api";
import ComposerNotes from "../components/hybrid-desk/composer-notes";
import SimilarAnswers from "../components/hybrid-desk/similar-answers";

export default apiInitializer((api) => {
  api.renderInOutlet("composer-fields", /** @type {any} */ (ComposerNotes));
  api.renderInOutlet(
    "after-title-and-category",
    /** @type {any} */ (SimilarAnswers)
  );
});
