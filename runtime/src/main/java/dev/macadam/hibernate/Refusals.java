package dev.macadam.hibernate;

/** Says no to what belongs to the context. */
final class Refusals {

  private Refusals() {}

  static IllegalStateException refused(String call, String instead) {
    return new IllegalStateException(
        call
            + " belongs to the context. "
            + instead
            + " The context commits when the work returns and rolls back when it throws;"
            + " context.commit() commits now, context.setRollbackOnly() undoes the work.");
  }
}
