package app;

import dev.macadam.ContextHandler;
import dev.macadam.FromContext;
import dev.macadam.Isolation;
import java.sql.Connection;
import java.sql.SQLTransientException;
import org.hibernate.Session;

public class Transfers {

  public static class Refused extends Exception {
    private static final long serialVersionUID = 1;
  }

  @ContextHandler(
      executor = "payments",
      database = "accounts",
      isolation = Isolation.SERIALIZABLE,
      timeout = "1500ms",
      attempts = 5,
      retryOn = SQLTransientException.class,
      dontRollbackOn = {Refused.class, IllegalArgumentException.class})
  public boolean transfer(
      Session accounts, @FromContext("audit") Connection audit, String from, String to, long amount)
      throws Refused {
    return true;
  }
}
