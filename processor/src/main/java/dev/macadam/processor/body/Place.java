package dev.macadam.processor.body;

/** Where a piece of a handler's body runs, as far as the source tells for certain. */
enum Place {
  /** On the context's own thread, in a handler that returns no stage. */
  HANDLER,
  /** On the calling thread, in a handler that returns a stage. */
  CALLING_THREAD,
  /** On a worker, in what was given to {@code context.call} or {@code context.run}. */
  CONTEXT_CALL,
  /** On whichever thread completes a stage, in a handler that returns one. */
  STAGE_CALLBACK,
  /** On a thread of an executor or one of its own. */
  OTHER_THREAD,
  /** In a function that somebody calls at some time. */
  UNKNOWN;

  /** Whether this is in a handler that returns a stage, and for certain not in its context. */
  boolean isOutsideOfCall() {
    return this == CALLING_THREAD || this == STAGE_CALLBACK;
  }

  /** Whether a context gives no session here, and says so. */
  boolean isForeign() {
    return isOutsideOfCall() || this == OTHER_THREAD;
  }

  /** Whether the thread is one on which the context's things may be used. */
  boolean isInContext() {
    return this == HANDLER || this == CONTEXT_CALL;
  }
}
