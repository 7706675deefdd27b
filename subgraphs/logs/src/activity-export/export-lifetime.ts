/** How long the file of a finished export is kept, unless configured otherwise. */
export const DEFAULT_EXPORT_HOURS = 24;

let hours = DEFAULT_EXPORT_HOURS;

/** Sets how long this process keeps files; called once, before it answers. */
export function useExportHours(configured: number): void {
  hours = configured;
}

export const exportHours = (): number => hours;
