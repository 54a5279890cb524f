package dev.macadam;

import java.sql.Connection;

/** The isolation of a transaction, in the terms of the SQL standard and of {@link Connection}. */
public enum Isolation {
  /** Whatever the connection comes with from its pool; nothing is sent to the database. */
  DEFAULT(Connection.TRANSACTION_NONE),
  /** {@link Connection#TRANSACTION_READ_UNCOMMITTED}. */
  READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
  /** {@link Connection#TRANSACTION_READ_COMMITTED}. */
  READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
  /** {@link Connection#TRANSACTION_REPEATABLE_READ}. */
  REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
  /** {@link Connection#TRANSACTION_SERIALIZABLE}. */
  SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

  private final int level;

  Isolation(int level) {
    this.level = level;
  }

  /**
   * The constant of {@link Connection} for this isolation.
   *
   * @return one of the {@code TRANSACTION_…} constants; {@link Connection#TRANSACTION_NONE} stands
   *     for {@link #DEFAULT}
   */
  public int level() {
    return level;
  }
}
