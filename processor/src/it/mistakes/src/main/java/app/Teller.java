package app;

import java.util.concurrent.CompletableFuture;

/** Calls wrappers, and is not blamed for what is wrong with handlers. */
class Teller {

  private final AccountsInContext accounts;
  private final StockInContext stock;

  Teller(AccountsInContext accounts, StockInContext stock) {
    this.accounts = accounts;
    this.stock = stock;
  }

  CompletableFuture<Void> sell() {
    return accounts.open().thenCompose(nothing -> stock.take(1));
  }
}
