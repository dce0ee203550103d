export interface FeatureFailure {
  readonly feature: string;
  readonly message: string;
}

/** What a feature threw, for the row that `doctor` shows. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is said, or nothing where that throws: it is listed once, and the others go on (house style, section 4). */
export function isolated<One>(feature: string, say: () => readonly One[], failures: FeatureFailure[]): readonly One[] {
  try {
    return say();
  } catch (error) {
    if (!failures.some((failure) => failure.feature === feature)) failures.push({ feature, message: messageOf(error) });
    return [];
  }
}
