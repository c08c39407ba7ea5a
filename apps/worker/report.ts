/** One line of the log: what, then codes and ids. */
export const report = (what: string, facts: Readonly<Record<string, string | number>>): void => {
  process.stdout.write(`${[what, ...Object.entries(facts).map(([name, value]) => `${name}=${value}`)].join(' ')}\n`);
};
