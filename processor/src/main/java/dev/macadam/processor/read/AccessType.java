package dev.macadam.processor.read;

/** Where the attributes of a persistent class are, and the annotations that map them. */
enum AccessType {
  /** On its fields. */
  FIELD,
  /** On its getters. */
  PROPERTY
}
