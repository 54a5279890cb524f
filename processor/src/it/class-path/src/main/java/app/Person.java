package app;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Person {

  @Id private String name;

  protected Person() {}

  Person(String name) {
    this.name = name;
  }
}
