/** The most UTF-16 code units of each text. */
export const textLimits = { name: 200, username: 100, question: 20_000, answer: 100_000, systemPrompt: 20_000, note: 20_000, points: 2000, search: 200, trainingLog: 1_000_000 } as const;
