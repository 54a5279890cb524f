package shop;

import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;

@Entity
class Customer extends Identified {
  String name;
  @Embedded Address home;
  @Embedded Money credit;
  @OneToOne Profile profile;
}

@Embeddable
record Money(BigDecimal amount, @ManyToOne(fetch = FetchType.LAZY) Country country) {}

@Entity
class Profile extends Identified {
  @OneToOne(mappedBy = "profile")
  Customer customer;

  @Lob
  @Basic(fetch = FetchType.LAZY)
  byte[] photo;

  @Basic(fetch = FetchType.EAGER)
  String motto;
}

@Entity
class PurchaseOrder extends Identified {
  @ManyToOne Customer customer;

  @OneToMany(mappedBy = "order")
  List<OrderLine> lines = new ArrayList<>();
}

@Entity
class OrderLine extends Identified {
  @ManyToOne(fetch = FetchType.LAZY)
  PurchaseOrder order;

  @ManyToOne Product product;
}

@Entity
class Product extends Identified {
  @ManyToMany(fetch = FetchType.EAGER)
  Set<Tag> tags = new HashSet<>();

  @ElementCollection Map<String, BigDecimal> prices = new HashMap<>();
}

@Entity
class Tag extends Identified {
  String text;
}

@Embeddable
class StockId implements Serializable {
  private static final long serialVersionUID = 1;
  long depot;
  long product;
}

@Entity
class Stock {
  @EmbeddedId StockId id;

  @MapsId("depot")
  @ManyToOne(fetch = FetchType.LAZY)
  Depot depot;

  @MapsId("product")
  @ManyToOne
  Product product;
}

@Entity
@Inheritance(strategy = InheritanceType.JOINED)
abstract class Payment extends Identified {
  @ManyToOne Tag kind;
}

@Entity
class CardPayment extends Payment {
  @ManyToOne(fetch = FetchType.LAZY)
  Bank bank;
}

@Entity
class CashPayment extends Payment {
  @ManyToOne Country country;
}

@Entity
class Bank extends Identified {
  @OneToMany List<CardPayment> payments = new ArrayList<>();
}

@Entity
class Review extends Identified {
  @ManyToOne(fetch = FetchType.LAZY)
  @Fetch(FetchMode.JOIN)
  Tag verdict;

  @OneToMany
  @Fetch(FetchMode.JOIN)
  Set<Tag> joined = new HashSet<>();

  @OneToMany
  @Fetch(FetchMode.SUBSELECT)
  List<Tag> selected = new ArrayList<>();

  @ManyToOne
  @Fetch(FetchMode.SELECT)
  Country origin;
}

@Entity
class Import extends Identified {
  @ManyToOne(fetch = FetchType.LAZY)
  @NotFound(action = NotFoundAction.IGNORE)
  Country origin;
}

@Entity
class Voucher extends Identified {
  @ManyToOne(targetEntity = Country.class)
  Place validIn;

  @OneToMany(targetEntity = Bank.class, fetch = FetchType.EAGER)
  Set<?> banks = new HashSet<>();
}

/** The beginning of a long way that is loaded as a whole, up to its end. */
@Entity
class Shipment extends Identified {
  @ManyToMany(fetch = FetchType.EAGER)
  Set<Parcel> parcels = new HashSet<>();
}

@Entity
class Parcel extends Identified {
  @ManyToOne Pallet pallet;
}

@Entity
class Pallet extends Identified {
  @ManyToOne Truck truck;
}

@Entity
class Truck extends Identified {
  @OneToOne Driver driver;
}

@Entity
class Driver extends Identified {
  @OneToOne(fetch = FetchType.LAZY)
  Profile profile;
}
