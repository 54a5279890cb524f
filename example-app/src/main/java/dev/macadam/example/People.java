package dev.macadam.example;

import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * The handlers. Each call through {@code PeopleInContext} is one unit of work: it is committed when
 * the method returns, and undone when it throws. That is why none of these methods commits, rolls
 * back or closes what it is given.
 */
public class People {

  /**
   * Inserts all people of a batch, or none.
   *
   * @param batch people whose parents are in the database already
   * @return how many were inserted
   * @throws IllegalArgumentException if a parent is not
   */
  @ContextHandler(attempts = 3)
  int importBatch(Session session, List<PersonLine> batch) {
    Map<String, Person> parents = parentsOf(session, batch);
    for (PersonLine line : batch) {
      Person person =
          new Person(line.name(), line.birthDate(), line.city(), line.email(), line.employee());
      if (line.parent() == null) {
        session.persist(person);
      } else {
        Person parent = parents.get(line.parent());
        if (parent == null) {
          throw new IllegalArgumentException(
              "The parent of " + line.name() + " is not in the database: " + line.parent());
        }
        parent.addChild(person);
      }
    }
    return batch.size();
  }

  /** Gives a parent a new child. */
  @ContextHandler
  void adopt(Session session, String parentName, String childName, LocalDate birthDate) {
    Person parent =
        session
            .createSelectionQuery("from Person where name = :name", Person.class)
            .setParameter("name", parentName)
            .getSingleResult();
    // Nothing is inserted here: the cascade does that when the wrapper commits.
    parent.addChild(new Person(childName, birthDate, parent.getCity(), null, false));
  }

  /**
   * Gives a parent several new children, or none of them if that would be too many. Takes the same
   * transaction twice, as a session and as a connection.
   *
   * @throws TooManyChildrenException if the parent would have more than {@code limit} children
   */
  @ContextHandler
  void adoptAll(
      Session session,
      Connection connection,
      String parentName,
      List<String> childNames,
      LocalDate birthDate,
      long limit)
      throws SQLException, TooManyChildrenException {
    for (String childName : childNames) {
      // An ordinary call: it works in this unit of work. Only a call of the wrapper begins another.
      adopt(session, parentName, childName, birthDate);
    }
    session.flush(); // Plain SQL sees what the session has sent, so send it.
    long children = countChildren(connection, parentName);
    if (children > limit) {
      throw new TooManyChildrenException(parentName, children, limit);
    }
  }

  /** The id of somebody, if there is anybody of that name. */
  @ContextHandler(readOnly = true, timeout = "5s")
  Optional<Long> idOf(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select id from macadam_example_person where name = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getLong("id")) : Optional.empty();
      }
    }
  }

  /** The cities in which most people live, the largest first. */
  @ContextHandler(readOnly = true, timeout = "5s")
  List<CityCount> countByCity(Connection connection, int cities) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select city, count(*) as people
            from macadam_example_person
            group by city
            order by people desc, city
            fetch first ? rows only
            """)) {
      query.setInt(1, cities);
      List<CityCount> counts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          counts.add(new CityCount(rows.getString("city"), rows.getLong("people")));
        }
      }
      return counts;
    }
  }

  /** How many people there are. */
  @ContextHandler(readOnly = true, timeout = "5s")
  long count(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select count(*) from macadam_example_person");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** How many children somebody has. */
  @ContextHandler(readOnly = true, timeout = "5s")
  long countChildren(Connection connection, String parentName) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select count(*)
            from macadam_example_person child
            join macadam_example_person parent on parent.id = child.parent_id
            where parent.name = ?
            """)) {
      query.setString(1, parentName);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** How many of these names are in the database. */
  @ContextHandler(readOnly = true, timeout = "5s")
  long countNamed(Session session, Collection<String> names) {
    return session
        .createSelectionQuery("select count(*) from Person where name in (:names)", Long.class)
        .setParameterList("names", names)
        .getSingleResult();
  }

  private static Map<String, Person> parentsOf(Session session, List<PersonLine> batch) {
    Set<String> names =
        batch.stream().map(PersonLine::parent).filter(Objects::nonNull).collect(Collectors.toSet());
    Map<String, Person> parents = new HashMap<>();
    for (Person parent :
        session
            .createSelectionQuery("from Person where name in (:names)", Person.class)
            .setParameterList("names", names)
            .getResultList()) {
      parents.put(parent.getName(), parent);
    }
    return parents;
  }
}
