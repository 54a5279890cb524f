package dev.macadam.processor;

import static dev.macadam.processor.Mistakes.reports;
import static dev.macadam.processor.Mistakes.reportsNothing;

import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of which something may be missing; {@code LazyModelTest} has a whole domain model. */
class LazyResultsTest {

  private static final String PERSON =
      """
      package app;
      import jakarta.persistence.*;
      import java.util.List;
      @Entity class Person {
        @Id long id;
        @OneToMany List<Person> children;
      }
      """;

  /** The other sources of most of the tests: ways to hold a person. */
  private static final String HOLDERS =
      """
      package app;
      import java.util.*;
      class Holders {
        record Row<T>(String name, T content) {}
        static class Bean<T> { private T content; }
        static class Derived extends Bean<Set<Person>> {}
        static class People extends ArrayList<Person> {}
        interface View { List<Person> getFriends(); }
        sealed interface Answer permits Yes, No {}
        record Yes(Person person) implements Answer {}
        record No(String reason) implements Answer {}
        static abstract class Page<T> { abstract T first(); }
        record Chain(Chain next, Row<Bean<Person>> row) {}
      }
      """;

  @Test
  void entity() {
    reportsPerson("Person", "returns Person, of which|: Person.children: List<Person>, @OneToMany");
  }

  @Test
  void genericsArraysAndWildcards() {
    reportsPerson("Map<String, ? extends List<Person[]>>", ": Person.children: ");
  }

  @Test
  void bound() {
    reportsPerson("<P extends Person & Serializable> Optional<P>", ": Person.children: ");
  }

  @Test
  void supplier() {
    reportsPerson("Supplier<? extends Person>", ": Person.children: ");
  }

  @Test
  void stage() {
    reports(
        Diagnostic.LAZY_RESULT,
        "returns CompletionStage<Person>, of which|: Person.children: ",
        """
        class Clinic {
          @ContextHandler CompletionStage<Person> /*!*/load(Context context) { return null; }
        }
        """,
        PERSON);
  }

  @Test
  void componentOfARecord() {
    reportsPerson("Holders.Row<List<Person>>", ": Holders.Row.content.children: List<Person>");
  }

  @Test
  void fieldOfABean() {
    reportsPerson("Holders.Bean<Person>", ": Holders.Bean.content.children: ");
  }

  @Test
  void inheritedFieldOfABean() {
    reportsPerson("Holders.Derived", ": Holders.Derived.content.children: ");
  }

  @Test
  void listOfTheUsers() {
    reportsPerson("Holders.People", ": Person.children: ");
  }

  @Test
  void getterOfAnInterface() {
    reportsPerson("Holders.View", ": Holders.View.friends.children: ");
  }

  @Test
  void permittedSubclass() {
    reportsPerson("Holders.Answer", ": Holders.Yes.person.children: ");
  }

  @Test
  void typeArgumentOfAnAbstractClass() {
    reportsPerson("Holders.Page<Person>", ": Person.children: ");
  }

  @Test
  void deepInsideOfACycle() {
    reportsPerson("Holders.Chain", ": Holders.Chain.row.content.content.children: ");
  }

  @Test
  void typeArgumentOfASubclass() {
    reports(
        Diagnostic.LAZY_RESULT,
        "method 'find' of Clinic returns Person, of which|: Person.children: ",
        """
        /*!*/class Clinic extends Base<Person> { @ContextHandler void own(Session s) {} }
        """,
        "class Base<T> { @ContextHandler T find(Session s) { return null; } }",
        PERSON);
  }

  @Test
  void onlyTheFirstPathsAreToldInFull() {
    reports(
        Diagnostic.LAZY_RESULT,
        ": Leaf.parent: Leaf, @ManyToOne is LAZY, and 7 more.|Lazy too: Leaf.children, Leaf.byName, "
            + "Leaf.friends, Leaf.twin, Leaf.text, and 2 more.\n",
        """
        class Clinic {
          @ContextHandler Leaf /*!*/load(Session session) { return null; }
        }
        """,
        """
        package app;
        import jakarta.persistence.*;
        import java.util.*;
        @MappedSuperclass abstract class Tree<T extends Tree<T>> {
          @Id long id;
          @ManyToOne(fetch = FetchType.LAZY) T parent;
          @OneToMany List<T> children;
          @ElementCollection Map<String, T> byName;
          @ManyToMany Set<T> friends;
          @OneToOne(fetch = FetchType.LAZY) T twin;
          @Basic(fetch = FetchType.LAZY) String text;
          @Basic(fetch = FetchType.LAZY) String more;
          @ElementCollection List<String> names;
        }
        """,
        """
        package app;
        @jakarta.persistence.Entity class Leaf extends Tree<Leaf> {}
        """);
  }

  @Test
  void lazyBasicAttribute() {
    reportsEntity(
        "@Basic(fetch = FetchType.LAZY) byte[] content;",
        ": Entry.content: byte[], @Basic is LAZY in an enhanced class.");
  }

