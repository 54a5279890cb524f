package dev.macadam.processor.validate;

import java.util.Collections;
import java.util.Set;

/** Classes that look like a part of a connection, and have all of their content in memory. */
final class Detached {

  private static final Set<String> TYPES =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.CharArrayReader",
          "java.io.StringReader",
          "javax.sql.rowset.CachedRowSet",
          "javax.sql.rowset.serial.SerialArray",
          "javax.sql.rowset.serial.SerialBlob",
          "javax.sql.rowset.serial.SerialClob");

  private Detached() {}

  /** Whether objects of a class with these ancestors need nothing any more. */
  static boolean isDetached(Set<String> lineage) {
    return !Collections.disjoint(TYPES, lineage);
  }
}
