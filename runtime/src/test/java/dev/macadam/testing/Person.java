package dev.macadam.testing;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity with children that are persisted with it. */
@Entity
public class Person {

  @Id @GeneratedValue private @Nullable Long id;

  @Version private int version;

  @Column(unique = true, nullable = false)
  private String name;

  @ManyToOne private @Nullable Person parent;

  @OneToMany(mappedBy = "parent", cascade = CascadeType.PERSIST)
  private List<Person> children = new ArrayList<>();

  /** For Hibernate. */
  protected Person() {
    this("");
  }

  /** A person without a parent. */
  public Person(String name) {
    this.name = name;
  }

  /** The identifier, once persisted. */
  public @Nullable Long getId() {
    return id;
  }

  /** Counts the updates. */
  public int getVersion() {
    return version;
  }

  /** The name. */
  public String getName() {
    return name;
  }

  /** Renames. */
  public void setName(String name) {
    this.name = name;
  }

  /** The parent, if there is one. */
  public @Nullable Person getParent() {
    return parent;
  }

  /** The children. */
  public List<Person> getChildren() {
    return children;
  }

  /** Adds a child, which is inserted when this person is flushed. */
  public void addChild(Person child) {
    child.parent = this;
    children.add(child);
  }
}
