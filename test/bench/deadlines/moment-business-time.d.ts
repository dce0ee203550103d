/** The package has no types of its own; this is what the bench calls. */
declare module 'moment-business-time' {
  interface Moment {
    clone(): Moment;
    addWorkingTime(count: number, unit: string): Moment;
    workingDiff(other: Moment, unit: string): number;
    toISOString(): string;
  }
  interface Factory {
    (text: string): Moment;
    updateLocale(name: string, settings: Readonly<Record<string, unknown>>): void;
  }
  const moment: Factory;
  export = moment;
}
