export interface FeatureFailure {
  readonly feature: string;
  readonly message: string;
}

/** What a feature threw, for the row that `doctor` shows. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
