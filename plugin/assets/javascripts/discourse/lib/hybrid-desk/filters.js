import { say } from "./say";

const FILTERS = [
  { word: "mine", isForDesk: false },
  { word: "needs_expert", isForDesk: true },
  { word: "due_soon", isForDesk: true },
];

/**
 * Lists by what the desk knows, as items of the navigation above lists of a community.
 *
 * @param {{ hybridDesk: any, currentUser: any }} services
 */
export function filterItems({ hybridDesk, currentUser }) {
  const of = (category) =>
    category && hybridDesk.communityOfCategory(category.id);
  return FILTERS.map(({ word, isForDesk }) => ({
    name: `hybrid_desk_${word}`,
    displayName: say(`filters.${word}`),
    title: say(`filters.${word}`),
    before: "top",
    customFilter: (category) =>
      !!currentUser && !!of(category) && (!isForDesk || !!of(category).isDesk),
    customHref: (category) => `${category.url}/l/latest?hybrid_desk=${word}`,
    forceActive: (category, args, router) =>
      router.currentRoute?.queryParams?.hybrid_desk === word,
  }));
}
