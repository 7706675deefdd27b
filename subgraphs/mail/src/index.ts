export { SORTING_ACTION_ERROR_CODES } from './sorting-action/sorting-action.errors';
export { SORTING_CONDITION_ERROR_CODES } from './sorting-condition/sorting-condition.errors';
export { SORTING_RULE_ERROR_CODES } from './sorting-rule/sorting-rule.errors';
export { SORTING_RULE_TEMPLATE_ERROR_CODES } from './sorting-rule-template/sorting-rule-template.errors';
export { SORTING_TRIAL_ERROR_CODES } from './sorting-trial/sorting-trial.errors';
export { mailSubgraph } from './subgraph';
