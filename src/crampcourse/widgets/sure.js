// How sure a learner is: what the log keeps, and the word for it.

export const SURE = [[1, "sure"], [0.5, "unsure"], [0, "a guess"]];
