package app;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** What the examples of the documents are about. */
@Entity
public class Person {

  @Id @GeneratedValue Long id;

  String name;

  @ManyToOne Person parent;

  @OneToMany(mappedBy = "parent", cascade = CascadeType.PERSIST)
  List<Person> children = new ArrayList<>();

  Person() {}

  Person(String name) {
    this.name = name;
  }

  void addChild(Person child) {
    child.parent = this;
    children.add(child);
  }

  List<Person> getChildren() {
    return children;
  }
}
