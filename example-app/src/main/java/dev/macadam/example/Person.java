package dev.macadam.example;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with at most one known parent and any number of children. Names and e-mail addresses are
 * unique.
 */
@Entity
@Table(
    name = "macadam_example_person",
    uniqueConstraints = {
      @UniqueConstraint(name = "macadam_example_person_name", columnNames = "name"),
      @UniqueConstraint(name = "macadam_example_person_email", columnNames = "email")
    },
    indexes = @Index(name = "macadam_example_person_parent", columnList = "parent_id"))
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields that nobody reads here.
public class Person {

  @Id
  @GeneratedValue
  @SequenceGenerator(sequenceName = "macadam_example_person_sequence", allocationSize = 50)
  private @Nullable Long id;

  @Column(nullable = false)
  private String name;

  @Column(name = "birth_date", nullable = false)
  private LocalDate birthDate;

  @Column(nullable = false)
  private String city;

  private @Nullable String email;

  private boolean employee;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(
      name = "parent_id",
      foreignKey = @ForeignKey(name = "macadam_example_person_is_child_of"))
  private @Nullable Person parent;

  @OneToMany(mappedBy = "parent", cascade = CascadeType.PERSIST)
  private List<Person> children = new ArrayList<>();

  /** For Hibernate, which fills in the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Person() {}

  /**
   * Somebody without a parent.
   *
   * @param name unique
   * @param birthDate in the past
   * @param city where the person lives
   * @param email unique, or null if there is none
   * @param employee whether the person works for us
   */
  public Person(
      String name, LocalDate birthDate, String city, @Nullable String email, boolean employee) {
    this.name = name;
    this.birthDate = birthDate;
    this.city = city;
    this.email = email;
    this.employee = employee;
  }

  /**
   * Makes somebody a child of this person. A child that is not in the database yet is inserted when
   * this person's session is flushed.
   *
   * @param child has no other parent
   */
  public void addChild(Person child) {
    child.parent = this;
    children.add(child);
  }

  /**
   * The name.
   *
   * @return unique
   */
  public String getName() {
    return name;
  }

  /**
   * Where this person lives.
   *
   * @return the name of a city
   */
  public String getCity() {
    return city;
  }

  @Override
  public String toString() {
    return name + ", born " + birthDate;
  }
}
