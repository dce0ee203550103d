import type { Forum, ForumError } from '../../service/ports/forum.js';

export type Call = Exclude<keyof Forum, 'id'>;
interface Script {
  readonly when: 'before' | 'after';
  readonly act: () => unknown;
}

/** Calls that are remembered, and that a test can make fail or interrupt, once for each time it says so. */
export abstract class ScriptedCalls {
  /** Every call, in order: `readTopic 20`. */
  readonly calls: string[] = [];
  private readonly scripts = new Map<Call, Script[]>();

  /** The next such call fails; `after`: it was carried out and its answer is lost. */
  fail(call: Call, error: ForumError, when: Script['when'] = 'before'): void {
    this.script(call, when, () => {
      throw error;
    });
  }

  /** Does something while the next such call is under way. */
  script(call: Call, when: Script['when'], act: Script['act']): void {
    this.scripts.set(call, [...(this.scripts.get(call) ?? []), { when, act }]);
  }

  count(call: Call): number {
    return this.calls.filter((one) => one.split(' ')[0] === call).length;
  }

  protected async run<T>(call: Call, argument: number | string, answer: () => T): Promise<T> {
    this.calls.push(`${call} ${argument}`);
    const script = this.scripts.get(call)?.shift();
    if (script?.when === 'before') await script.act();
    const result = answer();
    if (script?.when === 'after') await script.act();
    return result;
  }
}
