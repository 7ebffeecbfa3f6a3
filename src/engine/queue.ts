/** One job at a time, in the order of arrival. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `job` when all before it have ended. What it throws goes to the caller and stops nobody else. */
  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#last.then(job);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
