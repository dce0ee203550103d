// Named otherwise than ESLint looks for: the repository's own ESLint is another version and leaves this folder alone.
import DiscourseRecommended from "@discourse/lint-configs/eslint";

export default [
  { ignores: ["test/harness/dist/**", "node_modules/**"] },
  ...DiscourseRecommended,
  {
    rules: {
      "no-console": "error",
      eqeqeq: "error",
      "max-lines": [
        "error",
        { max: 200, skipBlankLines: true, skipComments: true },
      ],
    },
  },
];
