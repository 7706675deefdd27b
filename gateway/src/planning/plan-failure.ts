/** Why a document got no plan. The message is for the log. */
export class PlanFailure extends Error {
  /**
   * @param kind `REFUSED`: the planner knows no plan for it. `TOO_SLOW`: there was none in time. `ENDED`: the planner's
   * process ended with it in hand. After the last two the process is gone.
   */
  constructor(
    readonly kind: 'REFUSED' | 'TOO_SLOW' | 'ENDED',
    reason: string,
  ) {
    super(reason);
  }
}
