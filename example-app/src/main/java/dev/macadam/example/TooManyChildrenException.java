package dev.macadam.example;

/** Somebody would have more children than allowed. */
public class TooManyChildrenException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param parent the name of the parent
   * @param children how many children there would be
   * @param limit how many are allowed
   */
  public TooManyChildrenException(String parent, long children, long limit) {
    super(parent + " has " + children + " children now; " + limit + " are allowed");
  }
}
