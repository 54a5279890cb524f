package app;

import java.util.concurrent.CompletableFuture;

class Teller {

  private final AccountsInContext accounts;

  Teller(AccountsInContext accounts) {
    this.accounts = accounts;
  }

  CompletableFuture<Void> welcome(String owner) {
    return accounts.open(owner);
  }
}
