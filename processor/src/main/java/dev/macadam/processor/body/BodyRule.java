package dev.macadam.processor.body;

import com.sun.source.util.TreePath;

/** One family of mistakes. A rule is made for one body, so it may remember what it has seen. */
interface BodyRule {

  /** A method is called, or referred to as the function that is called. */
  default void atCall(Call call, Place place) {}

  /** A variable is declared with a value. */
  default void atVariable(TreePath variable, TreePath value) {}

  /** Something is assigned to a variable, a field or an element of an array. */
  default void atAssignment(TreePath target, TreePath value, Place place) {}
}
