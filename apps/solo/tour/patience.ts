const tries = 120;

/** Does it again every half second until it answers something, whatever falls over meanwhile; after a minute what fails is thrown. */
export async function patiently<T>(doing: () => Promise<T | undefined>): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      const answer = await doing();
      if (answer !== undefined) return answer;
      if (left === 0) throw new Error('no answer');
    } catch (error) {
      if (left === 0) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
