/** The section that the answer to each of the ten questions flows into. */
export const QUESTION_SECTIONS: Record<string, string> = {
  what: 'description',
  why: 'context',
  goal: 'objectives_general',
  when: 'planning',
  who: 'human_means',
  cost: 'financial_means',
  with_whom: 'partners',
  results: 'results_quantitative',
  worked: 'success_factors',
  advice: 'recommendations',
};