  @Test
  void largeObject() {
    reportsEntity(
        "@Lob java.sql.Clob content;",
        ": Entry.content: Clob, which is read through the connection.");
  }

  @Test
  void permittedSubclassOfAnEntity() {
    reports(
        Diagnostic.LAZY_RESULT,
        ": Card.banks: List<Payment>, @OneToMany is LAZY.",
        """
        class Clinic {
          @ContextHandler Payment /*!*/load(Session session) { return null; }
        }
        """,
        """
        package app;
        import jakarta.persistence.*;
        import java.util.List;
        @Entity sealed abstract class Payment permits Card { @Id long id; }
        @Entity final class Card extends Payment { @OneToMany List<Payment> banks; }
        """);
  }

  private static void reportsPerson(String result, String what) {
    reports(
        Diagnostic.LAZY_RESULT,
        what,
        """
        class Clinic {
          @ContextHandler %s /*!*/load(Session session) { return null; }
        }
        """
            .formatted(result),
        PERSON,
        HOLDERS);
  }

  private static void reportsEntity(String attribute, String what) {
    reports(
        Diagnostic.LAZY_RESULT,
        what,
        """
        class Clinic {
          @ContextHandler Entry /*!*/load(Session session) { return null; }
        }
        """,
        """
        package app;
        import jakarta.persistence.*;
        @Entity class Entry { @Id long id; %s }
        """
            .formatted(attribute));
  }

  @Test
  void optionMakesItAnError() {
    reports(
        List.of("-Amacadam.lazyResults=error"),
        Kind.ERROR,
        Diagnostic.LAZY_RESULT,
        ": Person.children: ",
        """
        class Clinic {
          @ContextHandler Person /*!*/load(Session session) { return null; }
        }
        """,
        PERSON);
  }

  @Test
  void optionTurnsItOff() {
    reportsNothing(
        List.of("-Amacadam.lazyResults=ignore"),
        """
        class Clinic {
          @ContextHandler Person load(Session session) { return null; }
        }
        """,
        PERSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"warn", "error"})
  void sourceTurnsItOff(String severity) {
    reportsNothing(
        List.of("-Amacadam.lazyResults=" + severity),
        """
        class Clinic {
          @SuppressWarnings("MACADAM305") @ContextHandler Person load(Session s) { return null; }
          @SuppressWarnings("macadam") @ContextHandler Person some(Session s) { return null; }
        }
        """,
        """
        @SuppressWarnings({"unused", "MACADAM305"})
        class Hospital {
          @ContextHandler Person load(Session session) { return null; }
        }
        """,
        PERSON);
  }

  @Test
  void whatHoldsNoEntityAndWhatIsLoaded() {
    reportsNothing(
        List.of(),
        """
        class Clinic {
          record Row(long id, String name) {}
          static class Cached { static Person last; }
          @ContextHandler void a(Session session, Person person) {}
          @ContextHandler List<Row> b(Session session) { return null; }
          @ContextHandler Class<Person> c(Session session) { return null; }
          @ContextHandler Comparator<Person> d(Session session) { return null; }
          @ContextHandler Predicate<Person> e(Session session) { return null; }
          @ContextHandler jakarta.persistence.EntityGraph<Person> f(Session session) { return null; }
          @ContextHandler org.hibernate.query.Order<Person> g(Session session) { return null; }
          @ContextHandler Cached h(Session session) { return null; }
          @ContextHandler Map<String, Town[]> i(Session session) { return null; }
          @ContextHandler <T> T j(Session session, T argument) { return null; }
          @ContextHandler List<?> k(Session session) { return null; }
        }
        """,
        """
        package app;
        import jakarta.persistence.*;
        import java.util.*;
        @Entity class Town {
          @Id long id;
          static Person mayor;
          transient Person visitor;
          @Transient List<Person> guests;
          @ManyToOne Town capital;
          @OneToOne(fetch = FetchType.EAGER) Town twin;
          @OneToMany(fetch = FetchType.EAGER) List<Town> parts;
          @ManyToMany(fetch = FetchType.EAGER) Set<Town> near;
          @ElementCollection(fetch = FetchType.EAGER) Map<String, String> names;
          @Basic(fetch = FetchType.EAGER) @Lob String text;
          List<Person> getGuests() { return guests; }
        }
        """,
        PERSON);
  }

  @Test
  void genericClassesThatHoldThemselvesComeToAnEnd() {
    reportsNothing(
        List.of(),
        """
        class Clinic {
          static class Node<T> { Node<T> next; Node<List<T>> longer; T value; }
          static class Loop<T extends Loop<T>> { T self; Loop<?> other; }
          @ContextHandler Node<String> a(Session session) { return null; }
          @ContextHandler <T extends Loop<T>> List<? super T> b(Session session) { return null; }
          @ContextHandler Loop<?> c(Session session) { return null; }
        }
        """);
  }
}
