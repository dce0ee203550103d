import DiscourseRecommended from "@discourse/lint-configs/eslint";

export default [
  { ignores: ["test/harness/dist/**", "node_modules/**"] },
  ...DiscourseRecommended,
  {
    rules: {
      // The types of @discourse/types are read from JSDoc, so what stands in a comment is used.
      "no-console": "error",
      eqeqeq: "error",
      "max-lines": [
        "error",
        { max: 200, skipBlankLines: true, skipComments: true },
      ],
    },
  },
];
