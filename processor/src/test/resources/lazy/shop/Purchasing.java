package shop;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Its getters are its attributes, because its identifier is one; so it is in what it embeds. */
@Entity
class Supplier {
  private Long id;
  private List<Deal> deals = new ArrayList<>();
  private Contact contact;
  private Country country;

  @Id
  Long getId() {
    return id;
  }

  void setId(Long id) {
    this.id = id;
  }

  @OneToMany
  List<Deal> getDeals() {
    return deals;
  }

  void setDeals(List<Deal> deals) {
    this.deals = deals;
  }

  @Embedded
  Contact getContact() {
    return contact;
  }

  void setContact(Contact contact) {
    this.contact = contact;
  }

  @ManyToOne
  Country getCountry() {
    return country;
  }

  void setCountry(Country country) {
    this.country = country;
  }

  @Transient
  List<Customer> getGuests() {
    return List.of();
  }
}

@Embeddable
class Contact {
  private Set<String> numbers = new HashSet<>();
  private String name;

  @ElementCollection
  Set<String> getNumbers() {
    return numbers;
  }

  void setNumbers(Set<String> numbers) {
    this.numbers = numbers;
  }

  String getName() {
    return name;
  }

  void setName(String name) {
    this.name = name;
  }
}

/** Its fields are its attributes, but for one. */
@Entity
class Deal extends Identified {
  @Transient private Country place;
  @ManyToOne Country of;

  @Access(AccessType.PROPERTY)
  @ManyToOne(fetch = FetchType.LAZY)
  Country getPlace() {
    return place;
  }

  void setPlace(Country place) {
    this.place = place;
  }
}

/** Its getters are its attributes, although its superclass uses fields; and one of its fields is. */
@Entity
@Access(AccessType.PROPERTY)
class Offer extends Identified {
  private Tag state;

  @Access(AccessType.FIELD)
  @ManyToMany
  private List<Tag> labels = new ArrayList<>();

  @OneToOne(fetch = FetchType.LAZY)
  Tag getState() {
    return state;
  }

  void setState(Tag state) {
    this.state = state;
  }

  @Transient
  List<Tag> getLabels() {
    return labels;
  }
}

/** An embeddable that says itself where its attributes are, in an entity that has them elsewhere. */
@Entity
class Agency {
  private Long id;
  private Terms terms;

  @Id
  Long getId() {
    return id;
  }

  void setId(Long id) {
    this.id = id;
  }

  Terms getTerms() {
    return terms;
  }

  void setTerms(Terms terms) {
    this.terms = terms;
  }
}

@Embeddable
@Access(AccessType.FIELD)
class Terms {
  int days;

  @ManyToOne(fetch = FetchType.LAZY)
  Country law;

  @ManyToOne Bank bank;
}
