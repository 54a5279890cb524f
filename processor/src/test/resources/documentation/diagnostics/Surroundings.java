package app;

import java.sql.Connection;
import java.util.concurrent.CompletionStage;

/** What the examples of the pages about diagnostics find around them. */
abstract class Surroundings {
  Payments payments;

  record Order(long priceId) {}

  record Price(long cents) {}

  record Receipt(String number) {}

  interface Payments {
    CompletionStage<Receipt> charge(Price price);
  }

  static class OutOfStockException extends Exception {
    private static final long serialVersionUID = 1;
  }

  Price priceOf(Connection connection, long id) {
    return new Price(id);
  }

  String render(Object order) {
    return order.toString();
  }
}
