// The forum's own buttons, dialogs and forms: the one place to change when the forum moves them.
import ForumForm from "discourse/components/form";
import DButton from "discourse/ui-kit/d-button";
import DModal from "discourse/ui-kit/d-modal";
import dIcon from "discourse/ui-kit/helpers/d-icon";

/**
 * The types of the forum say nothing of its forms yet.
 *
 * @type {import("@glint/template").ComponentLike<{
 *   Args: { data: object, onSubmit: (values: any) => unknown },
 *   Blocks: { default: [any] },
 * }>}
 */
const Form = /** @type {any} */ (ForumForm);

export { DButton, DModal, dIcon, Form };
