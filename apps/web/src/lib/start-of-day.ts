/** When a day of the reader's clock begins: today, or so many days after another one. */
export const startOfDay = (daysLater = 0, from = new Date()): string => {
  const day = new Date(from);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + daysLater);
  return day.toISOString();
};
