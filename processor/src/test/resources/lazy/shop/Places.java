package shop;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

@MappedSuperclass
abstract class Identified {
  static final List<Customer> NOBODY = List.of();
  @Id @GeneratedValue Long id;
  @Version int version;
}

/** The type of what owns it is known in the subclasses only. */
@MappedSuperclass
abstract class Owned<O extends Identified> extends Identified {
  @ManyToOne O owner;
}

@MappedSuperclass
abstract class Tree<T extends Tree<T>> extends Identified {
  @ManyToOne(fetch = FetchType.LAZY)
  T parent;

  @OneToMany(mappedBy = "parent")
  List<T> children = new ArrayList<>();
}

interface Place {}

@Entity
class Country extends Identified implements Place {
  String name;
}

@Entity
class City extends Identified {
  String name;
  @ManyToOne Country country;
}

@Embeddable
class Address {
  String street;
  @ManyToOne City city;
}

@Entity
class Carrier extends Identified {
  @Embedded Address seat;
  @ElementCollection(fetch = FetchType.EAGER)
  Set<String> services = new HashSet<>();
}

@Entity
class Depot extends Identified {
  @ElementCollection(fetch = FetchType.EAGER)
  List<Bin> bins = new ArrayList<>();

  @OneToMany(fetch = FetchType.EAGER)
  Map<String, Gate> gates = new HashMap<>();
}

@Embeddable
class Bin {
  int row;
  @ManyToOne Product content;
}

@Entity
class Gate extends Identified {
  @ManyToOne(fetch = FetchType.LAZY)
  Carrier carrier;
}

@Entity
class Tariff extends Identified {
  @ElementCollection(fetch = FetchType.EAGER)
  @MapKeyJoinColumn
  Map<Region, BigDecimal> prices = new HashMap<>();
}

@Entity
class Region extends Identified {
  @ManyToMany Set<Country> countries = new HashSet<>();
}

@Entity
class Ticket extends Owned<Country> {
  transient List<Customer> watchers = new ArrayList<>();
  @Transient List<Customer> readers = new ArrayList<>();
}

@Entity
class Comment extends Owned<Customer> {}

@Entity
class Category extends Tree<Category> {}

@Entity
class Division extends Tree<Division> {
  @ManyToOne Country country;
}

/** Two that hold each other, and nothing lazy in either. */
@Entity
class Plug extends Identified {
  @OneToOne Socket socket;
}

@Entity
class Socket extends Identified {
  @OneToOne(mappedBy = "socket")
  Plug plug;
}
